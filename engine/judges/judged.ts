import type { Benchmark } from '../benchmark/benchmark.ts';
import { hashOf } from '../hash.ts';
import type { Model } from '../model/model.ts';
import { type Call, callKey } from '../plan/call.ts';
import type { Reply } from '../results/reply.ts';
import { buildQuestion } from './build.ts';
import { bothOrders, decide } from './jury.ts';
import { type Bench, benchOf, type Panel } from './panel.ts';
import { promptNamed } from './prompt.ts';
import {
  type Judged,
  type JudgeQuestion,
  type JudgeVerdict,
  judgeBenchmarkId,
  type Vote,
} from './question.ts';
import { readReply } from './reply.ts';
import { screened } from './screened.ts';

/** What judging one benchmark's replies needs. */
export interface Judging {
  readonly panel: Panel;
  /** Models of the panel, in its order. */
  readonly models: readonly Model[];
  /** The stored reply of a judge; `undefined` when it was not asked. */
  readonly find: (key: string) => Reply | undefined;
  /** Hears of every call to a judge that is not answered yet. */
  readonly need?: (call: Call) => void;
  /** Why a call that is not answered stays so, in words for the results. */
  readonly unasked?: string;
}

/** One vote and the reply it was read from, which is what was paid for. */
export interface StoredVote {
  readonly vote: Vote;
  readonly reply: Reply;
}

/** The look-up for one call, and the votes it came across. */
export interface JudgedCall {
  readonly judged: Judged;
  readonly votes: StoredVote[];
}

/** How the replies to a call are judged. */
export function judgedCall(call: Call, judging: Judging): JudgedCall {
  const votes: StoredVote[] = [];
  return { votes, judged: (question) => verdictOn(question, { call, judging, votes }) };
}

/** What one question to one judge needs. */
export interface Asked {
  readonly call: Pick<Call, 'benchmark' | 'testCase' | 'messages'>;
  readonly judging: Pick<Judging, 'panel' | 'find' | 'need'>;
  /** Gets every vote that is there, those that could not be used too. */
  readonly votes: StoredVote[];
}

interface Hearing extends Asked {
  readonly call: Call;
  readonly judging: Judging;
}

function verdictOn(question: JudgeQuestion, hearing: Hearing): JudgeVerdict | undefined {
  const decided = screened(question);
  if (decided !== undefined) return decided;
  const { call, judging } = hearing;
  const seed = hashOf([call.key, question.prompt, question.rubric]);
  const bench = benchOf(judging.panel, judging.models, call.model, seed);
  if (typeof bench === 'string')
    return { value: null, reason: bench, review: 'unscored', votes: [] };
  const votes = votesOf(bench, question, hearing);
  if (votes === undefined) {
    const { unasked } = judging;
    return unasked === undefined
      ? undefined
      : { value: null, reason: unasked, review: null, votes: [] };
  }
  const { scale, levels } = question.rubric;
  // A pair's tie lies between, and shares of claims are no yes or no.
  const shape = promptNamed(question.prompt)?.shape;
  const verdict = decide(
    votes,
    quorumOf(bench, votes),
    shape === 'criteria' ? scale : 'numeric',
    levels.length,
  );
  const isTorn = votes.some(({ reason }) => reason.startsWith('position_inconsistent'));
  return isTorn && verdict.review === null
    ? { ...verdict, review: 'position_inconsistent' }
    : verdict;
}

/** A cascade that had to go on needs two votes, like any panel. */
function quorumOf(bench: Bench, votes: readonly Vote[]): number {
  return votes.filter(({ counts }) => counts).length > 1 ? Math.max(2, bench.quorum) : bench.quorum;
}

/** Votes of all who have to vote; `undefined` while one is missing. Notes every missing one. */
function votesOf(
  bench: Bench,
  question: JudgeQuestion,
  hearing: Hearing,
): readonly Vote[] | undefined {
  const vote = (judge: Model, counts: boolean, repeat = 1) =>
    voteOf(judge, question, hearing, counts, repeat);
  const counted = bench.judges.map((judge) => vote(judge, true));
  const [first] = counted;
  const isUnsure =
    first !== undefined &&
    (first.status !== 'valid' || (first.confidence ?? 1) < hearing.judging.panel.confidence);
  const more =
    bench.reserve.length > 0 && isUnsure ? bench.reserve.map((judge) => vote(judge, true)) : [];
  const [chair] = bench.judges;
  const extra = [
    ...bench.extra.map((judge) => vote(judge, false)),
    ...(bench.twice && chair !== undefined ? [vote(chair, false, 2)] : []),
  ];
  const needed = [...counted, ...more];
  if (needed.some((one) => one === undefined)) return undefined;
  return [...needed, ...extra].flatMap((one) => one ?? []);
}

