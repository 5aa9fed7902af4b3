import { parseFormula } from '../analysis/formula.ts';
import { suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Benchmark, Expected, ScorerSpec } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { errorAt } from './rows/row.ts';

type Unchecked = Omit<Benchmark, 'fingerprint'>;

/** Whether formulas can be read and name metrics that exist, and labels cover what is expected. */
export function checkMetrics(benchmark: Unchecked, document: SourceDocument): Problem[] {
  const known = metricNames(benchmark);
  const written = (document.value as { score?: unknown } | null)?.score;
  // A scorer that is wrong has been reported already, and its name is not known.
  const isComplete = !Array.isArray(written) || written.length === benchmark.score.length;
  const formulas = isComplete ? Object.entries(benchmark.metrics ?? {}) : [];
  return [
    ...formulas.flatMap(([name, formula]) => checkFormula(name, formula, known, document)),
    ...checkLabels(benchmark),
  ];
}

function checkFormula(
  name: string,
  formula: string,
  known: ReadonlySet<string>,
  document: SourceDocument,
): Problem[] {
  const place = document.positionOf(['metrics', name]);
  const problem = (message: string, fix: string) => errorAt(document.file, place, message, fix);
  if (known.has(name))
    return [problem(`the metric "${name}" is the name of a scorer`, 'give it a name of its own')];
  try {
    const { names } = parseFormula(formula);
    const strange = names.find((used) => !known.has(used));
    if (strange !== undefined)
      return [
        problem(
          `the metric "${name}" uses "${strange}", which is no scorer's name`,
          suggestion(strange, [...known]),
        ),
      ];
    if (names.length > 0) return [];
    return [problem(`the metric "${name}" uses no scorer`, 'name one in its formula')];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [problem(`the metric "${name}": ${reason}`, 'write a formula such as (a + b) / 2')];
  }
}

/** Names under which scores are recorded, those of parts under their group. */
export function metricNames({
  score,
  cases,
}: Pick<Benchmark, 'score' | 'cases'>): ReadonlySet<string> {
  const own = cases.flatMap((testCase) => testCase.score ?? []);
  return new Set([...score, ...own].flatMap((spec) => namesOf(spec)));
}

function namesOf({ name, parts = [] }: ScorerSpec): string[] {
  return [name, ...parts.flatMap(namesOf).map((inner) => `${name}/${inner}`)];
}

function checkLabels({ labels, cases }: Unchecked): Problem[] {
  if (labels === undefined) return [];
  const folded = new Set(labels.map((label) => label.toLowerCase()));
  const wrong = cases.find(({ expected }) => !folded.has(labelText(expected)));
  if (wrong === undefined) return [];
  const message = `the case "${wrong.id}" expects none of the labels ${labels.join(', ')}`;
  const { source } = wrong;
  return [errorAt(source.file, source, message, 'correct the case, or add its label to "labels"')];
}

function labelText(expected: Expected | undefined): string {
  const first = Array.isArray(expected) ? expected[0] : expected;
  return String(first ?? '')
    .trim()
    .toLowerCase();
}
