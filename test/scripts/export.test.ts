import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXPORTERS } from '../../engine/exchange/export/index.ts';
import { benchmarkFiles, command, createWorkspace, echoCases } from '../workspace.ts';

test('every format can be exported after a run; a single text goes to standard output', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(3)));
  const { root } = workspace;
  const ran = await command(root, 'run', '--models', 'baseline/echo', '--quiet');
  assert.equal(ran.code, 0, ran.log);
  for (const format of Object.keys(EXPORTERS).filter((name) => name !== 'hf')) {
    const { code, log, out } = await command(
      root,
      'export',
      'echo',
      '--format',
      format,
      '--out',
      `out/${format}`,
      '--json',
    );
    assert.equal(code, 0, `${format}: ${log}`);
    for (const path of JSON.parse(out).files) assert.ok(existsSync(path), path);
  }
  assert.match(readFileSync(join(root, 'out/csv/echo.results.csv'), 'utf8'), /baseline\/echo/);
  assert.match(
    (await command(root, 'export', 'echo', '--format', 'bibtex')).out,
    /^@misc\{echo-1\.0\.0,/,
  );
  const named = await command(root, 'export', 'echo', '--format', 'apa', '--out', 'cite.txt');
  assert.equal(named.code, 0, named.log);
  assert.ok(existsSync(join(root, 'cite.txt')));
  assert.match(
    (await command(root, 'export', 'echo', '--format', 'apa', '--out', 'cite.txt')).log,
    /there already/,
  );
});

test('what cannot be exported is said', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(2)));
  const { root } = workspace;
  assert.match((await command(root, 'export', 'echo')).log, /needs a --format/);
  assert.match((await command(root, 'export', '--format', 'bibtexx')).log, /did you mean "bibtex"/);
  assert.match((await command(root, 'export', '--format', 'eee')).log, /nothing to write/);
});

test('report --format pdf writes the same bytes for the same results, and overwrites nothing', async () => {
  await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(6)));
  const { root } = workspace;
  const empty = await command(root, 'report', '--format', 'pdf');
  assert.match(empty.log, /no results to report/);
  await command(root, 'run', '--models', 'baseline/echo,baseline/random', '--quiet');
  const written = await command(root, 'report', '--format', 'pdf', '--json');
  assert.deepEqual(JSON.parse(written.out), { file: join(root, 'report.pdf') });
  await command(root, 'report', '--format', 'pdf', '--out', 'again.pdf');
  const [first, second] = ['report.pdf', 'again.pdf'].map((name) => readFileSync(join(root, name)));
  assert.ok(first?.subarray(0, 8).equals(Buffer.from('%PDF-1.7')));
  assert.deepEqual(first, second);
  assert.match((await command(root, 'report', '--format', 'pdf')).log, /is there already/);
  assert.match((await command(root, 'report', '--format', 'word')).log, /markdown, json, pdf/);
});
