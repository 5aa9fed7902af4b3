/** One table of the report. */
export interface Section {
  readonly title: string;
  /** What was simulated, and what to look for. */
  readonly text: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A share in percent with one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

/** The least and the greatest of some shares, in percent. */
export function percentRange(shares: readonly number[]): string {
  return `${percent(Math.min(...shares))}–${percent(Math.max(...shares))}`;
}

/** The section as Markdown. */
export function markdownOf({ title, text, head, rows }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(head.map(() => '---'));
  return [`### ${title}`, '', text, '', line(head), rule, ...rows.map(line), ''].join('\n');
}

/** Share of the repetitions in which `happens`. */
export function shareOf(repetitions: number, happens: (repetition: number) => boolean): number {
  let hits = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    if (happens(repetition)) hits++;
  }
  return hits / repetitions;
}

/** `compute` that remembers its answers: few tables occur often. */
export function remembered<Input, Output>(
  compute: (input: Input) => Output,
): (input: Input) => Output {
  const known = new Map<string, Output>();
  return (input) => {
    const key = JSON.stringify(input);
    const found = known.get(key);
    if (found !== undefined) return found;
    const output = compute(input);
    known.set(key, output);
    return output;
  };
}
