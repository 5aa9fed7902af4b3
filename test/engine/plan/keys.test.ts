import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model } from '../../../engine/model/model.ts';
import { scoreKey } from '../../../engine/plan/call.ts';
import { callsOf } from '../../../engine/plan/plan.ts';
import { benchmarkOf, type Files } from '../benchmark/folder.ts';

// What a change touches: F the fingerprint, C the call keys and S the score keys of case `a`,
// c and s those of case `b`. Nothing is paid for twice, and nothing stale is shown as fresh.

type Change = (files: Mutable, model: MutableModel) => void;
type Mutable = { yaml: Record<string, unknown>; cases: Row[]; examples: Row[] };
type Row = Record<string, unknown>;
type MutableModel = { -readonly [Key in keyof Model]: Model[Key] };

const MODEL: Model = {
  id: 'my/model',
  title: 'Model',
  vendor: 'My',
  open_weights: false,
  reasoning: false,
  tags: ['default'],
  price: { input: 1, output: 2 },
  routes: [{ provider: 'openrouter', name: 'my/model' }],
};

const YAML = {
  title: 'Sums',
  description: 'Small sums.',
  version: '1.0.0',
  license: 'MIT',
  prompt: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: '{{question}}\n{{choices}}' },
  ],
  examples: { file: 'examples.json', count: 1 },
  cases: 'cases.json',
  cluster: 'passage',
  shuffle_choices: true,
  parameters: { temperature: 0, max_tokens: 10 },
  response: { json_schema: { type: 'object' } },
  trials: 1,
  reducer: 'mean',
  extract: ['trim'],
  score: [{ type: 'choice', weight: 1 }],
};

const CASES: Row[] = ['a', 'b'].map((id) => ({
  id,
  question: `${id}?`,
  choices: ['p', 'q', 'r', 's'],
  expected: 'A',
  passage: 'one',
  note: 'unused',
}));

const EXAMPLES: Row[] = [
  { id: 'x', question: 'x?', choices: ['p', 'q'], expected: 'A', note: 'n' },
  { id: 'y', question: 'y?', choices: ['p', 'q'], expected: 'B', note: 'n' },
];

const set =
  (key: string, value: unknown): Change =>
  ({ yaml }) => {
    yaml[key] = value;
  };
const unset =
  (key: string): Change =>
  ({ yaml }) => {
    delete yaml[key];
  };
const setCase =
  (key: string, value: unknown): Change =>
  ({ cases }) => {
    Object.assign(cases[0] ?? {}, { [key]: value });
  };
const setExample =
  (key: string, value: unknown): Change =>
  ({ examples }) => {
    Object.assign(examples[0] ?? {}, { [key]: value });
  };
const setModel =
  (fields: Partial<Model>): Change =>
  (_, model) => {
    Object.assign(model, fields);
  };
const prompt = (system: string, user: string, role = 'system') =>
  set('prompt', [
    { role, content: system },
    { role: 'user', content: user },
  ]);
const USER = '{{question}}\n{{choices}}';

