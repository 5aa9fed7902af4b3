import type { Benchmark } from '../../benchmark/benchmark.ts';
import { hashOf } from '../../hash.ts';
import type { Model } from '../../model/model.ts';
import { type BenchmarkPlan, callsOf } from '../../plan/plan.ts';
import { type RunStamp, resultsOf } from '../../results/collect.ts';
import type { Result } from '../../results/columns.ts';
import type { Reply } from '../../results/reply.ts';
import { emptyTally } from '../../results/tally.ts';
import { memoryJournal } from '../../run/journal.ts';
import type { Notes } from '../import/notes.ts';
import { type MatchedRecordings, matchRecordings, recordingKey } from './match.ts';
import type { Recording } from './recording.ts';

/** What recorded answers came to. */
export interface ScoredRecordings {
  /** One row for each model, case and trial; those without a recording say so. */
  readonly results: readonly Result[];
  /** Recordings that belong to a case. */
  readonly matched: number;
  /** Recordings whose score elsewhere is known: how often ours says the same. */
  readonly agreement: { readonly same: number; readonly different: number };
}

/**
 * Scores recorded answers as those of a run: through a journal, by the benchmark's own scorers.
 * They never stand in for an answer of our own, since nobody can tell what was really sent: their
 * keys differ from those of calls.
 */
export async function scoreRecordings(
  benchmark: Benchmark,
  recordings: readonly Recording[],
  known: ReadonlyMap<string, Model>,
  stamp: RunStamp,
  notes: Notes,
): Promise<ScoredRecordings> {
  const matched = matchRecordings(benchmark, recordings, notes);
  const names = [...new Set([...matched.values()].map(({ model }) => model))];
  const trials = Math.max(1, ...[...matched.keys()].map((key) => Number(JSON.parse(key)[2])));
  const models = names.map((name) => recordedModel(name, known));
  const plan: BenchmarkPlan = { benchmark, models, trials };
  const journal = await journalOf(plan, matched, stamp);
  const results = [...resultsOf(plan, journal, stamp, emptyTally())].map(asRecorded);
  return { results, matched: matched.size, agreement: compareScores(results, matched, notes) };
}

/** Models of recordings need not be in the registry; none of them is a baseline. */
export function recordedModel(name: string, known: ReadonlyMap<string, Model>): Model {
  const { snapshot: _, ...base } = known.get(name) ?? {
    id: name,
    title: name,
    vendor: name.includes('/') ? (name.split('/')[0] ?? name) : 'unknown',
    open_weights: false,
    reasoning: false,
    tags: [],
  };
  return { ...base, routes: [{ provider: 'recorded', name }] };
}

async function journalOf(plan: BenchmarkPlan, matched: MatchedRecordings, stamp: RunStamp) {
  const journal = memoryJournal();
  const { benchmark } = plan;
  for (const call of callsOf(plan)) {
    const recording = matched.get(recordingKey(call.model.id, call.testCase.id, call.trial));
    if (recording === undefined) continue;
    const entry = { runId: stamp.runId, benchmark: benchmark.id, model: call.model.id };
    await journal.record({ ...entry, callKey: call.key, reply: replyOf(recording) });
  }
  return journal;
}

function replyOf(recording: Recording): Reply {
  const { costUsd = null } = recording;
  return {
    outcome: recording.outcome,
    finish_reason: recording.finishReason ?? null,
    output: recording.output,
    reasoning_tokens: recording.reasoningTokens ?? null,
    input_tokens: recording.inputTokens ?? null,
    output_tokens: recording.outputTokens ?? null,
    cost_usd: costUsd,
    cost_source: costUsd === null ? 'unknown' : 'api',
    latency_ms: recording.latencyMs ?? null,
    first_token_ms: recording.firstTokenMs ?? null,
    attempts: 1,
    provider: 'recorded',
    served_model: recording.model,
    error: recording.error ?? null,
    asked_at: recording.askedAt ?? null,
  };
}

/** Gives a recorded answer keys of its own. */
export function asRecorded(result: Result): Result {
  return {
    ...result,
    call_key: hashOf(['recorded', result.call_key, result.output]),
    score_key: hashOf(['recorded', result.score_key, result.output]),
  };
}

function compareScores(
  results: readonly Result[],
  matched: MatchedRecordings,
  notes: Notes,
): ScoredRecordings['agreement'] {
  let [same, different] = [0, 0];
  for (const { model, case_id, trial, score } of results) {
    const recording = matched.get(recordingKey(model, case_id, trial));
    const elsewhere = recording?.score;
    if (recording === undefined || elsewhere === null || elsewhere === undefined || score === null)
      continue;
    if (Math.abs(elsewhere - score) < 1e-9) same++;
    else {
      different++;
      notes.changed(
        recording.place,
        `score of ${model}`,
        `${case_id}: ${elsewhere} there, ${score} by our scorers`,
      );
    }
  }
  return { same, different };
}
