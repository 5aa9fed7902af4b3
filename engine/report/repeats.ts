import type { RepeatRate, Repeats } from '../analysis/board-repeats.ts';

/** What several trials of each case showed, in a line: chances with their 95 % intervals. */
export function repeatsText(repeats: Repeats): string {
  const { flip_rate, pass_at_k, pass_power_k, k, icc, recommended_trials } = repeats;
  return [
    rateText('flips', flip_rate),
    rateText(`one of ${k} passes`, pass_at_k),
    rateText(`all ${k} pass`, pass_power_k),
    icc === null ? '' : `${(100 * icc).toFixed(0)} % of the variance between cases`,
    recommended_trials === null
      ? ''
      : `${recommended_trials} ${recommended_trials === 1 ? 'trial is' : 'trials are'} enough`,
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function rateText(name: string, rate: RepeatRate | null): string {
  if (rate === null) return '';
  const { value, low, high } = rate;
  const interval = low === null || high === null ? 'too few cases' : `${share(low)}–${share(high)}`;
  return `${name} ${share(value)} % (${interval})`;
}

function share(value: number): string {
  return (100 * value).toFixed(1);
}
