import type { Benchmark, TestCase } from '../../benchmark/benchmark.ts';
import { BENCHMARK_LIMITS } from '../../benchmark/limits.ts';
import { canonicalJson, type JsonObject } from '../../json.ts';
import { messagesOf, shownChoices } from '../../plan/call.ts';
import { longReason } from '../import/bounds.ts';
import { IMPORT_LIMITS } from '../import/importer.ts';
import type { Notes } from '../import/notes.ts';
import type { Recording } from './recording.ts';

/** Recordings of one case by one model, in the order of their trials. */
export type MatchedRecordings = ReadonlyMap<string, Recording>;

/** The key of a call in `MatchedRecordings`. */
export function recordingKey(model: string, caseId: string, trial: number): string {
  return JSON.stringify([model, caseId, trial]);
}

/**
 * Finds the case of each recording: by its id, by what the model was sent, or by its variables.
 * What belongs to no case is noted.
 */
export function matchRecordings(
  benchmark: Benchmark,
  recordings: readonly Recording[],
  notes: Notes,
): MatchedRecordings {
  const find = finderOf(benchmark);
  const matched = new Map<string, Recording>();
  for (const recording of boundedRecordings(recordings, notes)) {
    const testCase = find(recording);
    if (testCase === undefined) {
      notes.dropped(
        recording.place,
        'recording',
        `no case of ${benchmark.id} has its id, question or variables`,
      );
      continue;
    }
    const key = freeKey(recording, testCase, matched);
    if (key === undefined)
      notes.dropped(recording.place, 'recording', takenReason(recording, testCase));
    else matched.set(key, recording);
  }
  return matched;
}

function takenReason({ model, trial }: Recording, { id }: TestCase): string {
  return trial === undefined
    ? `${model} has more than ${BENCHMARK_LIMITS.trials} trials of ${id}`
    : `trial ${trial} of ${model} on ${id} is there already`;
}

/** Recordings up to the limits of an import; those beyond are noted. */
function boundedRecordings(recordings: readonly Recording[], notes: Notes): readonly Recording[] {
  const most = IMPORT_LIMITS.recordings;
  const [extra] = recordings.slice(most, most + 1);
  if (extra !== undefined)
    notes.dropped(extra.place, 'recordings', `${recordings.length - most} beyond ${most}`, {
      fix: 'import fewer files at once',
    });
  return recordings.slice(0, most).filter((recording) => {
    const problem = problemOf(recording);
    if (problem !== undefined)
      notes.dropped(recording.place, 'recording', problem, { fix: 'leave it out' });
    return problem === undefined;
  });
}

function problemOf({ output, trial = 1 }: Recording): string | undefined {
  if ((output?.length ?? 0) > IMPORT_LIMITS.cellChars) return longReason('the answer');
  if (trial <= BENCHMARK_LIMITS.trials) return undefined;
  return `trial ${trial} of a case, which has ${BENCHMARK_LIMITS.trials} at most`;
}

/** The next trial that is free, or the one that the recording names. */
function freeKey(
  { model, trial }: Recording,
  testCase: TestCase,
  matched: MatchedRecordings,
): string | undefined {
  if (trial !== undefined && trial > 0) {
    const key = recordingKey(model, testCase.id, trial);
    return matched.has(key) ? undefined : key;
  }
  for (let next = 1; next <= BENCHMARK_LIMITS.trials; next++) {
    const key = recordingKey(model, testCase.id, next);
    if (!matched.has(key)) return key;
  }
  return undefined;
}

function finderOf(benchmark: Benchmark): (recording: Recording) => TestCase | undefined {
  const byId = new Map(benchmark.cases.map((testCase) => [testCase.id, testCase]));
  const byText = textIndex(benchmark);
  return ({ caseId, question, variables }) => {
    const named = caseId === undefined ? undefined : byId.get(caseId);
    if (named !== undefined) return named;
    if (question !== undefined) return byText.get(spaced(question)) ?? undefined;
    if (variables === undefined) return undefined;
    return benchmark.cases.find((testCase) => agrees(testCase, variables));
  };
}

/** Cases by what they send last and by their texts; a text of several cases names none. */
function textIndex(benchmark: Benchmark): ReadonlyMap<string, TestCase | null> {
  const index = new Map<string, TestCase | null>();
  for (const testCase of benchmark.cases) {
    const sent = messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, 1)).at(-1);
    const values = Object.entries(testCase.variables).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'expected' ? [value] : [],
    );
    for (const text of new Set([sent?.content ?? '', ...values].map(spaced)))
      index.set(text, index.has(text) ? null : testCase);
  }
  return index;
}

function spaced(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Whether all variables that both know are the same, and there is one. */
function agrees({ variables }: TestCase, given: JsonObject): boolean {
  const shared = Object.keys(given).filter((name) => Object.hasOwn(variables, name));
  return (
    shared.length > 0 &&
    shared.every((name) => canonicalJson(variables[name]) === canonicalJson(given[name]))
  );
}
