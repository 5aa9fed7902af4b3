import assert from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { command, createWorkspace, openTestWorkspace } from '../workspace.ts';

interface BoardJson {
  readonly benchmark: string;
  readonly rows: readonly {
    readonly model: string;
    readonly score: number | null;
    readonly low: number | null;
  }[];
}

test('no baseline, which sees no question, does better than the declared chance', async () => {
  await using copy = await createWorkspace();
  const { root } = copy;
  await cp(join(PACKAGE_ROOT, 'benchmarks'), join(root, 'benchmarks'), { recursive: true });
  const { benchmarks } = await openTestWorkspace(root);
  const chances = new Map(benchmarks.map(({ id, chance }) => [id, chance]));
  const ran = await command(root, 'run', '--models', 'baseline', '--trials', '1', '--json');
  assert.equal(ran.code, 0, ran.log);
  const { boards }: { boards: readonly BoardJson[] } = JSON.parse(ran.out);
  const scored = boards.flatMap(({ benchmark, rows }) =>
    rows
      .filter(({ model, score }) => model.startsWith('baseline/') && score !== null)
      .map(({ model, score, low }) => ({ benchmark, model, score, low })),
  );
  assert.ok(scored.length > 4 * 40, `only ${scored.length} baselines have a score`);
  const above = scored.filter(({ benchmark, low }) => (low ?? 0) > (chances.get(benchmark) ?? 0));
  assert.deepEqual(above, []);
});
