import assert from 'node:assert/strict';
import { test } from 'node:test';
import { INSTRUCTIONS } from '../../../engine/scorers/ifeval/index.ts';
import { scoreBy } from './helpers.ts';
import document from './vectors/ifeval.json' with { type: 'json' };

const NO_COMMA = { instructions: [{ id: 'punctuation:no_comma' }] };

for (const { id, given, reply, follows, why } of document.vectors) {
  test(`${id} ${JSON.stringify(given)}: ${why}`, () => {
    const { value } = scoreBy('ifeval', { instructions: [{ ...given, id }] }, reply);
    assert.equal(value, follows === null ? null : Number(follows));
  });
}

test('there are 25 kinds, each under its id, each with a case that follows and one that does not', () => {
  const ids = Object.keys(INSTRUCTIONS);
  assert.equal(ids.length, 25);
  for (const id of ids) {
    assert.equal(INSTRUCTIONS[id]?.id, id);
    const mine = document.vectors.filter((vector) => vector.id === id);
    assert.ok(
      mine.some(({ follows }) => follows) && mine.some(({ follows }) => follows === false),
      id,
    );
  }
});

test('a case brings its instructions as the data set writes them, also as JSON in a cell', () => {
  const ids = ['punctuation:no_comma', 'startend:end_checker'];
  const kwargs = [{ end_phrase: null }, { end_phrase: 'Bye.', num_words: null }];
  for (const write of [(value: object) => value, JSON.stringify]) {
    const variables = { instruction_id_list: write(ids), kwargs: write(kwargs) } as never;
    const value = (reply: string, level: string) =>
      scoreBy('ifeval', { level }, reply, undefined, { variables }).value;
    assert.equal(value('It rained. Bye.', 'prompt'), 1);
    assert.equal(value('It rained, then. Bye.', 'prompt'), 0);
    assert.equal(value('It rained, then. Bye.', 'instruction'), 0.5);
  }
});

test('loose also reads the reply without its first and last line and without asterisks', () => {
  const loose = (reply: string, instructions: object[]) =>
    [
      scoreBy('ifeval', { instructions } as never, reply).value,
      scoreBy('ifeval', { instructions, variant: 'loose' } as never, reply).value,
    ].join(' ');
  assert.equal(loose('Sure, here it is:\nNo pause.', NO_COMMA.instructions), '0 1');
  assert.equal(loose('No pause.\nHope, this helps', NO_COMMA.instructions), '0 1');
  assert.equal(loose('Sure, it is:\nNo pause.\nSo, bye', NO_COMMA.instructions), '0 1');
  assert.equal(loose('One, two.\nThree, four.', NO_COMMA.instructions), '0 0');
  const end = [{ id: 'startend:end_checker', end_phrase: 'The end.' }];
  assert.equal(loose('It rained.\n**The end.**', end), '0 1');
  assert.equal(loose('', NO_COMMA.instructions), '0 0');
});

test('what cannot be checked is unscored, and says why', () => {
  const reason = (options: object, variables = {}) => {
    const score = scoreBy('ifeval', options as never, 'x', undefined, { variables });
    assert.equal(score.value, null);
    return score.reason;
  };
  assert.match(reason({}), /no instruction_id_list/);
  assert.match(reason({}, { instruction_id_list: ['a:b'] }), /no instruction "a:b"/);
  assert.match(
    reason({}, { instruction_id_list: ['keywords:existence'], kwargs: [{}] }),
    /"keywords:existence" needs keywords/,
  );
  assert.throws(() => scoreBy('ifeval', { instructions: [{ id: 'toString' }] }, 'x'), /toString/);
});

test('the reason names what was not followed', () => {
  const { reason } = scoreBy('ifeval', NO_COMMA, 'a, b, c');
  assert.equal(reason, '0 of 1 followed; not punctuation:no_comma: 2 commas');
});
