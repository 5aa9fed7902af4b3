import { codeSpan, table } from '../text/markdown.ts';
import { signed } from './numbers.ts';
import type { Report } from './report.ts';

const DECISIONS: Readonly<Record<string, string>> = {
  verified: '✅ verified',
  disagrees: '❌ disagrees',
  undecided: '· not decided yet',
};

/** Submitted results and whether they hold, as a table. */
export function claimsSection({ claims = [] }: Report): string {
  if (claims.length === 0) return '';
  const rows = claims
    .slice(0, 50)
    .map(({ path, model, verdict }) => [
      codeSpan(path),
      codeSpan(model),
      `${verdict.checked} of ${verdict.cases}`,
      `${verdict.higher} / ${verdict.lower}`,
      verdict.difference === null ? '–' : `${signed(verdict.difference)} points`,
      DECISIONS[verdict.decision] ?? '',
    ]);
  const head = [
    'submitted',
    'model',
    'asked again',
    'claimed higher / lower',
    'claimed − measured',
  ];
  return table([...head, 'verdict'], rows);
}
