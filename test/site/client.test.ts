import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matches, tagsOf } from '../../site/client/filter-match.ts';
import { compareCells, nextDirection } from '../../site/client/sort-order.ts';

test('blanks come last in either direction', () => {
  const cells = [null, 2, null, 0, 1];
  const sorted = (direction: 'ascending' | 'descending') =>
    cells.toSorted((a, b) => compareCells(a, b, direction));
  assert.deepEqual(sorted('ascending'), [0, 1, 2, null, null]);
  assert.deepEqual(sorted('descending'), [2, 1, 0, null, null]);
});

test('the first click sorts as the column wants, the next one turns round', () => {
  assert.equal(nextDirection(null, 'ascending'), 'ascending');
  assert.equal(nextDirection('ascending', 'ascending'), 'descending');
  assert.equal(nextDirection('descending', 'descending'), 'ascending');
});

test('a filter wants every word, in any case and without accents, and every tag', () => {
  assert.ok(matches('Zoë counts Coins', [], 'coins zoe', []));
  assert.ok(!matches('Zoë counts coins', [], 'coins notes', []));
  assert.ok(matches('x', tagsOf('math\nfinance'), '', ['math', 'finance']));
  assert.ok(!matches('x', tagsOf('math'), '', ['finance']));
  assert.deepEqual(tagsOf(''), []);
});
