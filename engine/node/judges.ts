import type { Benchmark } from '../benchmark/benchmark.ts';
import { fingerprintOf } from '../benchmark/fingerprint.ts';
import { BENCHMARK_FILE } from '../benchmark/parse.ts';
import { askJudges, type JudgeRun } from '../judges/ask.ts';
import { asksJudges } from '../judges/asks.ts';
import { type PanelFile, panelOf } from '../judges/panel.ts';
import type { Model, Registry } from '../model/model.ts';
import { suggestion } from '../nearest.ts';
import type { BenchmarkPlan } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { judgeCallsOf } from '../results/judging.ts';
import { SETTINGS_FILE, type Settings } from './settings.ts';

/** The benchmark with the workspace's judges, where it asks judges and names none. */
export function withJudges(benchmark: Benchmark, judges: PanelFile | undefined): Benchmark {
  if (judges === undefined || benchmark.judges !== undefined || !asksJudges(benchmark))
    return benchmark;
  const { fingerprint: _, ...content } = { ...benchmark, judges: panelOf(judges) };
  return { ...content, fingerprint: fingerprintOf(content) };
}

/** The models of a benchmark's judges; they are paid like others, so their price has to be known. */
export function judgesOf(
  { registry }: { readonly registry: Registry },
  benchmark: Benchmark,
  priced: (model: Model) => Model,
): Pick<BenchmarkPlan, 'judges'> {
  if (benchmark.judges === undefined || !asksJudges(benchmark)) return {};
  const models = benchmark.judges.models.flatMap((id) => registry.models.get(id) ?? []);
  return { judges: models.map(priced) };
}

/** Judges that no registry knows, each with where it was named. */
export function unknownJudges(
  benchmarks: readonly Benchmark[],
  settings: Settings,
  registry: Registry,
): Problem[] {
  const named = [
    { file: SETTINGS_FILE, ids: settings.judges?.models ?? [] },
    ...benchmarks.map(({ id, judges }) => ({
      file: `benchmarks/${id}/${BENCHMARK_FILE}`,
      ids: judges?.models ?? [],
    })),
  ];
  return named.flatMap(({ file, ids }) =>
    ids
      .filter((id) => !registry.models.has(id))
      .map((id) => ({
        file,
        line: 1,
        column: 1,
        severity: 'error',
        message: `there is no model "${id}" to judge`,
        fix: suggestion(id, [...registry.models.keys()]),
      })),
  );
}

/** Has judges asked about the replies of all plans, as far as they are not answered yet. */
export async function judgeReplies(plans: readonly BenchmarkPlan[], run: JudgeRun): Promise<void> {
  const judged = plans.filter(
    ({ benchmark, judges }) => judges !== undefined && asksJudges(benchmark),
  );
  if (judged.length === 0) return;
  await askJudges(function* missing() {
    for (const plan of judged) yield* judgeCallsOf(plan, run.journal, run.runId);
  }, run);
}