function voteOf(
  judge: Model,
  question: JudgeQuestion,
  hearing: Hearing,
  counts: boolean,
  repeat: number,
): Vote | undefined {
  const ask = (swapped: boolean) => turnOf(judge, question, hearing, { swapped, counts, repeat });
  if (promptNamed(question.prompt)?.shape !== 'pair') return ask(false);
  const [first, second] = [ask(false), ask(true)];
  return first === undefined || second === undefined ? undefined : bothOrders(first, second);
}

/** Which of the ways to put a question this is. */
interface Turn {
  readonly swapped: boolean;
  readonly counts: boolean;
  readonly repeat: number;
}

/**
 * One question to one judge, with one repair where its reply cannot be used; `undefined` while the
 * reply is not there.
 */
export function turnOf(
  judge: Model,
  question: JudgeQuestion,
  hearing: Asked,
  turn: Turn,
): Vote | undefined {
  const first = askedOnce(judge, question, hearing, turn);
  if (first?.vote.status !== 'invalid') return kept(first, hearing);
  const second = askedOnce(judge, question, hearing, turn, first.vote.reason);
  // What the first reply cost is known by its own record.
  kept(first, hearing);
  return kept(second, hearing);
}

function kept(stored: StoredVote | undefined, { votes }: Asked): Vote | undefined {
  if (stored !== undefined && !votes.some(({ vote }) => vote.key === stored.vote.key))
    votes.push(stored);
  return stored?.vote;
}

function askedOnce(
  judge: Model,
  question: JudgeQuestion,
  { call, judging }: Asked,
  { swapped, counts, repeat }: Turn,
  repair?: string,
): StoredVote | undefined {
  const built = buildQuestion(question, {
    task: call.messages,
    judge: judge.id,
    swapped,
    repeat,
    ...(repair === undefined ? {} : { repair }),
  });
  const benchmark = judgeBenchmark(call.benchmark, judging.panel, built.response);
  const { messages } = built;
  const asked = { benchmark, testCase: call.testCase, model: judge, trial: repeat, messages };
  const open = { ...asked, shown: undefined, floor: undefined };
  const judgeCall: Call = { ...open, key: callKey(open) };
  const reply = judging.find(judgeCall.key);
  if (reply === undefined) {
    judging.need?.(judgeCall);
    return undefined;
  }
  const isPair = promptNamed(question.prompt)?.shape === 'pair';
  const vote: Vote = {
    judge: judge.id,
    prompt: question.prompt,
    key: judgeCall.key,
    order: isPair ? (swapped ? 'ba' : 'ab') : null,
    repeat,
    counts,
    ...readVote(reply, question, built.nonce, swapped),
  };
  return { vote, reply };
}

const NOTHING = {
  value: null,
  confidence: null,
  verdicts: {},
  injection_suspected: false,
} as const;

function readVote(reply: Reply, question: JudgeQuestion, nonce: string, swapped: boolean) {
  if (reply.outcome !== 'answered')
    return {
      ...NOTHING,
      status: reply.outcome === 'truncated' ? ('invalid' as const) : ('failed' as const),
      reason: `${reply.outcome}${reply.error === null ? '' : `: ${reply.error}`}`.slice(0, 300),
    };
  const read = readReply(reply.output ?? '', question, nonce, swapped);
  return 'wrong' in read ? { ...NOTHING, status: 'invalid' as const, reason: read.wrong } : read;
}

/** The benchmark of a call to a judge: its own parameters and form of reply. */
function judgeBenchmark(
  benchmark: Benchmark,
  panel: Panel,
  response: NonNullable<Benchmark['response']>,
): Benchmark {
  const { response: _response, tools: _tools, ...rest } = benchmark;
  return {
    ...rest,
    id: judgeBenchmarkId(benchmark.id),
    parameters: { temperature: 0, max_tokens: panel.max_tokens },
    ...(panel.structured ? { response } : {}),
  };
}
