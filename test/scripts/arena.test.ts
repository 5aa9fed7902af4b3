import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { parseVotes } from '../../engine/judges/preferences.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  execute,
  LAUNCHER,
  modelsFile,
  type TestWorkspace,
} from '../workspace.ts';

const MODELS = ['acme/one', 'acme/two', 'acme/three'];
const CASES = Array.from({ length: 12 }, (_, index) => ({
  id: `c${index}`,
  question: `Task ${index}.`,
}));

/** Prefers the answer with the greater mark, but for every fifth pair; a tie for equal marks. */
function vote(root: string): Promise<{ out: string; code: number }> {
  const child = spawn(process.execPath, [
    LAUNCHER,
    'arena',
    'tasks',
    '--root',
    root,
    '--voter',
    'ada',
  ]);
  let out = '';
  let read = 0;
  let pairs = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (;;) {
      const end = out.indexOf('comment if you like:', read);
      if (end < 0) break;
      const [a = 0, b = 0] = [...out.slice(read, end).matchAll(/mark (\d)/g)].map(([, n]) =>
        Number(n),
      );
      read = end + 1;
      const isTurned = pairs++ % 5 === 4;
      child.stdin.write(a > b !== isTurned ? '1\n' : '2 shorter\n');
    }
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ out, code: code ?? -1 }));
  });
}

describe('arena', () => {
  let workspace: TestWorkspace;

  before(async () => {
    await using server = await startLlmServer({
      answer: ({ body, question }) =>
        `${question} mark ${['three', 'two', 'one'].indexOf(String(body.model)) + 1}`,
    });
    const routes = MODELS.map((id) => [id, [`loop:${id.split('/')[1]}`]] as const);
    workspace = await createWorkspace({
      ...benchmarkFiles('tasks', CASES, { score: [{ type: 'length', min: 1 }] }),
      'models.yaml': modelsFile({ loop: server.url }, Object.fromEntries(routes)),
    });
    await execute(workspace.root, MODELS);
  });
  after(() => workspace[Symbol.asyncDispose]());

  test('no board speaks of preferences before anybody voted', async () => {
    const { out } = await command(workspace.root, 'report');
    assert.doesNotMatch(out, /Preferred by people/);
  });

  test('votes are blind, written a line each, and never asked for twice', async () => {
    const { out, code } = await vote(workspace.root);
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /acme/);
    const text = await readFile(`${workspace.root}/preferences/tasks/ada.jsonl`, 'utf8');
    const { votes, wrong } = parseVotes(text);
    // Three answers to a case make three pairs.
    assert.deepEqual([votes.length, wrong], [36, []]);
    assert.ok(new Set(votes.map(({ better }) => better)).size > 1);
    const left = await command(workspace.root, 'arena', 'tasks', '--voter', 'ada', '--json');
    assert.deepEqual(JSON.parse(left.out), {
      benchmark: 'tasks',
      voter: 'ada',
      pairs: 36,
      open: 0,
    });
    const other = await command(workspace.root, 'arena', 'tasks', '--voter', 'bob', '--json');
    assert.equal(JSON.parse(other.out).open, 36);
  });

  test('the report rates the models by the votes', async () => {
    const { out } = await command(workspace.root, 'report', '--json');
    const { preference } = JSON.parse(out).boards[0];
    assert.deepEqual(
      [preference.votes, preference.cases, preference.fit.status],
      [36, 12, 'fitted'],
    );
    const rating = (id: string) =>
      preference.fit.ratings.find(({ model }: { model: string }) => model === id);
    assert.ok(rating('acme/one').rating > rating('acme/three').rating);
    assert.ok(rating('acme/one').low < rating('acme/one').rating);
    const markdown = await command(workspace.root, 'report');
    assert.match(markdown.out, /36 blind votes of 1 voters on 12 cases/);
    assert.match(markdown.out, /\| acme\/one \| \d\.\d\d \| -?\d\.\d\d to \d\.\d\d \| 24 \|/);
  });

  test('a line that is no vote is named', async () => {
    await workspace.write({ 'preferences/tasks/bob.jsonl': '{"better":"first"}\n' });
    const { code, log } = await command(workspace.root, 'report');
    assert.equal(code, 1);
    assert.match(log, /preferences\/tasks\/bob\.jsonl:1:1 is no vote/);
  });
});
