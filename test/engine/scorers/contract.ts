import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { Judged } from '../../../engine/judges/question.ts';
import { screened } from '../../../engine/judges/screened.ts';
import { executeAll, memoryStore } from '../../../engine/node/executions.ts';
import { noticed } from '../../../engine/results/executions.ts';
import type { Executed } from '../../../engine/sandbox/execution.ts';
import { checkedOptions } from '../../../engine/scorers/checked-options.ts';
import {
  acceptedAnswers,
  type Score,
  type ScoreInput,
  type Scorer,
} from '../../../engine/scorers/scorer.ts';
import type { Step } from '../../../engine/scorers/step.ts';
import { textOf } from '../../../engine/scorers/text/score.ts';

const MEGABYTE = 1_000_000;
/** Far above what linear time takes here, far below what quadratic time would. */
const MOST_MS = 10_000;
/** The part of a megabyte that is tried first. */
const PART = 1 / 16;
/**
 * What the part may take for the whole to be within time even if time grew with the square of the
 * length: only what takes longer has to be tried in full.
 */
const SURE_MS = MOST_MS * PART ** 2;
/** Texts of which a megabyte has most of something: these are always tried in full. */
const WHOLE: ReadonlySet<string> = new Set([
  'letters',
  'capitals',
  'digits',
  'spaced digits',
  'blank lines',
  'closed brackets',
  'quotes',
  'random words',
]);

const HOSTILE: Readonly<Record<string, string>> = {
  empty: '',
  blank: ' \n\t ',
  'lone surrogates': '\uD800 \uDC00 \uDFFF A',
  'right to left and joiners': '\u202E\u200D\u0000 الجواب ١٢٣',
  'prototype names': '__proto__ constructor toString {"__proto__": {"a": 1}}',
};

/** Texts that take a long time where an algorithm is not linear. */
const LONG: Readonly<Record<string, string>> = {
  letters: 'a'.repeat(MEGABYTE),
  capitals: 'A '.repeat(MEGABYTE / 2),
  digits: '1'.repeat(MEGABYTE),
  'grouped digits': '1,000'.repeat(MEGABYTE / 5),
  'a long list': '1, '.repeat(MEGABYTE / 3),
  'spaced digits': '1 '.repeat(MEGABYTE / 2),
  'digits and points': '1.'.repeat(MEGABYTE / 2),
  fractions: '1/'.repeat(MEGABYTE / 2),
  spaces: ' '.repeat(MEGABYTE),
  'blank lines': '\n'.repeat(MEGABYTE),
  brackets: '['.repeat(MEGABYTE),
  'closed brackets': '['.repeat(MEGABYTE / 2) + ']'.repeat(MEGABYTE / 2),
  braces: '{"a":'.repeat(MEGABYTE / 5),
  'braces and spaces': '{ x '.repeat(MEGABYTE / 4),
  'escaped quotes': '\\"'.repeat(MEGABYTE / 2),
  quotes: '"{'.repeat(MEGABYTE / 2),
  boxes: '\\boxed{'.repeat(MEGABYTE / 8),
  'fractions in fractions': '\\frac{'.repeat(MEGABYTE / 6),
  tags: '<think>'.repeat(MEGABYTE / 7),
  'tags never closed': '<think '.repeat(MEGABYTE / 7),
  fences: '```\n'.repeat(MEGABYTE / 4),
  stars: '*'.repeat(MEGABYTE),
  'stars and letters': '**a '.repeat(MEGABYTE / 4),
  links: '[a]('.repeat(MEGABYTE / 4),
  announcements: 'the answer is '.repeat(MEGABYTE / 14),
  labels: 'A)\n'.repeat(MEGABYTE / 3),
  emoji: '👩‍👩‍👧 '.repeat(MEGABYTE / 9),
  'lone surrogates': '\uD800'.repeat(MEGABYTE),
  articles: 'the '.repeat(MEGABYTE / 4),
  'random words': randomWords(MEGABYTE),
};

