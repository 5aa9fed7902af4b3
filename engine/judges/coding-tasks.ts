import type { SuspectCase } from '../analysis/failures/audit.ts';
import { AUDIT_CODES, type AuditCode, type Coding } from '../analysis/failures/coding.ts';
import type { ExplainedFailure, FailedRow } from '../analysis/failures/explain.ts';
import type { FailureReport } from '../analysis/failures/report.ts';
import { FAILURE_CODES, FAILURE_KINDS, type FailureCode } from '../analysis/failures/taxonomy.ts';
import type { Benchmark, TestCase } from '../benchmark/benchmark.ts';
import { hashOf } from '../hash.ts';
import { messagesOf, shownChoices } from '../plan/call.ts';
import type { Asked } from './judged.ts';
import type { JudgeQuestion } from './question.ts';
import { checklist, type Rubric } from './rubric.ts';
import { suspicion } from './screen.ts';

/** An answer that passed; a row of `passing_answers.sql`. */
export interface PassingAnswer {
  readonly fingerprint: string;
  readonly case_hash: string;
  readonly model: string;
  readonly output: string;
}

/** One thing that a judge is asked to sort. */
export interface CodingTask extends Pick<Coding, 'kind' | 'case_id' | 'case_hash' | 'output_hash'> {
  readonly call: Asked['call'];
  readonly question: JudgeQuestion;
  /** Models that gave the answer; who made one of them does not judge it. */
  readonly models: readonly string[];
}

/** Answers of others that a judge is shown for comparison. */
const MOST_PASSING = 3;

/** Kinds that only somebody who reads the answer can tell, and the way out. */
function kindsFor(hasTools: boolean): FailureCode[] {
  return FAILURE_CODES.filter((code) => {
    const { layer, found } = FAILURE_KINDS[code];
    if (code === 'needs_human') return true;
    if (code === 'content_error' || code === 'agent_error') return false;
    if (found !== 'model' && found !== 'both') return false;
    return layer !== 'agent' || hasTools;
  });
}

const AUDIT_MEANINGS: Readonly<Record<AuditCode, string>> = {
  sound: 'The key is right and the task has one answer; the models are wrong.',
  wrong_key: FAILURE_KINDS.wrong_key.means,
  ambiguous: FAILURE_KINDS.ambiguous.means,
  grader_too_strict: FAILURE_KINDS.grader_too_strict.means,
  impossible: FAILURE_KINDS.impossible.means,
  duplicate: 'The task repeats itself, or holds its own answer.',
  cannot_tell: 'The blocks do not hold what would be needed to tell.',
};

function optionsOf(meanings: readonly (readonly [id: string, means: string])[]): Rubric {
  return checklist(meanings.map(([id, statement]) => ({ id, statement, evidence: 'none' })));
}

/**
 * The failures that no rule explains, equal answers to a case once. Answers that look like an
 * attack on a judge are left to people.
 */
export function failureTasks(
  benchmark: Benchmark,
  failures: readonly ExplainedFailure[],
  rows: readonly FailedRow[],
  passing: readonly PassingAnswer[],
): CodingTask[] {
  const cases = new Map(benchmark.cases.map((testCase) => [testCase.hash, testCase]));
  const byKey = new Map(rows.map((row) => [row.call_key, row]));
  const open = failures.flatMap(({ primary, call_key, tier, score }) => {
    const row = byKey.get(call_key);
    const isOpen = primary === 'needs_human' && tier !== 'baseline' && score !== null;
    return isOpen && row !== undefined && isShowable(row.output) ? [row] : [];
  });
  const answers = Map.groupBy(open, ({ case_hash, output }) => `${case_hash} ${output}`);
  return [...answers.values()].flatMap((same) => {
    const [row] = same;
    const testCase = row === undefined ? undefined : cases.get(row.case_hash);
    if (row === undefined || testCase === undefined) return [];
    const models = [...new Set(same.map(({ model }) => model))];
    return [failureTask(benchmark, testCase, row, models, othersOf(benchmark, testCase, passing))];
  });
}

function failureTask(
  benchmark: Benchmark,
  testCase: TestCase,
  row: FailedRow,
  models: readonly string[],
  passing: readonly string[],
): CodingTask {
  const hasTools = (testCase.tools ?? benchmark.tools) !== undefined;
  const candidate = row.output ?? '';
  const checks = row.scores.map(({ scorer, reason }) => `${scorer}: ${reason}`).join('\n');
  return {
    ...about('failure', testCase, candidate),
    models,
    call: callOf(benchmark, testCase, row.trial),
    question: {
      prompt: 'failure-category@1',
      candidate,
      ...referenceOf(testCase),
      ...(checks === '' ? {} : { checks }),
      ...(passing.length === 0 ? {} : { passing }),
      rubric: optionsOf(kindsFor(hasTools).map((code) => [code, FAILURE_KINDS[code].means])),
    },
  };
}

/** The cases that statistics find suspect. */
export function auditTasks(
  benchmark: Benchmark,
  { audit }: Pick<FailureReport, 'audit'>,
  passing: readonly PassingAnswer[],
): CodingTask[] {
  const cases = new Map(benchmark.cases.map((testCase) => [testCase.hash, testCase]));
  return audit.flatMap((suspect: SuspectCase) => {
    const testCase = cases.get(suspect.case_hash);
    const candidate = suspect.answer ?? '';
    if (testCase === undefined || !isShowable(candidate)) return [];
    const others = othersOf(benchmark, testCase, passing);
    return [
      {
        ...about('audit', testCase, candidate),
        models: suspect.models,
        call: callOf(benchmark, testCase, 1),
        question: {
          prompt: 'case-audit@1',
          candidate,
          ...referenceOf(testCase),
          checks: suspect.evidence,
          ...(others.length === 0 ? {} : { passing: others }),
          rubric: optionsOf(AUDIT_CODES.map((code) => [code, AUDIT_MEANINGS[code]])),
        },
      },
    ];
  });
}

function about(kind: Coding['kind'], { id, hash }: TestCase, candidate: string) {
  return { kind, case_id: id, case_hash: hash, output_hash: hashOf(candidate) };
}

function callOf(benchmark: Benchmark, testCase: TestCase, trial: number): Asked['call'] {
  const shown = shownChoices(benchmark, testCase, trial);
  return { benchmark, testCase, messages: messagesOf(benchmark, testCase, shown) };
}

function referenceOf({ expected }: TestCase): Pick<JudgeQuestion, 'reference'> {
  if (expected === undefined) return {};
  return { reference: typeof expected === 'string' ? expected : JSON.stringify(expected) };
}

/** Whether an answer may be shown to a judge: there is one, and it does not speak to its judge. */
function isShowable(output: string | null): output is string {
  return output !== null && output.trim() !== '' && suspicion(output) === undefined;
}

function othersOf(
  { fingerprint }: Benchmark,
  { hash }: TestCase,
  passing: readonly PassingAnswer[],
): string[] {
  return passing
    .filter((one) => one.fingerprint === fingerprint && one.case_hash === hash)
    .map(({ output }) => output)
    .filter(isShowable)
    .slice(0, MOST_PASSING);
}
