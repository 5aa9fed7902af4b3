import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GROUPS } from '../../../engine/scorers/groups.ts';
import { SCORERS } from '../../../engine/scorers/index.ts';
import {
  needsExpected,
  resolveExtract,
  resolveScorer,
  resolveStep,
} from '../../../engine/scorers/resolve.ts';
import { specOf, stepsOf } from './helpers.ts';

test('a bare word is a scorer with every default filled in', () => {
  assert.deepEqual(specOf('levenshtein'), {
    type: 'levenshtein',
    name: 'levenshtein',
    weight: 1,
    not: false,
    threshold: 0.8,
    options: { ignore_case: false },
  });
});

test('common fields and own options are told apart', () => {
  const spec = specOf({
    type: 'number',
    tolerance: 0.01,
    weight: 2,
    not: true,
    threshold: 0.5,
    name: 'close',
    extract: ['strip_reasoning', { after: 'Answer:' }],
  });
  assert.equal(spec.name, 'close');
  assert.equal(spec.weight, 2);
  assert.equal(spec.not, true);
  assert.equal(spec.threshold, 0.5);
  assert.equal(spec.options.tolerance, 0.01);
  assert.equal(spec.options.decimal, 'auto');
  assert.deepEqual(spec.extract, [
    { step: 'strip_reasoning', options: {} },
    { step: 'after', options: { text: 'Answer:', ignore_case: false } },
  ]);
});

test('a written scorer and its spec are JSON, and an absent option stays absent', () => {
  const spec = specOf({ type: 'regex', pattern: 'a' });
  assert.deepEqual(JSON.parse(JSON.stringify(spec)), spec);
  assert.equal('extract' in spec, false);
  assert.equal('pattern' in specOf('regex').options, false);
});

const TYPES = [...Object.keys(SCORERS), ...Object.keys(GROUPS)];
const exactly = (text: string) => new RegExp(`^${text}$`);

/** A written scorer, and the place, the message and the fix of what is wrong with it. */
const WRONG: readonly (readonly [unknown, (string | number)[], RegExp, RegExp])[] = [
  ['nubmer', [], /unknown scorer "nubmer"/, /did you mean "number"/],
  [{ type: 'nubmer' }, ['type'], /unknown scorer "nubmer"/, /did you mean "number"/],
  [
    { type: 'constructor' },
    ['type'],
    /unknown scorer/,
    exactly(`allowed: ${TYPES.slice(0, 40).join(', ')}`),
  ],
  [{ type: 3 }, ['type'], /is a word/, exactly(`write one of ${TYPES.join(', ')}`)],
  [{}, [], /needs a type/, exactly(`write one of ${TYPES.join(', ')}`)],
  [{ tolerance: 1 }, [], /needs a type/, /choice/],
  [3, [], /a word or an object/, /^$/],
  [null, [], /a word or an object/, /^$/],
  [['equals'], [], /a word or an object/, /^$/],
  [{ type: 'number', tolerence: 1 }, ['tolerence'], /unknown option "tolerence"/, /"tolerance"/],
  [{ type: 'number', wieght: 1 }, ['wieght'], /unknown option "wieght"/, /"weight"/],
  [{ type: 'number', tolerance: 'much' }, ['tolerance'], /tolerance: .*number/, /^$/],
  [{ type: 'number', tolerance: -1 }, ['tolerance'], /tolerance/, /^$/],
  [{ type: 'number', weight: -1 }, ['weight'], /weight/, /^$/],
  [{ type: 'number', threshold: 2 }, ['threshold'], /threshold/, /^$/],
  [{ type: 'number', not: 'yes' }, ['not'], /not: .*boolean/, /^$/],
  [{ type: 'includes', match: 'some' }, ['match'], /"any"\|"all"/, /^$/],
  [{ type: 'regex', pattern: '(' }, ['pattern'], /missing closing \)/, /^$/],
  [{ type: 'regex', pattern: '(?=a)' }, ['pattern'], /look-around/, /^$/],
  [{ type: 'regex', pattern: '(\\w{1,900}){9}' }, ['pattern'], /too large|repeat/, /^$/],
  [{ type: 'regex', pattern: 'a', flags: 'g' }, ['flags'], /letters i/, /^$/],
  [{ type: 'equals', extract: 'trimm' }, ['extract'], /extract step "trimm"/, /"trim"/],
  [{ type: 'equals', extract: ['trim', { aftr: 1 }] }, ['extract', 1, 'aftr'], /"aftr"/, /"after"/],
  [
    { type: 'equals', extract: [{ after: { txt: 'a', text: 'b' } }] },
    ['extract', 0, 'after', 'txt'],
    /unknown option "txt"/,
    /"text"/,
  ],
];

