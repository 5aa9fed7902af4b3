import type { PreferenceBoard } from '../judges/preferences.ts';

/** What people prefer, in a sentence or two; without a rating why there is none. */
export function preferenceInWords({
  votes,
  voters,
  cases,
  ties,
  first_percent,
  fit,
}: PreferenceBoard): string {
  const counts = `Preferred by people: ${votes} blind votes of ${voters} voters on ${cases} cases, ${ties} ties; the answer shown first won ${first_percent.toFixed(0)} %.`;
  if (fit.status === 'fitted')
    return `${counts} Bradley-Terry, errors summed over the cases; 0 is the average model, one more is odds of 2.7 to 1.`;
  if (fit.status === 'not_connected')
    return `${counts} No ratings yet: some models never lost to some others, even indirectly.`;
  return fit.status === 'too_few_clusters'
    ? `${counts} No ratings yet: votes on six cases are the least.`
    : `${counts} No ratings: the votes do not settle them.`;
}

/** One model's rating as the cells of a table. */
export interface PreferenceCells {
  readonly model: string;
  /** Log-odds against the average model. */
  readonly rating: string;
  readonly interval: string;
  readonly battles: string;
}

/** The ratings, the highest first; empty where none could be fitted. */
export function preferenceCells({ fit }: PreferenceBoard): PreferenceCells[] {
  if (fit.status !== 'fitted') return [];
  return [...fit.ratings]
    .sort((a, b) => b.rating - a.rating)
    .map(({ model, rating, low, high, battles }) => ({
      model,
      rating: rating.toFixed(2),
      interval: `${low.toFixed(2)} to ${high.toFixed(2)}`,
      battles: String(battles),
    }));
}
