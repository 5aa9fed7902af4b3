import { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { Benchmark, ScorerSpec } from './benchmark.ts';
import { listFromText } from './choices.ts';
import type { SourceDocument } from './document.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

type Unchecked = Omit<Benchmark, 'fingerprint'>;

const turnsSchema = z
  .array(z.string().trim().min(1).max(200_000))
  .min(1)
  .max(BENCHMARK_LIMITS.turns);

/** What the user says in a case: a list, a list in JSON, or one text. */
export function turnsOfRow(
  row: CaseRow,
  column: string | undefined,
  problems: Problem[],
): readonly string[] | undefined {
  if (column === undefined) return undefined;
  const written = Object.hasOwn(row.fields, column) ? row.fields[column] : null;
  if (written === null || written === undefined) return undefined;
  if (typeof written === 'string' && written.trim() === '') return undefined;
  const list = typeof written === 'string' ? listFromText(written, [written]) : written;
  const parsed = turnsSchema.safeParse(list);
  if (parsed.success) return parsed.data;
  const message = 'the turns of the case are no list of texts';
  const fix = `write a list of 1 to ${BENCHMARK_LIMITS.turns} texts, in CSV as JSON: ["first", "second"]`;
  problems.push(errorAt(row.file, row.placeOf(column), message, fix));
  return undefined;
}

/** Whether turns, prompt, tools and scorers fit each other. */
export function checkTurns(
  benchmark: Unchecked,
  document: SourceDocument,
  hasAllCases: boolean,
): Problem[] {
  const { turns, cases, prompt, tools, score } = benchmark;
  const spoken = turns !== undefined || cases.some((testCase) => testCase.turns !== undefined);
  const at = (path: readonly PropertyKey[], message: string, fix: string) =>
    errorAt(document.file, document.positionOf(path), message, fix);
  if (!spoken) {
    const index = score.findIndex((spec) => turnNamed(spec) !== undefined);
    if (index < 0) return [];
    return [
      at(['score', index], 'a scorer names a turn, and there are no turns', 'write turns: [ … ]'),
    ];
  }
  const asked = prompt.at(-1)?.role === 'user' ? 1 : 0;
  const problems: Problem[] = [];
  if (tools !== undefined || cases.some((testCase) => testCase.tools !== undefined))
    problems.push(
      at(['turns'], 'nobody answers calls of tools between turns', 'leave out tools or turns'),
    );
  for (const { id, source, turns: own = turns ?? [], score: specs = score } of cases) {
    const replies = asked + own.length;
    const most = Math.max(0, ...specs.map((spec) => turnNamed(spec) ?? 0));
    if (replies === 0 && hasAllCases) {
      const message = `the case "${id}" has no turn, and the prompt does not end with the user's word`;
      problems.push(errorAt(source.file, source, message, 'give it a turn'));
    } else if (replies > 0 && most > replies) {
      const message = `a scorer names turn ${most}, and the case "${id}" has ${replies}`;
      problems.push(errorAt(source.file, source, message, `write turn: ${replies}, or less`));
    }
  }
  return problems;
}

/** The highest turn that a scorer, or a part of it, names; 0 for all of them. */
function turnNamed({ turn, parts = [] }: ScorerSpec): number | undefined {
  const named = [turn === 'all' ? 0 : turn, ...parts.map(turnNamed)];
  const known = named.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
