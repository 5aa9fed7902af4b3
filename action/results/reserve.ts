import { type Context, commitWay } from '../context.ts';
import { appendFiles, pushCommit } from '../git/append.ts';
import type { PlanDocument } from '../plan-document.ts';
import {
  type BudgetEntry,
  brokenCap,
  budgetBytes,
  budgetPath,
  readBudget,
  spendingOf,
} from './budget.ts';

/**
 * Sets money aside for a run before any key is in reach. The caps are checked against the very
 * commit that the entry goes on top of: when another run gets in between, they are checked again.
 *
 * @returns why not, or `undefined`
 */
export async function reserveBudget(
  context: Context,
  plan: PlanDocument,
): Promise<string | undefined> {
  const { git, host } = context;
  if (host.inputs.dryRun || plan.budget_usd === 0) return undefined;
  const time = new Date(plan.time);
  const entry = entryOf(plan, 'reserve', plan.budget_usd);
  let refusal: string | undefined;
  const { resultsBranch } = host.inputs;
  const filesFor = async (head: string | undefined) => {
    const spending = spendingOf(await readBudget(git, head, time), plan.author);
    refusal = brokenCap(spending, plan.budget_usd, host.inputs);
    return refusal === undefined ? new Map([[budgetPath(entry), budgetBytes(entry)]]) : new Map();
  };
  const way = commitWay(context, pushCommit(git, resultsBranch));
  await appendFiles(git, resultsBranch, `Set $${entry.usd} aside`, filesFor, way);
  return refusal === undefined ? undefined : `${refusal}.`;
}

/** An entry of a plan. */
export function entryOf(plan: PlanDocument, kind: BudgetEntry['kind'], usd: number): BudgetEntry {
  const { time, author, actor, pull, budget_run: run } = plan;
  return { kind, run, time, usd, author, actor, pull };
}
