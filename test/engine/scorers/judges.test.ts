import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../engine/json.ts';
import { promptNamed } from '../../../engine/judges/prompt.ts';
import type { JudgeQuestion } from '../../../engine/judges/question.ts';
import { SCORERS } from '../../../engine/scorers/index.ts';
import { scoreBy } from './helpers.ts';

/** What a scorer asks about an answer; nobody answers. */
function asked(
  type: string,
  options: JsonObject,
  expected?: string,
  variables: JsonObject = {},
): JudgeQuestion {
  const questions: JudgeQuestion[] = [];
  const judged = (question: JudgeQuestion) => void questions.push(question);
  const score = scoreBy(type, options, 'An answer of some length.', expected, {
    variables,
    judged,
  });
  assert.equal(score.value, null, `${type}: ${score.reason}`);
  const [question] = questions;
  assert.ok(question !== undefined, `${type} asks: ${score.reason}`);
  return question;
}

test('each scorer asks by its own prompt, and the prompt is part of its key', () => {
  const table: [string, JsonObject, string][] = [
    ['rubric', { criteria: ['It is kind.'] }, 'rubric-checklist'],
    [
      'rubric',
      { criteria: ['Clarity'], levels: ['none of it', 'some of it', 'all of it'] },
      'rubric-scale',
    ],
    ['reference_match', {}, 'reference-match'],
    ['reference_coverage', {}, 'reference-coverage'],
    ['closed_question', { statement: 'It is kind.' }, 'closed-question'],
    ['pairwise', { against: 'Another answer.' }, 'pairwise-preference'],
    ['pairwise', { against: 'Another answer.', reference: true }, 'pairwise-with-reference'],
    ['groundedness', { context: 'A context.' }, 'groundedness'],
    [
      'judge',
      { template: 'instruction-following', criteria: ['Three words.'] },
      'instruction-following',
    ],
    ...[
      'refusal-and-safety',
      'code-review',
      'agent-goal',
      'summary-quality',
      'translation-quality',
      'injection-screen',
    ].map((template): [string, JsonObject, string] => ['judge', { template }, template]),
  ];
  for (const [type, options, prompt] of table) {
    assert.equal(asked(type, options, 'The expected.').prompt, `${prompt}@1`);
    const named = SCORERS[type]?.judges?.(options) ?? '';
    assert.equal(promptNamed(named)?.id, `${prompt}@1`, type);
  }
});

test('facts become criteria, and a contradiction is one that must not hold', () => {
  const { rubric } = asked('reference_coverage', {}, 'It opened in 1932.\nIt has eight lanes.');
  assert.deepEqual(
    rubric.criteria.map(({ id, weight }) => [id, weight]),
    [
      ['fact_1', 1],
      ['fact_2', 1],
      ['contradicts', -1],
    ],
  );
});

test('fields of the case are shown where the options say so', () => {
  const variables = {
    source: 'The source.',
    tests: '3 of 4 passed',
    points: 'It is kind.\nIt is short.',
  };
  const options = {
    criteria: ['It is polite.'],
    criteria_field: 'points',
    context_field: 'source',
    checks_field: 'tests',
  };
  const { rubric, context, checks } = asked('rubric', options, undefined, variables);
  assert.deepEqual([context, checks], ['The source.', '3 of 4 passed']);
  assert.deepEqual(
    rubric.criteria.map(({ id }) => id),
    ['c1', 'c2', 'c3'],
  );
});

test('without what it needs, a scorer asks nobody and says why', () => {
  const judged = () => assert.fail('nobody is to be asked');
  for (const [type, options] of [
    ['rubric', {}],
    ['pairwise', {}],
    ['groundedness', {}],
    ['reference_match', {}],
    ['judge', { template: 'instruction-following' }],
  ] as const)
    assert.equal(scoreBy(type, options, 'An answer.', undefined, { judged }).value, null, type);
});
