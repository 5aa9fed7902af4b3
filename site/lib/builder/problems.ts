import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { type Path, parseSource, type SourceDocument } from '../../../engine/benchmark/document.ts';
import { BENCHMARK_FILE, parseBenchmark } from '../../../engine/benchmark/parse.ts';
import { memoryFolder } from '../../../engine/exchange/import/run.ts';
import { isJsonObject, type JsonValue } from '../../../engine/json.ts';
import { type Problem, sortProblems } from '../../../engine/problem.ts';
import { benchmarkText, type Draft } from './draft.ts';

/** The part of the builder that a problem belongs to. */
export interface ProblemPlace {
  /** Name of the file within the benchmark's folder. */
  readonly file: string;
  /** Path of the value in `benchmark.yaml`; empty for other files. */
  readonly path: Path;
}

/** A problem as `benchmarkhub validate` reports it, and the field it belongs to. */
export interface PlacedProblem extends Problem {
  readonly place: ProblemPlace;
}

/** A draft, checked as `benchmarkhub validate` checks a folder. */
export interface CheckedDraft {
  /** The draft this was said of. */
  readonly draft: Draft;
  readonly benchmark: Benchmark | undefined;
  readonly problems: readonly PlacedProblem[];
}

export async function checkDraft(draft: Draft): Promise<CheckedDraft> {
  const { benchmark, problems } = await parseBenchmark(memoryFolder(draft.id, draft.files));
  const document = parseSource(benchmarkText(draft), BENCHMARK_FILE);
  const paths = [...pathsOf(document.value ?? null, [], 4)];
  const placed = sortProblems(problems).map((problem) => ({
    ...problem,
    place: placeOf(problem, draft, document, paths),
  }));
  return { draft, benchmark, problems: placed };
}

function placeOf(
  problem: Problem,
  { id }: Draft,
  document: SourceDocument,
  paths: readonly Path[],
): ProblemPlace {
  const file = problem.file.slice(`benchmarks/${id}/`.length);
  return { file, path: file === BENCHMARK_FILE ? pathAt(document, paths, problem) : [] };
}

/** The deepest value that begins at or before a place, as the positions of problems are made. */
function pathAt(document: SourceDocument, paths: readonly Path[], { line, column }: Problem): Path {
  let best: Path = [];
  for (const path of paths) {
    const at = document.positionOf(path);
    if (at.line < line || (at.line === line && at.column <= column)) best = path;
  }
  return best;
}

/** Paths of all values in the order of the text, down to some depth; not of cases, which are many. */
function* pathsOf(value: JsonValue, path: Path, depth: number): Generator<Path> {
  if (depth === 0) return;
  const entries = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, item] of entries) {
    yield [...path, key];
    if (key !== 'cases') yield* pathsOf(item, [...path, key], depth - 1);
  }
}

/** What is wrong with the value at a path of `benchmark.yaml`; with all below it when `deep`. */
export function problemsAt(
  checked: CheckedDraft | undefined,
  path: Path,
  deep: boolean = false,
): string[] {
  const mine = (checked?.problems ?? []).filter(({ place }) => {
    const found = deep ? place.path.slice(0, path.length) : place.path;
    return place.file === BENCHMARK_FILE && isSame(found, path);
  });
  return mine.map(({ message, fix }) => (fix === '' ? message : `${message}: ${fix}`));
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, index) => String(key) === String(b[index]));
}
