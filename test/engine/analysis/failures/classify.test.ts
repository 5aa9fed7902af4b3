import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { classifyFailure } from '../../../../engine/analysis/failures/classify.ts';
import type { FailedCall } from '../../../../engine/analysis/failures/failed-call.ts';
import {
  FAILURE_CODES,
  FAILURE_KINDS,
  type FailureCode,
  LAYERS,
} from '../../../../engine/analysis/failures/taxonomy.ts';
import { randomFrom } from '../../../site/fixture/random.ts';
import { answered, failedCall, verdict } from './sample.ts';

const program = (reason: string) =>
  failedCall({ output: 'def f(): pass', verdicts: [verdict({ type: 'python', reason })] });
const list = (answer: string, expected: readonly string[]) =>
  failedCall({ output: answer, expected, verdicts: [verdict({ type: 'exact_set', answer })] });
const sentence = 'The tower is tall and old, and many people come to see it each year.';

/** One or more calls for each code, each with the one code that explains it. */
const VECTORS: readonly (readonly [FailureCode, FailedCall])[] = [
  ['provider_error', failedCall({ outcome: 'provider_error', score: null, output: '' })],
  ['provider_error', failedCall({ outcome: 'network_error', score: null, output: '' })],
  ['rate_limited', failedCall({ outcome: 'rate_limited', score: null, output: '' })],
  ['timeout', failedCall({ outcome: 'timeout', score: null, output: '' })],
  ['provider_filter', failedCall({ outcome: 'filtered', score: null, output: '' })],
  ['budget_stop', failedCall({ outcome: 'budget_stop', score: null, output: '' })],
  ['harness_error', failedCall({ score: null, verdicts: [verdict({ value: null })] })],
  [
    'judge_error',
    failedCall({
      score: null,
      verdicts: [verdict({ type: 'judge', value: null, reason: 'the judge could not be asked' })],
    }),
  ],
  [
    'judge_invalid',
    failedCall({
      score: null,
      verdicts: [verdict({ type: 'judge', value: null, reason: 'no such verdict' })],
    }),
  ],
  ['empty', failedCall({ output: ' \n' })],
  ['truncated', failedCall({ outcome: 'truncated' })],
  ['truncated', failedCall({ finish_reason: 'length' })],
  ['truncated', failedCall({ finish_reason: null, output: '```json\n{"a": 1' })],
  ['truncated', failedCall({ output: '{"a": [1, 2', output_tokens: 200 })],
  ['truncated', failedCall({ output: 'It is so. And then the', output_tokens: 200 })],
  ['repetition_loop', failedCall({ output: `Well. ${'and then it '.repeat(60)}` })],
  ['repetition_loop', failedCall({ output: 'ha'.repeat(900), finish_reason: 'length' })],
  ['refusal', failedCall({ outcome: 'refused' })],
  ['refusal', failedCall({ output: "I'm sorry, but I can't help with that." })],
  ['prompt_echo', failedCall({ prompt: `Summarise: ${sentence}`, output: sentence })],
  [
    'invalid_tool_call',
    failedCall({ verdicts: [verdict({ type: 'tool_valid', reason: '"x": no such tool' })] }),
  ],
  [
    'format_violation',
    failedCall({ verdicts: [verdict({ type: 'json', reason: 'no valid JSON in "x"' })] }),
  ],
  ['format_violation', failedCall({ wants_json: true, output: 'blue, I would say' })],
  [
    'no_final_answer',
    failedCall({
      answer: null,
      verdicts: [verdict({ type: 'number', answer: null, reason: 'no number found' })],
    }),
  ],
  [
    'several_final_answers',
    failedCall({
      answer: null,
      verdicts: [
        verdict({ type: 'choice', answer: null, reason: 'ambiguous: the reply names A, B' }),
      ],
    }),
  ],
  ['wrong_language', failedCall({ verdicts: [verdict({ type: 'language' })] })],
  ['wrong_language', failedCall({ output: 'Это очень красивый и большой город' })],
  ['wrong_length', failedCall({ verdicts: [verdict({ type: 'word_count' })] })],
  ['forbidden_token', failedCall({ verdicts: [verdict({ type: 'includes', not: true })] })],
  ['syntax', program('the code failed: SyntaxError: invalid syntax')],
  ['import', program("the code failed: ModuleNotFoundError: No module named 'requests'")],
  ['runtime', program('passed 1 of 4 tests; the code failed: ZeroDivisionError')],
  ['wrong_output', program('passed 3 of 4 tests; a test failed: f(2) gave 3, not 4')],
  ['code_timeout', program('the code took too long')],
  ['unsafe_call', program('the code failed: PermissionError: [Errno 1]')],
  ['format_only_miss', answered('**Paris.**', 'Paris')],
  ['format_only_miss', answered('The answer is 1,200', '1200')],
  ['format_only_miss', answered('The answer is: the red one', 'red one')],
  ['format_only_miss', answered('1.5 km', '1500 m')],
  ['format_only_miss', answered('50%', '0.5')],
  ['format_only_miss', { ...answered('Lyon', 'B', 'choice'), choices: ['Paris', 'Lyon'] }],
  ['format_only_miss', list('Red\nblue', ['blue', 'red'])],
  ['rounding', answered('3.14', '3.14159')],
  ['rounding', answered('18', '18.4')],
  ['unit', answered('12 km', '12 miles')],
  ['sign', answered('-7', '7')],
  ['magnitude_10x', answered('1200', '12')],
  ['magnitude_10x', answered('0.018', '18')],
  ['off_by_one', answered('19', '18')],
  ['transposed', answered('1324', '1234')],
  ['arithmetic_slip', answered('13 * 2 = 27\nA: 27', '26')],
  ['partial_list', list('red', ['blue', 'red'])],
  ['superset', list('red, blue, green', ['blue', 'red'])],
  [
    'instruction_violation',
    failedCall({ verdicts: [verdict({ type: 'ifeval', reason: '0 of 1 followed' })] }),
  ],
  ['wrong_tool', failedCall({ verdicts: [verdict({ type: 'tool_name' })] })],
  ['wrong_arguments', failedCall({ verdicts: [verdict({ type: 'tool_arguments' })] })],
  [
    'step_repetition',
    failedCall({
      tool_calls: JSON.stringify(Array(3).fill({ name: 'look', arguments: '{}' })),
    }),
  ],
  ['needs_human', answered('blue', 'red')],
  ['needs_human', answered('42', '17')],
];

