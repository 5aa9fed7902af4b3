import { asksJudges } from '../judges/asks.ts';
import { type JudgedCall, type Judging, judgedCall } from '../judges/judged.ts';
import type { Call } from '../plan/call.ts';
import { type BenchmarkPlan, callsOf } from '../plan/plan.ts';
import { isReusable, type Journal } from '../run/journal.ts';
import type { Executed } from '../sandbox/execution.ts';
import { heardCall, scoreReply } from './collect.ts';

/** What is said of an answer that no judge was asked about. */
const NO_JUDGE =
  'no judge is configured: write judges: { models: […] } in benchmark.yaml or benchmarkhub.yaml';
const UNASKED = 'no judge has been asked: its key is not set, or the run asks nobody';

/**
 * How the replies of a plan are judged, from what the journal holds.
 *
 * @param need hears of every call to a judge that is not answered yet
 */
export function judgingOf(
  plan: BenchmarkPlan,
  journal: Journal,
  runId: string,
  need?: (call: Call) => void,
): ((call: Call) => JudgedCall) | undefined {
  const { benchmark, judges: models } = plan;
  if (!asksJudges(benchmark)) return undefined;
  const { judges: panel } = benchmark;
  if (panel === undefined || models === undefined) return () => ({ judged: unjudged, votes: [] });
  const judging: Judging = {
    panel,
    models,
    find: (key) => {
      const entry = journal.find(key);
      const isKnown = entry !== undefined && (isReusable(entry) || entry.runId === runId);
      return isKnown ? entry.reply : undefined;
    },
    unasked: UNASKED,
    ...(need === undefined ? {} : { need }),
  };
  return (call) => judgedCall(call, judging);
}

function unjudged(): ReturnType<JudgedCall['judged']> {
  return { value: null, reason: NO_JUDGE, review: null, votes: [] };
}

/**
 * Calls to judges that have to be answered before the replies of a plan can be scored, lazily: the
 * replies are scored with a look-up that takes notes.
 */
export function* judgeCallsOf(
  plan: BenchmarkPlan,
  journal: Journal,
  runId: string,
  executed?: Executed,
): Generator<Call> {
  let notes: Call[] = [];
  const judging = judgingOf(plan, journal, runId, (call) => notes.push(call));
  if (judging === undefined || plan.judges === undefined) return;
  for (const call of callsOf(plan)) {
    const entry = journal.find(call.key);
    if (entry === undefined || !(entry.runId === runId || isReusable(entry))) continue;
    notes = [];
    scoreReply(call, entry.reply, executed, judging(heardCall(call, entry.reply)).judged);
    yield* notes;
  }
}
