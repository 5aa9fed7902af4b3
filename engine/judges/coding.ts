import type { Coding } from '../analysis/failures/coding.ts';
import { TAXONOMY_VERSION } from '../analysis/failures/taxonomy.ts';
import { hashOf } from '../hash.ts';
import type { Model } from '../model/model.ts';
import { costOfTokens } from '../model/price.ts';
import type { Call } from '../plan/call.ts';
import { GUESSED_OUTPUT_TOKENS, inputTokensOf } from '../plan/tokens.ts';
import { worstCost } from '../run/cost.ts';
import type { CodingTask } from './coding-tasks.ts';
import { type Judging, type StoredVote, turnOf } from './judged.ts';
import { panelOf } from './panel.ts';

/** Who codes a task: the first and, on a sample, a second of another vendor. */
export interface Assignment {
  readonly task: CodingTask;
  readonly judge: Model;
  readonly second: boolean;
}

/** Share of the answers that two judges code, and how many at least. */
const DOUBLE_SHARE = 0.1;
const LEAST_DOUBLE = 10;

/**
 * Who codes what. A judge never codes an answer of its own vendor; the second coder is of another
 * vendor than the first, on a tenth of the answers that is always the same.
 *
 * @returns also how many tasks nobody may code
 */
export function assign(
  tasks: readonly CodingTask[],
  judges: readonly Model[],
  vendorOf: (model: string) => string,
): { readonly assigned: Assignment[]; readonly recused: number } {
  const failures = tasks.filter(({ kind }) => kind === 'failure');
  const size = Math.max(LEAST_DOUBLE, Math.ceil(failures.length * DOUBLE_SHARE));
  const drawn = new Set([...failures].sort(byDraw).slice(0, size));
  const assigned: Assignment[] = [];
  let recused = 0;
  for (const task of tasks) {
    const own = new Set(task.models.map((model) => folded(vendorOf(model))));
    const [first, ...others] = judges.filter(({ vendor }) => !own.has(folded(vendor)));
    if (first === undefined) recused++;
    else assigned.push({ task, judge: first, second: false });
    const second = others.find(({ vendor }) => folded(vendor) !== folded(first?.vendor ?? ''));
    if (second !== undefined && drawn.has(task))
      assigned.push({ task, judge: second, second: true });
  }
  return { assigned, recused };
}

function byDraw(a: CodingTask, b: CodingTask): number {
  return drawOf(a) < drawOf(b) ? -1 : 1;
}

function drawOf({ case_hash, output_hash }: CodingTask): string {
  return hashOf(['second coder', case_hash, output_hash]);
}

function folded(vendor: string): string {
  return vendor.trim().toLowerCase();
}

/** Longest reply of a coder, in tokens. */
const MAX_TOKENS = 2_000;

/**
 * What the replies that are there say, one coding for each assignment that is answered.
 *
 * @param need hears of every call that is not answered yet, repairs included
 */
export function codingsOf(
  assigned: readonly Assignment[],
  find: Judging['find'],
  need?: (call: Call) => void,
): Coding[] {
  return assigned.flatMap(({ task, judge, second }) => {
    const votes: StoredVote[] = [];
    const panel = panelOf({ models: [judge.id], max_tokens: MAX_TOKENS });
    const judging = { panel, find, ...(need === undefined ? {} : { need }) };
    const asked = { call: task.call, judging, votes };
    const turn = { swapped: false, counts: !second, repeat: 1 };
    if (turnOf(judge, task.question, asked, turn) === undefined) return [];
    const { kind, case_id, case_hash, output_hash } = task;
    return [{ kind, case_id, case_hash, output_hash, taxonomy: TAXONOMY_VERSION, second, votes }];
  });
}

/** What the calls that are still to be made will cost, in US dollars. */
export interface CodingCost {
  readonly calls: number;
  readonly expected_usd: number;
  /** Every reply as long as it may be, and every one repaired. */
  readonly high_usd: number;
}

/** What calls to judges will cost at their list prices, with replies of middling length. */
export function costOfCalls(calls: readonly Call[]): CodingCost {
  const expected = calls.map(({ model, messages }) => {
    const { expected: input } = inputTokensOf(messages);
    return model.price === undefined
      ? 0
      : costOfTokens(model.price, { input, output: GUESSED_OUTPUT_TOKENS });
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    calls: calls.length,
    expected_usd: sum(expected),
    high_usd: 2 * sum(calls.map(worstCost)),
  };
}