describe('the rules of failures', () => {
  for (const [index, [code, call]] of VECTORS.entries())
    test(`${code} (${index + 1})`, () => {
      assert.equal(classifyFailure(call).primary, code);
    });

  test('each code that rules alone find has a vector', () => {
    const tried = new Set<string>(VECTORS.map(([code]) => code));
    const secondary = ['canary_leak', 'hidden_test_only'];
    const missing = FAILURE_CODES.filter(
      (code) =>
        FAILURE_KINDS[code].found === 'rule' && !tried.has(code) && !secondary.includes(code),
    );
    assert.deepEqual(missing, []);
  });

  test('a mark against training and a passed majority go along with the code that explains', () => {
    const leak = classifyFailure({ ...answered('x 0a1b-2c', 'red'), canary: '0a1b-2c' });
    assert.deepEqual([leak.primary, leak.secondary], ['needs_human', ['canary_leak']]);
    const most = classifyFailure(program('passed 3 of 4 tests; a test failed'));
    assert.deepEqual([most.primary, most.secondary], ['wrong_output', ['hidden_test_only']]);
  });

  test('the order of the layers decides which of several codes comes first', () => {
    const both = { ...answered('19', '18'), finish_reason: 'length' };
    const { primary, secondary } = classifyFailure(both);
    assert.deepEqual([primary, secondary], ['truncated', ['off_by_one']]);
    const slip = classifyFailure(answered('10 + 7 = 19\n19', '18'));
    assert.deepEqual([slip.primary, slip.secondary], ['arithmetic_slip', ['off_by_one']]);
  });

  test('whatever was written, there is exactly one primary code, and no code twice', () => {
    const random = randomFrom(7);
    const pieces = [
      '{',
      '```',
      '12',
      '-',
      'a',
      '€3',
      ' = ',
      '+',
      '\n',
      '%',
      '"',
      '[',
      'é',
      '(',
      '\\',
    ];
    const draw = () =>
      Array.from(
        { length: Math.floor(random() * 60) },
        () => pieces[Math.floor(random() * 15)],
      ).join('');
    for (let round = 0; round < 3_000; round++) {
      const call = answered(draw(), draw(), round % 2 === 0 ? 'equals' : 'exact_set');
      const { primary, secondary } = classifyFailure(call);
      assert.ok(FAILURE_CODES.includes(primary));
      assert.ok(!secondary.includes(primary));
      assert.equal(new Set(secondary).size, secondary.length);
    }
  });

  test('hostile answers take no more than linear work', () => {
    const hostile = ['1'.repeat(200_000), '1+'.repeat(100_000), '('.repeat(200_000)];
    const spaced = [' '.repeat(200_000), `${'a b '.repeat(100_000)}.`, '{"'.repeat(100_000)];
    for (const text of [...hostile, ...spaced])
      assert.ok(classifyFailure(answered(text, '7')).primary !== undefined);
  });
});

describe('the taxonomy', () => {
  test('every code has a layer that exists and a sentence', () => {
    for (const code of FAILURE_CODES) {
      const { layer, means } = FAILURE_KINDS[code];
      assert.ok(Object.hasOwn(LAYERS, layer), code);
      assert.match(means, /^[A-Z].*\.$/, code);
      assert.match(code, /^[a-z0-9_]+$/);
    }
    assert.ok(FAILURE_CODES.length >= 60);
  });
});
