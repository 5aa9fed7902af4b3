import { type Foresight, foresightOf } from '../../engine/analysis/foresight.ts';
import type { Price } from '../../engine/model/model.ts';
import { plansOf } from '../../engine/node/execute.ts';
import type { Environment } from '../../engine/node/keys.ts';
import { readLedger } from '../../engine/node/ledger.ts';
import { importStoredResults } from '../../engine/node/stored-results.ts';
import { type Estimate, estimateRun, type ModelEstimate } from '../../engine/plan/estimate.ts';
import { type BenchmarkPlan, countCalls } from '../../engine/plan/plan.ts';
import { parseAge } from '../../engine/plan/reuse.ts';
import { MAX_SHARDS, parseShard, type Shard } from '../../engine/plan/shard.ts';
import { UserError } from '../../engine/problem.ts';
import { judgePredictions, type PredictionRecord } from '../../engine/results/ledger.ts';
import {
  type Command,
  type Invocation,
  integerOption,
  listOption,
  numberOption,
  type Option,
  textOption,
} from '../command.ts';
import { estimateOptions } from '../ledger.ts';
import { countText, dollars, duration, points } from '../terminal/format.ts';
import { tableLines } from '../terminal/table.ts';
import { openValid, openWorkspaceJournal, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

/** What is asked of whom: options that `plan` and `run` share. */
export const PLAN_OPTIONS: Readonly<Record<string, Option>> = {
  models: {
    type: 'string',
    value: 'A,B',
    about: 'ids or tags of models (default: what each benchmark names)',
  },
  trials: { type: 'string', value: 'N', about: 'how often each case is asked' },
  concurrency: { type: 'string', value: 'N', about: 'most requests in flight for one provider' },
  'max-cost': { type: 'string', value: 'USD', about: 'never spend more than this' },
  'max-age': {
    type: 'string',
    value: 'AGE',
    about:
      'ask again what was answered longer ago, such as 24h (default: any age, 24h for aliases)',
  },
  batch: {
    type: 'boolean',
    about: 'in batches, at their lower price; answers may take up to a day',
  },
  'assume-price': {
    type: 'string',
    value: 'IN/OUT',
    about: 'US dollars per million tokens of models without a known price',
  },
  ...RESULTS_OPTION,
};

export const plan: Command = {
  summary: 'what would be asked, reused and spent; asks nothing',
  usage: '[benchmark…]',
  options: {
    ...PLAN_OPTIONS,
    shards: { type: 'string', value: 'N', about: 'list N equal parts for as many machines' },
  },
  run: runPlan,
};

async function runPlan(invocation: Invocation): Promise<number> {
  const { values, terminal } = invocation;
  const workspace = await openValid(invocation);
  const plans = plansOf(workspace, planOptions(invocation));
  using journal = openWorkspaceJournal(invocation.root);
  await importStoredResults(journal, resultsFolder(invocation), invocation.root, plans);
  const estimate = estimateRun(plans, journal, estimateOptions(invocation, workspace.registry));
  const shards = shardList(plans, integerOption(values, 'shards', 1, MAX_SHARDS), estimate);
  const record = judgePredictions(await readLedger(resultsFolder(invocation)));
  const cap = numberOption(values, 'max-cost', 0);
  const power = plans.flatMap(({ benchmark }) => foresightOf(benchmark) ?? []);
  if (invocation.json)
    terminal.out(
      JSON.stringify({ ...estimate, shards, past_predictions: record ?? null, power }, null, 2),
    );
  else {
    const lines = [...planLines(estimate, cap), ...recordLines(record), ...powerLines(power)];
    for (const line of lines) terminal.out(line);
  }
  return 0;
}

/** What the plan would see, before anything is spent. */
function powerLines(power: readonly Foresight[]): string[] {
  return power.map(({ benchmark, sentence }) => `${benchmark}: ${sentence}`);
}

/** The shards of a plan: what each `run --shard` would ask. */
function shardList(
  plans: readonly BenchmarkPlan[],
  count: number | undefined,
  { seconds, calls: { total } }: Estimate,
): { shard: string; calls: number; seconds: number }[] {
  if (count === undefined) return [];
  return Array.from({ length: count }, (_, index) => {
    const shard = { index: index + 1, count };
    const calls = plans.reduce((sum, whole) => sum + countCalls({ ...whole, shard }), 0);
    return {
      shard: `${index + 1}/${count}`,
      calls,
      seconds: (seconds.expected * calls) / Math.max(1, total),
    };
  });
}

function recordLines(record: PredictionRecord | undefined): string[] {
  if (record === undefined) return [];
  const { predictions, median_error, inside } = record;
  return [
    `${predictions} past predictions were off by ${points(median_error)} % (median); ${points(inside)} % of their intervals held`,
  ];
}

/** The options of a plan as the engine takes them. */
export function planOptions({ values }: Invocation): {
  models: string[];
  trials: number | undefined;
  assumedPrice: Price | undefined;
  shard: Shard | undefined;
  maxAgeMs: number | undefined;
  batch: Environment | undefined;
} {
  return {
    models: listOption(values, 'models'),
    trials: integerOption(values, 'trials', 1, 1000),
    maxAgeMs: ageOption(textOption(values, 'max-age')),
    batch: values.batch === true ? process.env : undefined,
    shard: shardOption(textOption(values, 'shard')),
    assumedPrice: assumedPrice(textOption(values, 'assume-price')),
  };
}

function ageOption(text: string | undefined): number | undefined {
  const age = text === undefined ? undefined : parseAge(text);
  if (text === undefined || age !== undefined) return age;
  throw new UserError(`--max-age takes an age such as 90m, 24h or 7d, not "${text}"`);
}

function shardOption(text: string | undefined): Shard | undefined {
  const shard = text === undefined ? undefined : parseShard(text);
  if (text === undefined || shard !== undefined) return shard;
  throw new UserError(`--shard takes a part such as 1/8, of at most ${MAX_SHARDS}, not "${text}"`);
}

function assumedPrice(text: string | undefined): Price | undefined {
  if (text === undefined) return undefined;
  const [input, output, ...rest] = text.split('/').map(Number);
  if (
    input === undefined ||
    output === undefined ||
    rest.length > 0 ||
    !(input >= 0 && output >= 0)
  ) {
    throw new UserError(`--assume-price takes two prices such as 0.15/0.60, not "${text}"`);
  }
  return { input, output };
}

/** A plan as a table, one line a model, and its sum. */
export function planLines(estimate: Estimate, cap: number | undefined): string[] {
  const columns = [
    { title: 'model' },
    { title: 'benchmark' },
    { title: 'new', align: 'right' },
    { title: 'reused', align: 'right' },
    { title: 'expected cost', align: 'right' },
    { title: 'predicted from' },
  ] as const;
  const rows = estimate.models.map((row) => [
    row.judge === true ? `${row.model} (judge)` : row.model,
    row.benchmark,
    countText(row.new),
    countText(row.reused),
    row.cost_usd === null ? 'unknown' : dollars(row.cost_usd),
    row.new === 0 ? '' : basisText(row),
  ]);
  const { calls, tokens, cost_usd, seconds } = estimate;
  return [
    ...tableLines(columns, rows),
    '',
    `${countText(calls.total)} calls: ${countText(calls.new)} new, ${countText(calls.reused)} reused${judgeText(estimate)}`,
    `tokens: ${countText(tokens.input)} in (${countText(tokens.input_low)} to ${countText(tokens.input_high)}), ${countText(tokens.output)} out (${countText(tokens.output_low)} to ${countText(tokens.output_high)})`,
    `cost ${dollars(cost_usd.expected)} (${dollars(cost_usd.low)} to ${dollars(cost_usd.high)}), about ${duration(seconds.expected)} (${duration(seconds.low)} to ${duration(seconds.high)})`,
    ...capLines(cost_usd, cap),
  ];
}

/** What a prediction rests on, and on how much of it. */
function basisText({ basis, replies }: ModelEstimate): string {
  if (basis === 'regression') return `a line through ${countText(replies)} past replies`;
  if (basis === 'past replies') return `the mean of ${countText(replies)} past replies`;
  return basis === 'text length' ? 'the length of the texts' : '';
}

function judgeText({ judge_calls }: Estimate): string {
  return judge_calls === 0 ? '' : `, and ${countText(judge_calls)} to judges`;
}

function capLines(cost: Estimate['cost_usd'], cap: number | undefined): string[] {
  if (cap === undefined) return [];
  if (cost.high <= cap) return [`within the cap of ${dollars(cap)}, whatever the models write`];
  if (cost.expected <= cap) return [`the cap of ${dollars(cap)} may stop the run before its end`];
  return [`the cap of ${dollars(cap)} will stop the run before its end`];
}
