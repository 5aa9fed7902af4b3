import { z } from 'zod';
import type { Git } from '../git/git.ts';
import { readTree } from '../git/tree.ts';
import { pathPart } from '../text/name.ts';

/** Money set aside for a run before any key is used, or what became of it. */
export interface BudgetEntry {
  readonly kind: 'reserve' | 'settle';
  /** Run of GitHub Actions and its attempt. */
  readonly run: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly usd: number;
  /** Who wrote the pull request. */
  readonly author: string;
  /** Who gave the command. */
  readonly actor: string;
  readonly pull: number | null;
}

/** What the caps are compared with. */
export interface Spending {
  readonly monthUsd: number;
  readonly authorUsd: number;
}

const FOLDER = 'budget';
const MAX_BYTES = 10_000;

const entrySchema: z.ZodType<BudgetEntry> = z.object({
  kind: z.enum(['reserve', 'settle']),
  run: z.string(),
  time: z.string(),
  usd: z.number().min(0),
  author: z.string(),
  actor: z.string(),
  pull: z.number().nullable(),
});

/** `budget/2026-11/<run>-reserve.json`: one file an entry, so that writers never meet in one. */
export function budgetPath({ time, run, kind }: BudgetEntry): string {
  return `${FOLDER}/${pathPart(time.slice(0, 7))}/${pathPart(run)}-${kind}.json`;
}

/** An entry as the bytes of its file. */
export function budgetBytes(entry: BudgetEntry): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(entry)}\n`);
}

/** All entries of the month of `time` on a commit of the branch of results. */
export async function readBudget(
  git: Git,
  head: string | undefined,
  time: Date,
): Promise<BudgetEntry[]> {
  if (head === undefined) return [];
  const month = `${FOLDER}/${time.toISOString().slice(0, 7)}`;
  const tree = await readTree(git, head, [month]);
  const entries: BudgetEntry[] = [];
  for (const path of tree.entries.keys()) {
    const bytes = await tree.read(path, MAX_BYTES);
    entries.push(entrySchema.parse(JSON.parse(new TextDecoder().decode(bytes))));
  }
  return entries;
}

/**
 * What is spent or set aside. A run that has settled counts with what it spent; one that has not,
 * because it still runs or was lost, counts with all that was set aside for it.
 */
export function spendingOf(entries: readonly BudgetEntry[], author: string): Spending {
  const settled = new Set(entries.filter(({ kind }) => kind === 'settle').map(({ run }) => run));
  const counted = entries.filter(({ kind, run }) => kind === 'settle' || !settled.has(run));
  const sum = (rows: readonly BudgetEntry[]) => rows.reduce((total, { usd }) => total + usd, 0);
  return {
    monthUsd: sum(counted),
    authorUsd: sum(counted.filter((entry) => entry.author === author)),
  };
}

/** Which cap an amount would break, in words; `undefined` when it fits. */
export function brokenCap(
  spending: Spending,
  usd: number,
  caps: { readonly monthUsd: number; readonly authorMonthUsd: number },
): string | undefined {
  const dollars = (value: number) => `$${value.toFixed(2)}`;
  if (spending.monthUsd + usd > caps.monthUsd)
    return `this month ${dollars(spending.monthUsd)} of ${dollars(caps.monthUsd)} are spent or set aside, and this run needs ${dollars(usd)}`;
  if (spending.authorUsd + usd > caps.authorMonthUsd)
    return `for pull requests of this author ${dollars(spending.authorUsd)} of ${dollars(caps.authorMonthUsd)} are spent or set aside this month, and this run needs ${dollars(usd)}`;
  return undefined;
}
