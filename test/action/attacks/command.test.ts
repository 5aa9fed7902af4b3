import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { authorise } from '../../../action/authorise.ts';
import { subjectOf } from '../../../action/event.ts';
import { MARKER, writeSticky } from '../../../action/github/sticky.ts';
import type { Host } from '../../../action/host.ts';
import { brokenCap } from '../../../action/results/budget.ts';
import { parseSlashCommand } from '../../../action/slash-command.ts';
import { commentPayload } from '../repository.ts';
import { command, HEAD, someGitHub } from './fakes.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
before(async () => {
  lab = await openLab();
});
after(() => lab[Symbol.asyncDispose]());

describe('attacks on the command', () => {
  test('2 a head that moves: the typed commit must be the head, and is read by its SHA', async () => {
    const moved = await authorise(command(`/benchmark ${'b'.repeat(12)}`), someGitHub().github);
    assert.equal(moved.kind, 'refused');
    const first = lab.repository.commit(lab.main, { 'benchmarks/sums/note.txt': 'first' });
    lab.repository.open(first, lab.main);
    lab.repository.open(
      lab.repository.commit(lab.main, { 'benchmarks/sums/note.txt': 'second' }),
      lab.main,
    );
    const bytes = await (await lab.tree(first)).read('benchmarks/sums/note.txt', 100);
    assert.equal(Buffer.from(bytes ?? []).toString(), 'first');
  });

  test('20 a stolen marker: the comment of another author is left alone', async () => {
    const { github, calls } = someGitHub([{ id: 5, body: `${MARKER}\nmine`, author: 'stranger' }]);
    await writeSticky(github, 7, 'text');
    assert.match(calls.join(), /^create 7/);
  });

  test('24 costs: caps by month and author, and a command cannot raise its own', () => {
    const caps = { monthUsd: 10, authorMonthUsd: 5 };
    assert.equal(brokenCap({ monthUsd: 9, authorUsd: 4 }, 1, caps), undefined);
    assert.ok(brokenCap({ monthUsd: 9.5, authorUsd: 0 }, 1, caps));
    assert.ok(brokenCap({ monthUsd: 5, authorUsd: 4.5 }, 1, caps));
    assert.equal(parseSlashCommand('/benchmark 0123456 budget=1e9').kind, 'wrong');
    assert.equal(parseSlashCommand('/benchmark 0123456 budget=-1').kind, 'wrong');
  });

  test('30 abuse of the command: only new, only whole, only from who may; others get no words', async () => {
    for (const body of [
      `> /benchmark ${HEAD}`,
      `\`\`\`\n/benchmark ${HEAD}\n\`\`\``,
      '/benchmarks-are-bad',
    ])
      assert.equal(parseSlashCommand(body).kind, 'none', body);
    assert.equal(parseSlashCommand(`/benchmark ${HEAD}\nand more`).kind, 'wrong');
    const { github, calls } = someGitHub();
    assert.equal(
      (await authorise(command(`/benchmark ${HEAD}`, 'stranger'), github)).kind,
      'ignored',
    );
    assert.deepEqual(calls, ['react 1 -1']);
    assert.equal(
      (await authorise(command(`/benchmark ${HEAD}`, 'maintainer', 'Bot'), github)).kind,
      'ignored',
    );
    assert.equal((await authorise(command(`/benchmark ${HEAD}`), github)).kind, 'granted');
    const edited = commentPayload(`/benchmark ${HEAD}`, 'maintainer', { action: 'edited' });
    assert.throws(
      () => subjectOf({ eventName: 'issue_comment', event: edited, sha: HEAD } as Host),
      /new comment/,
    );
  });
});