const TABLE: readonly (readonly [what: string, touches: string, change: Change])[] = [
  ['nothing', '', () => {}],
  ['title', '', set('title', 'Other')],
  ['description', '', set('description', 'Other')],
  ['version', '', set('version', '2.0.0')],
  ['license', '', set('license', 'CC0-1.0')],
  ['authors', '', set('authors', [{ name: 'Ada' }])],
  ['tags', '', set('tags', ['math'])],
  ['language', '', set('language', 'de')],
  ['lineage', '', set('forked_from', 'other@abc')],
  ['canary', '', set('canary', 'guid')],
  ['chance', '', set('chance', 0.25)],
  ['gate', '', set('gate', { margin: 0.1, must_pass: ['a'] })],
  ['default models', '', set('models', { tags: ['cheap'] })],
  ['stream', '', set('stream', true)],
  ['trials under a mean', '', set('trials', 3)],
  ['k under a mean', '', ({ yaml }) => void Object.assign(yaml, { trials: 3, reducer_k: 2 })],

  ['text of the prompt', 'FCcSs', prompt('Be brief!', USER)],
  ['white space in the prompt', 'FCcSs', prompt('Be brief.', `${USER}\n`)],
  ['role', 'FCcSs', prompt('Be brief.', USER, 'assistant')],
  ['parameter', 'FCcSs', set('parameters', { temperature: 1, max_tokens: 10 })],
  ['parameter left out', 'FCcSs', set('parameters', { max_tokens: 10 })],
  ['order of parameters', '', set('parameters', { max_tokens: 10, temperature: 0 })],
  ['response schema', 'FCcSs', set('response', { json_schema: { type: 'array' } })],
  ['no response schema', 'FCcSs', unset('response')],
  ['tools', 'FCcSs', set('tools', [{ name: 'look_up' }])],
  ['shuffle_choices', 'FCcSs', set('shuffle_choices', false)],
  ['number of examples', 'FCcSs', set('examples', { file: 'examples.json', count: 2 })],
  ['seed of examples', 'FCcSs', set('examples', { file: 'examples.json', count: 1, seed: 6 })],
  ['no examples', 'FCcSs', unset('examples')],
  ['question of an example', 'FCcSs', setExample('question', 'z?')],
  ['answer of an example', 'FCcSs', setExample('expected', 'B')],
  ['unused variable of an example', 'F', setExample('note', 'other')],
  ['id of an example', '', setExample('id', 'z')],

  ['variable of a case in the prompt', 'FCS', setCase('question', 'other?')],
  ['choices of a case', 'FCS', setCase('choices', ['p', 'q', 'r', 't'])],
  ['variable of a case that the prompt leaves out', 'F', setCase('note', 'other')],
  [
    'another column',
    'F',
    ({ cases }) => cases.forEach((row) => void Object.assign(row, { more: 1 })),
  ],
  ['expected', 'FS', setCase('expected', 'B')],
  ['expected of another type', 'FS', setCase('expected', 0)],
  ['weight', 'F', setCase('weight', 2)],
  ['tags of a case', '', setCase('tags', ['hard'])],
  ['cluster', 'F', setCase('passage', 'two')],
  ['id of a case', 'F', setCase('id', 'c')],
  ['order of the cases', '', ({ cases }) => void cases.reverse()],
  ['one case more', 'F', ({ cases }) => void cases.push({ ...cases[0], id: 'c', question: 'c?' })],
  ['scorers of a case', 'FS', setCase('score', [{ type: 'choice', threshold: 0.5 }])],

  ['scorer', 'FSs', set('score', [{ type: 'choice' }, { type: 'includes', values: ['x'] }])],
  ['option of a scorer', 'FSs', set('score', [{ type: 'choice', multiple: true }])],
  ['default option written out', '', set('score', [{ type: 'choice', multiple: false }])],
  ['weight of a scorer', 'FSs', set('score', [{ type: 'choice', weight: 2 }])],
  ['name of a scorer', 'FSs', set('score', [{ type: 'choice', name: 'letter' }])],
  ['threshold', 'FSs', set('score', [{ type: 'choice', threshold: 0.5 }])],
  ['extract step', 'FSs', set('extract', ['trim', 'lower'])],
  ['no extract step', 'FSs', set('extract', [])],
  ['a scorer’s own extract step', 'FSs', set('score', [{ type: 'choice', extract: ['lower'] }])],
  ['reducer', 'F', set('reducer', 'median')],

  ['price', '', setModel({ price: { input: 9, output: 9 } })],
  ['title of the model', '', setModel({ title: 'Other' })],
  ['tags of the model', '', setModel({ tags: [] })],
  ['context', '', setModel({ context: 1000 })],
  ['route', '', setModel({ routes: [{ provider: 'groq', name: 'm' }] })],
  ['id of the model', 'CcSs', setModel({ id: 'my/other' })],
  ['snapshot', 'CcSs', setModel({ snapshot: '2026-01-01' })],
  ['a parameter the model refuses', 'CcSs', setModel({ omit: ['temperature'] })],
  ['a parameter that is not sent anyway', '', setModel({ omit: ['top_p'] })],
];

for (const [what, touches, change] of TABLE) {
  test(`${what} changes ${touches === '' ? 'no key' : touches}`, async () => {
    const [before, after] = [await keysOf(() => {}), await keysOf(change)];
    const changed = [
      before.fingerprint === after.fingerprint ? '' : 'F',
      before.calls[0] === after.calls[0] ? '' : 'C',
      before.calls[1] === after.calls[1] ? '' : 'c',
      before.scores[0] === after.scores[0] ? '' : 'S',
      before.scores[1] === after.scores[1] ? '' : 's',
    ];
    assert.equal(changed.join(''), touches);
  });
}

test('expected values change the key of a baseline, which may answer by them, and costs nothing', async () => {
  const routes = [{ provider: 'baseline', name: 'majority' }];
  const [before, after] = [
    await keysOf(setModel({ routes })),
    await keysOf((files, model) => {
      setModel({ routes })(files, model);
      setCase('expected', 'B')(files, model);
    }),
  ];
  assert.notEqual(before.calls[1], after.calls[1]);
});

test('trials differ in their call keys, and choices are shown in an order of each trial', async () => {
  const benchmark = await benchmarkOf(filesOf(() => {}, { ...MODEL }));
  const calls = [...callsOf({ benchmark, models: [MODEL], trials: 30 })];
  assert.equal(new Set(calls.map(({ key }) => key)).size, 60);
  const orders = calls.map(({ shown }) => shown?.order.join('') ?? '');
  assert.ok(new Set(orders).size > 10);
  for (const order of orders) assert.equal([...order].sort().join(''), '0123');
});

async function keysOf(change: Change) {
  const model: MutableModel = structuredClone(MODEL);
  const benchmark = await benchmarkOf(filesOf(change, model));
  const all = [...callsOf({ benchmark, models: [model], trials: 1 })];
  const callOf = (...ids: string[]) => all.filter(({ testCase }) => ids.includes(testCase.id))[0];
  // A renamed case is called `c`.
  const calls = [callOf('a') ?? callOf('c'), callOf('b')].filter((call) => call !== undefined);
  return {
    fingerprint: benchmark.fingerprint,
    calls: calls.map(({ key }) => key),
    scores: calls.map(scoreKey),
  };
}

function filesOf(change: Change, model: MutableModel): Files {
  const files: Mutable = structuredClone({ yaml: YAML, cases: CASES, examples: EXAMPLES });
  change(files, model);
  return {
    'benchmark.yaml': files.yaml,
    'cases.json': files.cases,
    'examples.json': files.examples,
  };
}
