import type { Tool } from '../benchmark/benchmark.ts';
import { chunksOf } from '../chunks.ts';
import { canonicalJson } from '../json.ts';
import type { JudgedCall } from '../judges/judged.ts';
import type { Judged } from '../judges/question.ts';
import { memoize } from '../memo.ts';
import { type Call, scoreKey } from '../plan/call.ts';
import { followed, isWhole, messagesAfter, type Turn } from '../plan/conversation.ts';
import { type BenchmarkPlan, callsOf, isBaseline } from '../plan/plan.ts';
import { isReusable, type Journal, type JournalEntry } from '../run/journal.ts';
import type { Executed } from '../sandbox/execution.ts';
import { type CaseScore, scoreCase } from '../scorers/score-case.ts';
import type { ToolCall } from '../scorers/scorer.ts';
import { callsIn } from '../scorers/text/tool-calls.ts';
import type { Outcome, Result, Tier } from './columns.ts';
import { notAsked, type Reply } from './reply.ts';
import { count, countJudge, countModel, countTurns, isNewCall, type RunTally } from './tally.ts';
import { brokenOff, turnsOf } from './turns.ts';
import { votesText } from './votes.ts';

/** What all results of a run share. */
export interface RunStamp {
  readonly runId: string;
  readonly runAt: Date;
  readonly tier: Exclude<Tier, 'baseline' | 'published'>;
  readonly commit: string | null;
  readonly repository: string | null;
  readonly engineVersion: string;
  /** Why calls without a reply were not asked. */
  readonly unasked: 'budget_stop' | 'cancelled' | 'stopped_early';
}

/** Outcomes whose text is the model's own and can be scored. */
const SCORABLE: ReadonlySet<Outcome> = new Set(['answered', 'truncated', 'refused', 'empty']);

const UNASKED_REASON = {
  budget_stop: 'not asked: the budget was spent',
  cancelled: 'not asked: the run was stopped, or asks nobody on a network',
  stopped_early: 'not asked: the question was settled before',
} as const;

/**
 * One row for each call of a plan, in the plan's order, scored from the journal. Asking and scoring
 * are apart, so that stored replies can be scored again without a key or a network.
 */
export function* resultsOf(
  plan: BenchmarkPlan,
  journal: Journal,
  stamp: RunStamp,
  tally: RunTally,
  executed?: Executed,
  judging?: (call: Call) => JudgedCall,
): Generator<Result> {
  const paid = new Set<string>();
  for (const [call, entry] of entriesOf(plan, journal)) {
    const asked = entry?.runId === stamp.runId;
    const stored = entry !== undefined && (asked || isReusable(entry)) ? entry.reply : undefined;
    const reply = stored ?? unasked(call, journal, stamp);
    if (call.turns === undefined) {
      count(tally, reply, stored === undefined ? 'unasked' : asked ? 'new' : 'reused');
      if (asked) countModel(tally.models, call.model.id, reply);
    } else countTurns(tally, call, reply, (key) => isNewCall(key, journal, stamp, paid));
    const judged = judging?.(heardCall(call, reply));
    yield resultOf(call, reply, stamp, executed, judged);
    for (const { vote, reply: said } of judged?.votes ?? []) {
      if (!isNewCall(vote.key, journal, stamp, paid)) continue;
      countJudge(tally, vote.judge, said);
    }
  }
}

/** Calls looked up in the journal in one go; few, since a single reply may have a million characters. */
const CALLS_PER_LOOK = 64;

function* entriesOf(
  plan: BenchmarkPlan,
  journal: Journal,
): Generator<[Call, JournalEntry | undefined]> {
  for (const calls of chunksOf(callsOf(plan), CALLS_PER_LOOK)) {
    const entries = journal.findAll(calls.map(({ key }) => key));
    for (const call of calls) yield [call, entries.get(call.key)];
  }
}

