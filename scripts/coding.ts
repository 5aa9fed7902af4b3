import type { Coding } from '../engine/analysis/failures/coding.ts';
import { choiceOf, isAuditCode } from '../engine/analysis/failures/coding.ts';
import type { FailureRows } from '../engine/analysis/failures/report.ts';
import { isFailureCode } from '../engine/analysis/failures/taxonomy.ts';
import type { Benchmark } from '../engine/benchmark/benchmark.ts';
import { type Assignment, assign, costOfCalls } from '../engine/judges/coding.ts';
import type { Model } from '../engine/model/model.ts';
import { selectModels } from '../engine/model/registry.ts';
import {
  askCoders,
  codingTasks,
  openCalls,
  repliesOf,
  writeCodings,
} from '../engine/node/codings.ts';
import type { Database } from '../engine/node/duckdb.ts';
import { priced } from '../engine/node/execute.ts';
import { requireKeys } from '../engine/node/keys.ts';
import { linesOf } from '../engine/node/lines.ts';
import type { Workspace } from '../engine/node/workspace.ts';
import { type Budget, createBudget } from '../engine/run/budget.ts';
import { createCircuit } from '../engine/run/circuit.ts';
import { systemClock } from '../engine/run/clock.ts';
import type { Desk } from '../engine/run/desk.ts';
import { DEFAULT_RETRY } from '../engine/run/retry.ts';
import {
  type Invocation,
  integerOption,
  listOption,
  numberOption,
  type Option,
} from './command.ts';
import { type Interrupt, listenForInterrupt } from './interrupt.ts';
import { countText, dollars } from './terminal/format.ts';
import { openWorkspaceJournal, resultsFolder } from './workspace.ts';

/** Options of commands that have judges sort failures. */
export const CODING_OPTIONS: Readonly<Record<string, Option>> = {
  judge: {
    type: 'string',
    value: 'A,B',
    about: 'models that sort what no rule explains; one of another vendor codes a tenth again',
  },
  'max-cost': { type: 'string', value: 'USD', about: 'never spend more than this on judges' },
  estimate: { type: 'boolean', about: 'with --judge: only say what it would cost' },
};

/** Asks judges about what no rule explains, and keeps what they say with the results. */
export async function codeFailures(
  invocation: Invocation,
  workspace: Workspace,
  database: Database,
  benchmarks: readonly { readonly benchmark: Benchmark; readonly rows: FailureRows }[],
): Promise<void> {
  const judges = selectModels(workspace.registry, listOption(invocation.values, 'judge')).map(
    (model) => priced(model, undefined),
  );
  if (judges.length === 0) return;
  requireKeys(judges, workspace.registry, process.env);
  using journal = openWorkspaceJournal(invocation.root);
  using interrupt = listenForInterrupt(invocation.terminal);
  const budget = createBudget(
    numberOption(invocation.values, 'max-cost', 0) ?? Number.POSITIVE_INFINITY,
  );
  const desk = deskOf(invocation, workspace, interrupt, budget);
  const runId = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  const concurrency = integerOption(invocation.values, 'concurrency', 1, 10_000);
  for (const { benchmark, rows } of benchmarks) {
    const stored = rows.codings ?? [];
    const { assigned, recused } = assignmentsOf(
      await codingTasks(database, benchmark, rows),
      judges,
      workspace,
    );
    const open = assigned.filter((one) => !stored.some((coding) => answers(coding, one)));
    const find = repliesOf(journal, stored, runId);
    tellCost(invocation, benchmark, open, recused, find);
    if (invocation.values.estimate === true) continue;
    const run = { runId, desk, journal, concurrency };
    const codings = (await askCoders(open, find, run)).filter(isFinal);
    await writeCodings(resultsFolder(invocation), benchmark.id, codings, {
      runId,
      time: new Date(),
    });
    tellOutcome(invocation, codings, open.length, budget);
  }
}

function assignmentsOf(
  tasks: Parameters<typeof assign>[0],
  judges: readonly Model[],
  { registry }: Workspace,
): ReturnType<typeof assign> {
  return assign(tasks, judges, (model) => registry.models.get(model)?.vendor ?? model);
}

/** Whether a stored coding is what an assignment would come to. */
function answers(coding: Coding, { task, second }: Assignment): boolean {
  const isSame =
    coding.kind === task.kind &&
    coding.case_hash === task.case_hash &&
    coding.output_hash === task.output_hash &&
    coding.second === second;
  return isSame && (choiceOf(coding, isFailureCode) ?? choiceOf(coding, isAuditCode)) !== undefined;
}

/** A reply that could not be had may come another time. */
function isFinal({ votes }: Coding): boolean {
  return votes.at(-1)?.vote.status !== 'failed';
}

function tellCost(
  { terminal }: Invocation,
  { id }: Benchmark,
  open: readonly Assignment[],
  recused: number,
  find: ReturnType<typeof repliesOf>,
): void {
  const cost = costOfCalls(openCalls(open, find));
  const left = recused === 0 ? '' : `; ${countText(recused)} that none of the judges may judge`;
  terminal.log(
    `${id}: ${countText(cost.calls)} questions to judges, about ${dollars(cost.expected_usd)}, at most ${dollars(cost.high_usd)}${left}`,
  );
}

function tellOutcome(
  { terminal }: Invocation,
  codings: readonly Coding[],
  asked: number,
  budget: Budget,
): void {
  if (asked === 0) return;
  const used = codings.filter(
    (coding) => (choiceOf(coding, isFailureCode) ?? choiceOf(coding, isAuditCode)) !== undefined,
  );
  const stop = budget.exhausted ? '; the budget is spent' : '';
  terminal.log(
    `${countText(used.length)} of ${countText(asked)} sorted for ${dollars(budget.spentUsd)}${stop}`,
  );
}

function deskOf(
  { values }: Invocation,
  workspace: Workspace,
  { stop, abort }: Interrupt,
  budget: Budget,
): Desk {
  const concurrency = integerOption(values, 'concurrency', 1, 10_000);
  return {
    lines: linesOf(workspace, { environment: process.env, concurrency }),
    budget,
    clock: systemClock,
    retry: DEFAULT_RETRY,
    timeoutMs: 120_000,
    stop,
    abort,
    circuit: createCircuit(systemClock),
  };
}
