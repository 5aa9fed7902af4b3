import type { Benchmark, SourcePosition } from '../../benchmark/benchmark.ts';
import { foldCase } from '../../scorers/text/normalise.ts';
import { DEFAULT_NUMBER_RULES, statedNumber } from '../../scorers/text/numbers.ts';
import { type AuditCode, auditChoices, type Choice, type Coding, codedAnswer } from './coding.ts';
import type { ExplainedFailure } from './explain.ts';
import type { ModelFailures } from './shares.ts';
import type { FailureCode } from './taxonomy.ts';

/** How the models agree on why a case fails. */
export interface CaseAgreement {
  readonly case_id: string;
  /** Models that failed it in at least one trial. */
  readonly failed: number;
  /** The code most of them share. */
  readonly code: FailureCode;
  /** Share of them that have it, above 0…1. */
  readonly agreement: number;
}

/** A case whose expected answer or scorer a person should look at. */
export interface SuspectCase {
  readonly case_id: string;
  readonly proposes: 'wrong_key' | 'grader_too_strict';
  /** The answer that the models share; untrusted text, `null` where it is not one. */
  readonly answer: string | null;
  readonly expected: string;
  /** Models that say so, the best first. */
  readonly models: readonly string[];
  readonly evidence: string;
  readonly source: SourcePosition;
  readonly case_hash: string;
  /** What a judge said of it; absent when none was asked. It decides nothing either. */
  readonly audit?: Choice<AuditCode>;
}

/** So many strong models at least have to agree; two agree by chance. */
const LEAST_STRONG = 3;

/** For each case that failed, the code that most of the models share, the widest first. */
export function caseAgreement(failures: readonly ExplainedFailure[]): CaseAgreement[] {
  const byCase = Map.groupBy(
    failures.filter(({ tier }) => tier !== 'baseline'),
    ({ case_id }) => case_id,
  );
  return [...byCase]
    .map(([case_id, own]) => {
      const models = new Set(own.map(({ model }) => model));
      const [code = 'needs_human', count = 0] = mostFrequent(
        [...models].map(
          (model) => own.find((one) => one.model === model)?.primary ?? 'needs_human',
        ),
      );
      return { case_id, failed: models.size, code, agreement: count / models.size };
    })
    .sort((a, b) => b.failed - a.failed || b.agreement - a.agreement);
}

/**
 * Cases to look at: every strong model gives one same answer, and it is not the key; or most of the
 * failures are right answers that the scorer did not take. Strong are the better half of the models,
 * three at least. It proposes, a person decides.
 */
export function suspectCases(
  benchmark: Benchmark,
  models: readonly ModelFailures[],
  failures: readonly ExplainedFailure[],
): SuspectCase[] {
  const strong = strongModels(models);
  const byCase = Map.groupBy(
    failures.filter(({ tier }) => tier !== 'baseline'),
    ({ case_hash }) => case_hash,
  );
  return benchmark.cases.flatMap((testCase) => {
    const own = byCase.get(testCase.hash) ?? [];
    const about = {
      case_id: testCase.id,
      case_hash: testCase.hash,
      expected: JSON.stringify(testCase.expected ?? null),
      source: testCase.source,
    };
    return [
      ...tooStrict(own).map((found) => ({ ...about, ...found })),
      ...wrongKey(own, strong).map((found) => ({ ...about, ...found })),
    ].slice(0, 1);
  });
}

/** The cases with what judges said of them. */
export function audited(
  cases: readonly SuspectCase[],
  codings: readonly Coding[] = [],
): SuspectCase[] {
  const choices = auditChoices(codings);
  return cases.map((found) => {
    const audit = choices.get(codedAnswer(found.case_hash, found.answer ?? ''));
    return audit === undefined ? found : { ...found, audit };
  });
}

type Found = Pick<SuspectCase, 'proposes' | 'answer' | 'models' | 'evidence'>;

/** The better half of the models that have a score, the best first. */
function strongModels(models: readonly ModelFailures[]): string[] {
  const ranked = models
    .filter(({ tier, mean }) => tier !== 'baseline' && mean !== null)
    .sort((a, b) => (b.mean ?? 0) - (a.mean ?? 0));
  const count = Math.max(LEAST_STRONG, Math.ceil(ranked.length / 2));
  return ranked.length < LEAST_STRONG ? [] : ranked.slice(0, count).map(({ model }) => model);
}

function tooStrict(failures: readonly ExplainedFailure[]): Found[] {
  const right = failures.filter(({ primary }) => primary === 'format_only_miss');
  const models = [...new Set(right.map(({ model }) => model))];
  const all = new Set(failures.map(({ model }) => model)).size;
  if (models.length < 2 || models.length * 2 < all) return [];
  const evidence = `${models.length} of ${all} failing models gave the right answer in another form`;
  return [{ proposes: 'grader_too_strict', answer: right[0]?.answer ?? null, models, evidence }];
}

function wrongKey(failures: readonly ExplainedFailure[], strong: readonly string[]): Found[] {
  const answers = strong.map((model) =>
    failures.filter((one) => one.model === model && saysSomething(one)),
  );
  if (strong.length === 0 || answers.some((own) => own.length === 0)) return [];
  const spellings = new Set(answers.flat().map(({ answer }) => spelling(answer ?? '')));
  if (spellings.size !== 1 || spellings.has('')) return [];
  const answer = answers[0]?.[0]?.answer ?? null;
  const evidence = `the ${strong.length} best models all give this answer`;
  return [{ proposes: 'wrong_key', answer, models: strong, evidence }];
}

const NEAR = /^(?:rounding|unit|sign|magnitude_10x|off_by_one|transposed|arithmetic_slip)$/;

/** An answer in a form that could be right. */
function saysSomething({ primary, answer, by }: ExplainedFailure): boolean {
  return answer !== null && (by !== 'rule' || NEAR.test(primary));
}

/** Numbers by their value, short texts by their letters; long texts are never the same answer. */
function spelling(answer: string): string {
  if (answer.length > 120) return '';
  const number = /\p{L}/u.test(answer) ? undefined : statedNumber(answer, DEFAULT_NUMBER_RULES);
  if (number !== undefined) return String(number.value);
  return foldCase(answer)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function mostFrequent<Value>(values: readonly Value[]): [Value?, number?] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0] ?? [];
}