/** A call without a reply; of a conversation that was broken off, what was said so far is kept. */
function unasked(call: Call, journal: Journal, stamp: RunStamp): Reply {
  const reply = notAsked(stamp.unasked, UNASKED_REASON[stamp.unasked]);
  if (call.turns === undefined) return reply;
  const find = ({ key }: Call) => {
    const entry = journal.find(key);
    return isReusable(entry) ? entry?.reply : undefined;
  };
  return brokenOff(reply, followed(call, find));
}

/** A call whose messages are all that was said before the last reply. */
export function heardCall(call: Call, { turns: column }: Reply): Call {
  if (call.turns === undefined) return call;
  const turns = turnsOf(column);
  return { ...call, messages: messagesAfter(call, turns.slice(0, -1)) };
}

const parametersText = memoize((parameters: object) => canonicalJson(parameters));

/** Scores one reply and writes it out flat. */
export function resultOf(
  call: Call,
  reply: Reply,
  stamp: RunStamp,
  executed?: Executed,
  judging?: JudgedCall,
): Result {
  const { benchmark, testCase, model } = call;
  const scored = scoreReply(call, reply, executed, judging?.judged);
  return {
    run_id: stamp.runId,
    run_at: stamp.runAt,
    benchmark: benchmark.id,
    fingerprint: benchmark.fingerprint,
    case_id: testCase.id,
    case_hash: testCase.hash,
    cluster: testCase.cluster ?? null,
    weight: testCase.weight,
    model: model.id,
    trial: call.trial,
    call_key: call.key,
    score_key: scoreKey(call),
    ...reply,
    score: scored?.score ?? null,
    passed: scored?.passed ?? null,
    answer: scored?.answer ?? null,
    scores: scored?.scores ?? [],
    votes: votesText(judging?.votes),
    failure: failureOf(reply, scored),
    tier: isBaseline(model) ? 'baseline' : stamp.tier,
    commit: stamp.commit,
    repository: stamp.repository,
    engine_version: stamp.engineVersion,
    parameters: parametersText(benchmark.parameters),
  };
}

/** Scores one reply; `undefined` when there is nothing of the model to score: failed is not zero. */
export function scoreReply(
  call: Call,
  reply: Reply,
  executed?: Executed,
  judged?: Judged,
): CaseScore | undefined {
  if (!SCORABLE.has(reply.outcome)) return undefined;
  const { benchmark, testCase, shown } = call;
  const said = call.turns === undefined ? undefined : turnsOf(reply.turns);
  if (said !== undefined && !isWhole(call, said)) return undefined;
  return scoreCase(testCase.score ?? benchmark.score, benchmark.extract, {
    output: reply.output ?? '',
    expected: testCase.expected,
    variables: testCase.variables,
    reply,
    ...offered(call),
    ...shown,
    ...(said === undefined ? {} : heardTurns(call, said)),
    ...(executed === undefined ? {} : { executed }),
    ...(judged === undefined ? {} : { judged }),
    ...(reply.tool_calls == null ? {} : { toolCalls: toolCallsOf(reply.tool_calls) }),
  });
}

/** What scorers see of a conversation besides its last reply. */
function heardTurns(call: Call, turns: readonly Turn[]) {
  return {
    conversation: messagesAfter(call, turns),
    turns: turns.map(({ reply }) => ({ output: reply.output ?? '', reply })),
  };
}

function offered({ benchmark, testCase }: Call): { tools?: readonly Tool[] } {
  const tools = testCase.tools ?? benchmark.tools;
  return tools === undefined ? {} : { tools };
}

/** Calls as they are stored; a file of results may hold anything. */
function toolCallsOf(stored: string): ToolCall[] {
  try {
    return callsIn(JSON.parse(stored)) ?? [];
  } catch {
    return [];
  }
}

/** The first thing that went wrong, as a category; `null` when the case passed. */
function failureOf(reply: Reply, scored: CaseScore | undefined): string | null {
  if (scored?.passed) return null;
  if (reply.outcome !== 'answered') return reply.outcome;
  if (scored === undefined || scored.score === null) return 'unscored';
  return scored.answer === null ? 'no_answer' : 'wrong_answer';
}
