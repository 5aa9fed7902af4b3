import type { CaseAnalysis, FailureProfile } from './case-analysis.ts';
import { count, listInWords, words } from './format.ts';

/** How hard the cases are, in a sentence. */
export function difficultyFinding({ cases, models, baselinesOnly }: CaseAnalysis): string {
  const scored = cases.filter((one) => one.scored > 0);
  const all = scored.filter(({ passed, scored: taken }) => passed === taken).length;
  const none = scored.filter(({ passed }) => passed === 0).length;
  const who = count(models.length, baselinesOnly ? 'baseline' : 'model');
  if (models.length < 2)
    return `${scored.length - none} of ${count(scored.length, 'case')} were passed by the only one measured.`;
  if (all + none === 0)
    return `Each of ${count(scored.length, 'case')} tells some of ${who} apart: none was passed by all or by none.`;
  return `Of ${count(scored.length, 'case')}, ${all} were passed by each of ${who} that took them and ${none} by none: those ${all + none} tell no two of them apart.`;
}

/** What goes wrong most often, in a sentence. */
export function failureFinding({ failures }: Pick<CaseAnalysis, 'failures'>): string {
  const totals = new Map<string, number>();
  for (const { categories, missing } of failures)
    for (const [category, calls] of Object.entries(categories))
      if (category !== 'passed' && !missing.includes(category))
        totals.set(category, (totals.get(category) ?? 0) + calls);
  const sorted = [...totals].sort(([, a], [, b]) => b - a);
  const sum = sorted.reduce((total, [, calls]) => total + calls, 0);
  const [most] = sorted;
  if (most === undefined) return 'No answer failed.';
  const rest = sorted.slice(1).map(([category]) => words(category));
  return sorted.length === 1
    ? `All ${count(sum, 'answer')} that did not pass are of one kind: ${words(most[0])}.`
    : `Of ${count(sum, 'answer')} that did not pass, ${most[1]} are ${words(most[0])}; the others ${listInWords(rest)}.`;
}

/** Categories over all models: failures by how frequent they are, then those without a score. */
export function categoriesOf(failures: readonly FailureProfile[]): {
  readonly failed: readonly string[];
  readonly missing: readonly string[];
} {
  const missing = new Set(failures.flatMap((profile) => profile.missing));
  const total = (category: string) =>
    failures.reduce((sum, { categories }) => sum + (categories[category] ?? 0), 0);
  const all = new Set(failures.flatMap(({ categories }) => Object.keys(categories)));
  const failed = [...all].filter((category) => category !== 'passed' && !missing.has(category));
  return {
    failed: failed.sort((a, b) => total(b) - total(a)),
    missing: [...missing].sort((a, b) => total(b) - total(a)),
  };
}