for (const [written, path, message, fix] of WRONG) {
  test(`${JSON.stringify(written)} is refused at ${JSON.stringify(path)}`, () => {
    const resolved = resolveScorer(written);
    assert.ok('problems' in resolved);
    const [problem, ...others] = resolved.problems;
    assert.deepEqual(problem?.path, path);
    assert.match(problem?.message ?? '', message);
    assert.match(problem?.fix ?? '', fix);
    assert.deepEqual(others, []);
  });
}

test('all that is wrong is said at once, below the path that is handed in', () => {
  const resolved = resolveScorer({ type: 'number', tolerence: 1, weight: 'x', extract: 'no' }, [
    'score',
    2,
  ]);
  assert.ok('problems' in resolved);
  assert.deepEqual(resolved.problems.map(({ path }) => path.join('.')).sort(), [
    'score.2.extract',
    'score.2.tolerence',
    'score.2.weight',
  ]);
});

test('steps are words, objects with one key, or short for their main option', () => {
  assert.deepEqual(stepsOf('trim'), [{ step: 'trim', options: {} }]);
  assert.deepEqual(stepsOf([{ trim: {} }, { trim: null }]), [
    { step: 'trim', options: {} },
    { step: 'trim', options: {} },
  ]);
  assert.deepEqual(stepsOf({ regex: 'a' }), [
    { step: 'regex', options: { pattern: 'a', match: 'first', flags: '' } },
  ]);
  assert.deepEqual(stepsOf({ regex: { pattern: '(?<n>a)', group: 'n' } })[0]?.options.group, 'n');
});

test('steps that cannot be understood are refused at their place', () => {
  const problemOf = (written: unknown) => {
    const resolved = resolveStep(written);
    assert.ok('problems' in resolved);
    return resolved.problems[0];
  };
  assert.match(problemOf({ trim: {}, lower: {} })?.message ?? '', /one key/);
  assert.match(problemOf({})?.message ?? '', /one key/);
  assert.match(problemOf('after')?.message ?? '', /"text" is missing/);
  assert.deepEqual(problemOf({ trim: 3 })?.path, ['trim']);
  assert.deepEqual(problemOf({ regex: { pattern: 'a', group: 1 } })?.path, ['regex', 'group']);
  assert.deepEqual(problemOf({ regex: { pattern: '(a)', group: 'n' } })?.path, ['regex', 'group']);
  assert.match(problemOf({ json_path: 'a..b' })?.message ?? '', /a path looks like/);
  assert.ok('problems' in resolveExtract(['trim', 3]));
});

test('an expected value is needed unless the options say what to compare with', () => {
  assert.equal(needsExpected(specOf('equals')), true);
  assert.equal(needsExpected(specOf('regex')), true);
  assert.equal(needsExpected(specOf({ type: 'regex', pattern: 'a' })), false);
  assert.equal(needsExpected(specOf({ type: 'includes', values: ['a'] })), false);
  assert.equal(needsExpected(specOf('json')), false);
  assert.equal(needsExpected(specOf({ type: 'json', fields: ['a'] })), true);
});
