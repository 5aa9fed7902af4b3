import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { boardsFrom } from '../../engine/analysis/leaderboard.ts';
import { rowsOf } from '../../engine/analysis/result-rows.ts';
import { boardSources } from '../../engine/node/boards.ts';
import { listResultFiles, readResultFile } from '../../engine/node/results.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { BUILT_IN_MODELS, openAnalysis } from '../../scripts/workspace.ts';
import { benchmarkFiles, command, createWorkspace, echoCases } from '../workspace.ts';

test('boards counted without a database are those that DuckDB counts', async () => {
  const cases = echoCases(12).map((each, index) => ({ ...each, group: `g${index % 5}` }));
  const fields = { cluster: 'group', trials: 2 };
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', cases, fields),
    ...benchmarkFiles('other', echoCases(3)),
  });
  const { root } = workspace;
  const ran = await command(root, 'run', '--models', 'baseline', '--quiet');
  assert.equal(ran.code, 0, ran.log);
  const folder = join(root, 'results');
  const opened = await openWorkspace(root, BUILT_IN_MODELS);
  using database = await openAnalysis(opened, folder);
  const counted = await boardSources(database, opened.benchmarks);
  const files = (await listResultFiles(folder)).map((file) => readResultFile(join(folder, file)));
  const results = (await Promise.all(files)).flat();
  const boards = boardsFrom({ ...rowsOf(results), benchmarks: opened.benchmarks });
  assert.equal(boards.length, 2);
  assert.deepEqual(boards, boardsFrom(counted));
});
