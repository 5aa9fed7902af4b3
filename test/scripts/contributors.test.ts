import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readContributors } from '../../engine/node/contributors.ts';
import { benchmarkFiles, command, createWorkspace, echoCases } from '../workspace.ts';

function git(root: string, ...words: readonly string[]): void {
  const settings = ['-c', 'user.name=x', '-c', 'user.email=x@x', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', root, ...settings, ...words], { stdio: 'pipe' });
}

function change(root: string, path: string, author: string, message: string): void {
  writeFileSync(join(root, path), `${message}\n`, { flag: 'a' });
  git(root, 'add', '-A');
  git(root, 'commit', '-m', message, '--author', author);
}

test('those who changed a benchmark are credited by name, as .mailmap has it', async () => {
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(2)),
    '.mailmap': 'Grace Hopper <grace@navy.example> <old@navy.example>\n',
  });
  const { root } = workspace;
  assert.deepEqual(await readContributors(root, 'echo'), [], 'no git, nobody');
  git(root, 'init', '-q');
  assert.deepEqual(await readContributors(root, 'echo'), [], 'no commit, nobody');
  change(root, 'benchmarks/echo/notes.md', 'G. H. <old@navy.example>', 'one');
  change(root, 'benchmarks/echo/notes.md', 'Grace Hopper <grace@navy.example>', 'two');
  const together = 'three\n\nCo-authored-by: Zoë Ünal <zoe@z.example>';
  change(root, 'benchmarks/echo/notes.md', 'renovate[bot] <b@b.example>', together);
  change(root, 'benchmarks/echo/notes.md', 'me@home.example <me@home.example>', 'four');
  change(root, 'README.md', 'Elsewhere <e@e.example>', 'five');
  const names = await readContributors(root, 'echo');
  assert.equal(names[0], 'Grace Hopper');
  assert.deepEqual(names.toSorted(), ['Grace Hopper', 'Zoë Ünal', 'me']);
  for (const format of ['bibtex', 'cff', 'apa']) {
    const { out, code, log } = await command(root, 'export', 'echo', '--format', format);
    assert.equal(code, 0, log);
    assert.match(out, /Grace Hopper/);
    assert.match(out, /echo@1\.0\.0\\?#[0-9a-f]{12}/);
    assert.doesNotMatch(out, /example|bot/);
  }
});
