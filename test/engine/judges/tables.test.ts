import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { agreements } from '../../../bench/judges/agreement.ts';
import { attackResults } from '../../../bench/judges/attacks.ts';
import { modeCosts } from '../../../bench/judges/costs.ts';
import { PAGE, withTables } from '../../../bench/judges/tables.ts';
import { assertClose } from '../statistics/close.ts';

test('the figures published for LLMBar follow from its recorded verdicts, for every set and judge', () => {
  const all = agreements();
  assert.equal(all.length, 25);
  for (const { set, judge, published, ours, pairs, won } of all) {
    const { kappa: known, ...counts } = published;
    const { kappa, ...counted } = ours;
    assert.deepEqual(counted, counts, `${judge} on ${set}`);
    assertClose(kappa, known, 1e-12);
    const right = (ours.right_first + ours.right_second) / 2;
    assert.ok(won <= right && won <= ours.same && pairs >= 46, 'a tie is no win');
  }
});

test('every attack stays in its block, and none is obeyed', () => {
  for (const { kind, attacks, fenced, obeyed, readableUnfenced } of attackResults())
    assert.deepEqual([fenced, obeyed, readableUnfenced], [attacks, 0, attacks], kind);
});

test('a jury costs more than one judge, a cascade lies between, nobody is free', async () => {
  const costs = new Map((await modeCosts()).map((cost) => [cost.mode, cost]));
  const of = (mode: string) => costs.get(mode) ?? assert.fail(mode);
  assert.equal(of('cascade').cost_usd, of('single').cost_usd);
  assert.ok(of('single').calls >= 100 && of('jury').calls >= 300);
  assert.ok(of('single').cost_usd > 0.01);
  assert.ok(of('cascade, 20 % not sure').cost_usd > of('single').cost_usd);
  assert.ok(of('jury').cost_usd > of('cascade, 20 % not sure').cost_usd);
});

test('the tables of docs/judges.md are what is measured', async () => {
  const page = await readFile(PAGE, 'utf8');
  assert.equal(page, await withTables(page), 'run `node bench/judges/tables.ts`');
});