/** Runs what the examples of scorers ask for, so that they can be looked up. */
export async function executeExamples(scorers: readonly Scorer[]): Promise<Executed> {
  const executing = scorers.filter(({ executes }) => executes);
  const notes = executing.flatMap((scorer) =>
    exampleAnswers(scorer).flatMap((answer) =>
      noticed((executed) => {
        const input = inputOf(scorer, answer, scorer.example.expected, executed);
        return scorer.score(input, checkedOptions(scorer.options, { ...scorer.example.options }));
      }),
    ),
  );
  return executeAll(notes, { store: memoryStore() });
}

function exampleAnswers({ example }: Scorer): string[] {
  const expected = example.expected === undefined ? [] : acceptedAnswers(example.expected);
  return [example.right, example.wrong, ...expected.map(textOf)];
}

/** Everything that each scorer promises; run once for every scorer in the table. */
export function testScorer(scorer: Scorer, executed: Executed): void {
  const { type, example } = scorer;
  const options = checkedOptions(scorer.options, { ...example.options });
  const score = (answer: string | null, expected = example.expected) =>
    checked(scorer, inputOf(scorer, answer, expected, executed), options);

  test(`${type}: its right example scores 1, its wrong one less`, () => {
    assert.equal(score(example.right).value, 1);
    const wrong = score(example.wrong).value;
    assert.ok(wrong !== null && wrong < 1, `the wrong example scores ${wrong}`);
  });

  test(`${type}: equal input gives equal scores`, () => {
    assert.deepEqual(score(example.right), score(example.right));
    assert.deepEqual(score(example.wrong), score(example.wrong));
  });

  test(`${type}: every accepted answer is right itself`, () => {
    const answers = ownAnswers(scorer);
    if ('match' in options && options.match === 'all') return;
    for (const answer of answers) assert.equal(score(textOf(answer)).value, 1);
  });

  test(`${type}: no answer is not right, and no expected value is never a wrong answer`, () => {
    const nothing = score(null);
    assert.notEqual(nothing.value, 1);
    assert.equal(nothing.answer, null);
    const { pattern: _pattern, values: _values, ...others } = { ...example.options };
    const bare = checkedOptions(scorer.options, others);
    const unexpected = checked(scorer, inputOf(scorer, 'x', undefined, executed), bare);
    if (scorer.needsExpected) assert.equal(unexpected.value, null);
  });

  test(`${type}: hostile texts, as answer and as expected value, never make it throw`, () => {
    for (const text of Object.values(HOSTILE)) {
      score(text);
      const expected: Expected[] = [
        text,
        [text],
        { [text]: text },
        [],
        {},
        null,
        true,
        -1.5,
        [[text]],
      ];
      for (const item of expected) for (const answer of [text, 'A', '1']) score(answer, item);
    }
  });

  for (const [name, text] of Object.entries(LONG)) {
    test(`${type}: a megabyte of ${name} is scored in linear time`, () => {
      withinTime(name, text, score);
      withinTime('', text, (part) => score(`${part}\n${example.right}`));
    });
  }

  test(`${type}: a long expected value is scored in linear time`, () => {
    for (const text of Object.values(LONG)) withinTime('', text, (part) => score('short', part));
    for (const name of ['letters', 'random words'])
      withinTime(name, LONG[name] ?? assert.fail(), (whole) => score('short', whole));
  });

  test(`${type}: its options are strict, described, and have a stable written form`, () => {
    assert.equal(
      scorer.options.safeParse({ ...example.options, no_such_option: 1 }).success,
      false,
    );
    assertDescribed(scorer.options);
    const filled = scorer.options.parse(example.options);
    assert.deepEqual(scorer.options.parse(filled), filled);
    assert.deepEqual(JSON.parse(JSON.stringify(filled)), filled);
  });

  test(`${type}: its words are complete`, () => {
    assert.match(type, /^[a-z][a-z0-9_]*$/);
    assert.match(scorer.summary, /^[A-Z].*\.$/);
    assert.ok(scorer.version >= 1 && scorer.threshold >= 0 && scorer.threshold <= 1);
  });
}

