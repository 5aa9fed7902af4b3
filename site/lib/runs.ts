import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Tier } from '../../engine/results/columns.ts';
import type { RunPart } from './measurements.ts';
import type { SiteData } from './site-data.ts';

/** One invocation of the engine, with all that it measured. */
export interface Run {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly parts: readonly RunPart[];
  /** Ids, in the order of their names. */
  readonly benchmarks: readonly string[];
  readonly models: readonly string[];
  readonly tiers: readonly Tier[];
  readonly calls: number;
  /** Calls that were asked in this run; the rest had been answered before. */
  readonly asked: number;
  readonly missing: number;
  readonly missingByOutcome: Readonly<Record<string, number>>;
  /** US dollars of what was asked in this run, as far as known. */
  readonly spentUsd: number;
  /** Calls asked whose cost is not known. */
  readonly spentUnknown: number;
  /** From the start of the run to its last reply; `null` when nothing was asked. */
  readonly seconds: number | null;
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engineVersion: string | null;
}

const known = new WeakMap<SiteData, readonly Run[]>();

/** Every run, newest first. */
export function runsOf(data: SiteData): readonly Run[] {
  const runs = known.get(data) ?? readRuns(data);
  known.set(data, runs);
  return runs;
}

function readRuns(data: SiteData): Run[] {
  const missing = Map.groupBy(data.runMissing, ({ run_id }) => run_id);
  return [...Map.groupBy(data.runParts, ({ run_id }) => run_id)].map(([id, parts]) => {
    const [first] = parts;
    const total = (pick: (part: RunPart) => number) =>
      parts.reduce((sum, part) => sum + pick(part), 0);
    const outcomes: Record<string, number> = {};
    for (const { outcome, calls } of missing.get(id) ?? [])
      outcomes[outcome] = (outcomes[outcome] ?? 0) + calls;
    return {
      id,
      at: startOf(parts).toISOString(),
      parts,
      benchmarks: distinct(parts.map(({ benchmark }) => benchmark)),
      models: distinct(parts.map(({ model }) => model)),
      tiers: distinct(parts.map(({ tier }) => tier)),
      calls: total(({ calls }) => calls),
      asked: total(({ asked }) => asked),
      missing: total((part) => part.missing),
      missingByOutcome: outcomes,
      spentUsd: total(({ spent_usd }) => spent_usd),
      spentUnknown: total(({ spent_unknown }) => spent_unknown),
      seconds: secondsOf(parts),
      commit: first?.commit ?? null,
      repository: first?.repository ?? null,
      engineVersion: first?.engine_version ?? null,
    };
  });
}

function distinct<Name extends string>(names: readonly Name[]): Name[] {
  return [...new Set(names)].sort();
}

function startOf(parts: readonly RunPart[]): Date {
  return new Date(Math.max(...parts.map(({ run_at }) => run_at.getTime())));
}

function secondsOf(parts: readonly RunPart[]): number | null {
  const ends = parts.flatMap(({ last_asked_at }) => last_asked_at?.getTime() ?? []);
  return ends.length === 0 ? null : (Math.max(...ends) - startOf(parts).getTime()) / 1000;
}

/** What a run measured of one benchmark under one fingerprint. */
export interface RunBenchmark {
  readonly id: string;
  /** Absent when its files are no longer here. */
  readonly benchmark: Benchmark | undefined;
  readonly fingerprint: string;
  /** Whether these are the benchmark's files as they stand now. */
  readonly current: boolean;
  readonly parts: readonly RunPart[];
  /** The newest earlier run of the same fingerprint and any of the same models. */
  readonly previous: Run | undefined;
}

export function runBenchmarksOf(data: SiteData, run: Run): RunBenchmark[] {
  const groups = Map.groupBy(run.parts, (part) => `${part.benchmark} ${part.fingerprint}`);
  return [...groups.values()].flatMap((parts) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { benchmark: id, fingerprint } = first;
    const benchmark = data.benchmarks.find((candidate) => candidate.id === id);
    const current = benchmark?.fingerprint === fingerprint;
    const previous = previousRun(data, run, parts);
    return [{ id, benchmark, fingerprint, current, parts, previous }];
  });
}

/** Runs are newest first, so the first one that is older and shares something is the one. */
function previousRun(data: SiteData, run: Run, parts: readonly RunPart[]): Run | undefined {
  const nameOf = (part: RunPart) =>
    [part.benchmark, part.fingerprint, part.model, part.tier].join(' ');
  const names = new Set(parts.map(nameOf));
  return runsOf(data).find(
    (other) => other.at < run.at && other.parts.some((part) => names.has(nameOf(part))),
  );
}
