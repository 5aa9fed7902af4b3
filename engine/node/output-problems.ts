import { join } from 'node:path';
import type { Benchmark } from '../benchmark/benchmark.ts';
import { articleOf } from '../benchmark/check-personal.ts';
import {
  findPersonalData,
  isAllowed,
  masked,
  type PersonalFinding,
} from '../benchmark/personal.ts';
import type { Problem } from '../problem.ts';
import type { Result } from '../results/columns.ts';
import { listResultFiles, readResultFile } from './results.ts';

/** Problems of this kind that are told; the rest would say the same. */
const MOST = 200;

/**
 * Warns of personal data and keys in what models answered, since outputs are published with the
 * results. What a benchmark allows in its cases may be in the answers to them too.
 *
 * @returns one warning for each finding and case, its line being the row of the file, from 1
 */
export async function outputProblems(
  folder: string,
  benchmarks: readonly Pick<Benchmark, 'id' | 'allow_personal'>[],
): Promise<Problem[]> {
  const allowed = new Map(benchmarks.map(({ id, allow_personal = [] }) => [id, allow_personal]));
  const problems: Problem[] = [];
  const told = new Set<string>();
  for (const file of await listResultFiles(folder)) {
    for (const [index, result] of (await readResultFile(join(folder, file))).entries()) {
      const list = allowed.get(result.benchmark);
      if (list === undefined) continue;
      for (const finding of findingsIn(result, list)) {
        const name = JSON.stringify([result.call_key, finding.kind, finding.text]);
        if (told.has(name)) continue;
        told.add(name);
        problems.push(problemOf(file, index + 1, result, finding));
        if (problems.length >= MOST) return problems;
      }
    }
  }
  return problems;
}

function findingsIn(
  { output, error }: Result,
  allowed: readonly string[],
): readonly PersonalFinding[] {
  return [output, error]
    .flatMap((text) => (text === null ? [] : findPersonalData(text)))
    .filter((finding) => !isAllowed(finding, allowed));
}

function problemOf(file: string, line: number, result: Result, finding: PersonalFinding): Problem {
  const { run_id, case_id, model } = result;
  const what = `${articleOf(finding)}: ${masked(finding)}`;
  return {
    file: `results/${file}`,
    line,
    column: 1,
    severity: 'warning',
    message: `the answer of ${model} to "${case_id}" in run ${run_id} holds what looks like ${what}`,
    fix: `benchmarkhub forget ${result.benchmark} --case ${case_id}, or retain --days 0; if it is invented, list it under allow_personal in benchmark.yaml`,
  };
}
