/**
 * Answers that the scorers grade a second, as a run does it: in processes of their own, two at once.
 *
 *     node bench/sandbox/scorers.ts [folder with HumanEval's problems.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseBenchmark } from '../../engine/benchmark/parse.ts';
import type { JsonObject } from '../../engine/json.ts';
import { executeAll, memoryStore } from '../../engine/node/executions.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { type KeyedExecution, noticed } from '../../engine/results/executions.ts';
import { executionKey } from '../../engine/sandbox/execution.ts';
import { humanEvalProgram, humanEvalTests } from '../../engine/sandbox/tests.ts';
import { scoreCase } from '../../engine/scorers/score-case.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const folder = process.argv[2] ?? `${ROOT}/../shared/data/humaneval`;

for (const id of ['javascript-functions', 'sql-by-execution']) {
  await report(id, await solutionsOf(id));
}
const file = `${folder}/problems.jsonl`;
if (existsSync(file)) await report('HumanEval, Python', humanEval(readFileSync(file, 'utf8')));
else process.stdout.write(`HumanEval: there is no ${file}\n`);

async function solutionsOf(id: string): Promise<KeyedExecution[]> {
  const { benchmark } = await parseBenchmark(diskFolder(ROOT, `benchmarks/${id}`));
  if (benchmark === undefined) throw new Error(`${id} is not valid`);
  const specs = benchmark.score.map((spec) => ({ ...spec, extract: [] }));
  return benchmark.cases.flatMap(({ expected, variables }) =>
    noticed((executed) =>
      scoreCase(specs, [], { output: String(expected), expected, variables, executed }),
    ),
  );
}

function humanEval(text: string): KeyedExecution[] {
  const problems = text.trim().split('\n');
  return problems.map((line) => {
    const row: JsonObject = JSON.parse(line);
    const [prompt, entry] = [String(row.prompt), String(row.entry_point)];
    const execution = {
      language: 'python' as const,
      code: humanEvalProgram(prompt, String(row.canonical_solution), entry),
      tests: humanEvalTests(prompt, String(row.test), entry),
      timeoutMs: 60_000,
      memoryMb: 128,
    };
    return { key: executionKey(execution), execution };
  });
}

async function report(name: string, executions: readonly KeyedExecution[]): Promise<void> {
  const started = performance.now();
  const executed = await executeAll(executions, { store: memoryStore() });
  const seconds = (performance.now() - started) / 1000;
  const passed = executions.filter(({ execution }) => executed(execution)?.status === 'passed');
  const rate = (executions.length / seconds).toFixed(1);
  process.stdout.write(
    `${name}: ${passed.length} of ${executions.length} pass, ${rate} a second with the start\n`,
  );
}
