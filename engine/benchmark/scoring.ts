import type { JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import { resolveScorer, resolveStep, type WrittenProblem } from '../scorers/resolve.ts';
import type { Assembly } from './assembly.ts';
import type { ExtractStep, ScorerSpec } from './benchmark.ts';
import type { Path } from './document.ts';
import { type CaseRow, errorAt, type Place } from './rows/row.ts';

/** The scorers of a benchmark, the wrong ones left out after their problems were noted. */
export function resolveScore({ written, document, problems }: Assembly): ScorerSpec[] {
  return (written.score ?? []).flatMap((item, index) =>
    collect(
      resolveScorer(item),
      (path) => document.positionOf(['score', index, ...path]),
      document.file,
      problems,
    ),
  );
}

/** The steps that take the answer out of a reply. */
export function resolveExtract({ written, document, problems }: Assembly): ExtractStep[] {
  return (written.extract ?? []).flatMap((item, index) =>
    collect(
      resolveStep(item),
      (path) => document.positionOf(['extract', index, ...path]),
      document.file,
      problems,
    ),
  );
}

/** The scorers that one case brings along. */
export function resolveCaseScore(
  written: JsonValue,
  row: CaseRow,
): { score: readonly ScorerSpec[]; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const list = Array.isArray(written) ? written : [written];
  const score = list.flatMap((item) =>
    collect(resolveScorer(item), () => row.placeOf('score'), row.file, problems),
  );
  return { score, problems };
}

/** The resolved value as a list of one, or of none after its problems were noted at their place. */
function collect<Resolved>(
  result: { readonly value: Resolved } | { readonly problems: readonly WrittenProblem[] },
  place: (path: Path) => Place,
  file: string,
  problems: Problem[],
): Resolved[] {
  if ('value' in result) return [result.value];
  problems.push(
    ...result.problems.map((found) => errorAt(file, place(found.path), found.message, found.fix)),
  );
  return [];
}
