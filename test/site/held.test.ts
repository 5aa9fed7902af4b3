import assert from 'node:assert/strict';
import { test } from 'node:test';
import { held } from '../../site/lib/build/held.ts';

function counting(most: number) {
  const read: string[] = [];
  const get = held(
    async (name) => {
      read.push(name);
      return [...name];
    },
    (letters) => letters.length,
    most,
  );
  return { read, get };
}

test('what there is room for is read once, also by two at the same time', async () => {
  const { read, get } = counting(5);
  await Promise.all([get('ab'), get('ab'), get('cde')]);
  assert.deepEqual(await get('ab'), ['a', 'b']);
  assert.deepEqual(read, ['ab', 'cde']);
});

test('the oldest goes first, and what is alone too large stays until the next', async () => {
  const { read, get } = counting(4);
  for (const name of ['ab', 'cd', 'ab', 'ef', 'cd', 'large-one', 'large-one', 'ab'])
    await get(name);
  assert.deepEqual(read, ['ab', 'cd', 'ef', 'cd', 'large-one', 'ab']);
});