/** Everything that each extract step promises. */
export function testStep(step: Step): void {
  const options = checkedOptions(step.options, { ...step.example.options });
  const extract = (text: string) => step.extract(text, options, {});

  test(`${step.step}: its example is true`, () => {
    assert.equal(extract(step.example.input), step.example.output);
    assert.equal(extract(step.example.input), step.example.output, 'a second time');
  });

  test(`${step.step}: hostile texts give a text or nothing`, () => {
    for (const text of Object.values(HOSTILE)) {
      const found = extract(text);
      assert.ok(found === null || typeof found === 'string');
    }
  });

  for (const [name, text] of Object.entries(LONG)) {
    test(`${step.step}: a megabyte of ${name} takes linear time`, () => {
      withinTime(name, text, extract);
      withinTime('', text, (part) => extract(`${part}\n${step.example.input}`));
    });
  }

  test(`${step.step}: its options are strict and described`, () => {
    assert.equal(step.options.safeParse({ ...step.example.options, no_such: 1 }).success, false);
    assertDescribed(step.options);
    assert.match(step.step, /^[a-z][a-z_]*$/);
    assert.match(step.summary, /^[A-Z].*\.$/);
  });
}

function ownAnswers({ example: { expected }, wholeExpected }: Scorer): readonly Expected[] {
  if (expected === undefined) return [];
  return wholeExpected ? [expected] : acceptedAnswers(expected);
}

/** Judges that find the right example right, and nothing else. */
function judgedLike(right: string): Judged {
  return (question) =>
    screened(question) ?? {
      value: Number(question.candidate === right),
      reason: 'compared with the example',
      review: null,
      votes: [],
    };
}

function inputOf(
  { example }: Scorer,
  answer: string | null,
  expected: Expected | undefined,
  executed: Executed,
): ScoreInput {
  const choices = example.choices === undefined ? {} : { choices: example.choices };
  const facts = answer === example.wrong ? example.replies?.wrong : example.replies?.right;
  const reply = facts === undefined || answer === null ? {} : { reply: facts };
  return {
    output: answer ?? '',
    answer,
    expected,
    variables: {},
    ...choices,
    executed,
    judged: judgedLike(example.right),
    ...reply,
  };
}

/** The score, after what has to be true of every score. */
function checked(scorer: Scorer, input: ScoreInput, options: object): Score {
  const score = scorer.score(input, options);
  assert.ok(score.value === null || (score.value >= 0 && score.value <= 1), `${score.value}`);
  assert.ok(score.reason.trim() !== '', 'a score without a reason');
  assert.ok(score.reason.length <= 300, 'a reason that is too long');
  return score;
}

function assertDescribed(schema: z.ZodType): void {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const [name, property] of Object.entries(properties)) {
    assert.match(name, /^[a-z][a-z_]*$/);
    const description = typeof property === 'object' ? property.description : undefined;
    assert.match(description ?? '', /\.$/, `the option ${name} has no description`);
  }
}

/** Tries a part of a long text, and all of it where that does not show that all is within time. */
function withinTime(name: string, text: string, work: (text: string) => unknown): void {
  const partMs = msOf(() => work(text.slice(0, text.length * PART)));
  assert.ok(partMs < MOST_MS, `a part took ${Math.round(partMs)} ms`);
  if (partMs < SURE_MS && !WHOLE.has(name)) return;
  const ms = msOf(() => work(text));
  assert.ok(ms < MOST_MS, `took ${Math.round(ms)} ms`);
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function randomWords(length: number): string {
  const words = ['the', '42', 'answer', 'is', 'B)', '{"a":1}', '3/4', '-7', '**x**', '\n', 'Paris'];
  let seed = 1;
  let text = '';
  while (text.length < length) {
    seed = (seed * 48271) % 2147483647;
    text += `${words[seed % words.length]} `;
  }
  return text;
}
