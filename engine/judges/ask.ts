import pMap from 'p-map';
import type { Call } from '../plan/call.ts';
import { askCall } from '../run/ask.ts';
import { worstCost } from '../run/cost.ts';
import { type Desk, usableRoutes } from '../run/desk.ts';
import { isReusable, type Journal } from '../run/journal.ts';

/** What asking judges needs: the same desk as the run's, so one budget and one pace. */
export interface JudgeRun {
  readonly runId: string;
  readonly desk: Desk;
  readonly journal: Journal;
  readonly concurrency: number | undefined;
  /** Hears of every reply of a judge. */
  readonly onJudged?: ((asked: number) => void) | undefined;
}

/** Calls held at once; their prompts are long. */
const CHUNK = 1_000;

/** A repair, and a cascade that goes on, are known only when the reply before is there. */
const MAX_ROUNDS = 6;

/**
 * Asks judges until nothing is missing: `missing` lists what is not answered, anew each round. A
 * call is asked once in a run; each reply is in the journal before anything else happens with it.
 *
 * @returns keys of all calls that were made
 */
export async function askJudges(
  missing: () => Iterable<Call>,
  run: JudgeRun,
): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = asked.size;
    for (const chunk of chunks(missing(), asked, run)) await askChunk(chunk, run, asked);
    if (asked.size === before || run.desk.stop.aborted) break;
  }
  return asked;
}

function* chunks(
  calls: Iterable<Call>,
  asked: ReadonlySet<string>,
  { desk, journal }: JudgeRun,
): Generator<Call[]> {
  let chunk = new Map<string, Call>();
  for (const call of calls) {
    if (desk.stop.aborted) return;
    const isOpen = !asked.has(call.key) && !isReusable(journal.find(call.key));
    if (!isOpen || usableRoutes(call.model, desk).length === 0) continue;
    if (desk.budget.exhausted && worstCost(call) > 0) continue;
    chunk.set(call.key, call);
    if (chunk.size < CHUNK) continue;
    yield [...chunk.values()];
    chunk = new Map();
  }
  if (chunk.size > 0) yield [...chunk.values()];
}

/** Judges of different providers are asked side by side, each as fast as its provider allows. */
async function askChunk(calls: readonly Call[], run: JudgeRun, asked: Set<string>): Promise<void> {
  const { desk } = run;
  const lanes = Map.groupBy(calls, ({ model }) => usableRoutes(model, desk)[0]?.provider ?? '');
  await Promise.all(
    [...lanes].map(([provider, lane]) => {
      const limit = desk.lines.get(provider)?.provider.limits.concurrency ?? 1;
      const concurrency = Math.max(1, run.concurrency ?? limit);
      return pMap(lane, (call) => settle(call, run, asked), { concurrency });
    }),
  );
}

async function settle(call: Call, run: JudgeRun, asked: Set<string>): Promise<void> {
  const { desk, journal, runId, onJudged } = run;
  const reply = await askCall(call, desk);
  if (reply === undefined) return;
  asked.add(call.key);
  const [benchmark, model] = [call.benchmark.id, call.model.id];
  await journal.record({ callKey: call.key, runId, benchmark, model, reply });
  onJudged?.(asked.size);
}
