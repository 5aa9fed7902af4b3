import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readContributors } from '../../engine/node/contributors.ts';
import { benchmarkFiles, command, createWorkspace, echoCases } from '../workspace.ts';

/** Names of which none is a person's. */
const NOBODIES = ['Seed 3f2a91c0 maintainers', 'deploy-bot', 'GitHub Actions', 'noreply', 'My CI'];

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
  for (const author of NOBODIES)
    change(root, 'benchmarks/echo/notes.md', `${author} <n@n.example>`, author);
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

test('where nobody but programs changed a benchmark, its own authors are credited and no one else', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(2)));
  const { root } = workspace;
  git(root, 'init', '-q');
  for (const author of NOBODIES)
    change(root, 'benchmarks/echo/notes.md', `${author} <n@n.example>`, author);
  assert.deepEqual(await readContributors(root, 'echo'), []);
  const { out } = await command(root, 'export', 'echo', '--format', 'cff');
  assert.doesNotMatch(out, /maintainers|deploy-bot|Actions|noreply|My CI/);
  change(root, 'benchmarks/echo/notes.md', 'Abbot Ci-Lin <a@a.example>', 'a person');
  assert.deepEqual(await readContributors(root, 'echo'), ['Abbot Ci-Lin']);
});
