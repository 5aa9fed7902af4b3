import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { boardsOf } from '../../site/lib/boards.ts';
import { chartSvg } from '../../site/lib/build/chart-svg.ts';
import { costChart } from '../../site/lib/charts/cost-chart.ts';
import { intervalChart } from '../../site/lib/charts/interval-chart.ts';
import { placeLabels } from '../../site/lib/charts/labels.ts';
import { latencyChart } from '../../site/lib/charts/latency-chart.ts';
import { shortName } from '../../site/lib/charts/name.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { blankRow } from './fixture/boards.ts';
import { openSource } from './fixture.ts';

const MAXIMUM_BYTES = 4096;

const data = await openSource();
const models = modelViewsOf(data.models);
const [benchmark] = data.benchmarks;
assert.ok(benchmark);
const board = boardsOf(data, benchmark).current;
assert.ok(board);

for (const [name, chart] of Object.entries({ intervalChart, costChart, latencyChart })) {
  test(`${name} is small, inert, themed and says what it shows`, async () => {
    const spec = chart(board, models);
    assert.ok(spec);
    const svg = await chartSvg(spec, 'A "title" <b>', 'id');
    assert.ok(gzipSync(svg).length <= MAXIMUM_BYTES);
    assert.match(svg, /^<svg viewBox="0 0 430 \d+" .*role="img" aria-labelledby="id">/);
    assert.ok(svg.includes('<title id="id">A &#34;title&#34; &#60;b&#62;</title>'));
    assert.ok(svg.includes('fill="var(--verified)"'));
    assert.doesNotMatch(svg, /style=|<style|<script|<b>|on\w+=|NaN|undefined/);
  });

  test(`${name} is left out when nothing can be drawn`, () => {
    assert.equal(chart({ ...board, rows: [blankRow('a', {})] }, models), undefined);
  });
}

test('models that share a title keep rows of their own', async () => {
  const twins = modelViewsOf(data.models.map((model) => ({ ...model, title: 'Twin' })));
  const spec = intervalChart(board, twins);
  assert.ok(spec);
  const svg = await chartSvg(spec, 't', 'id');
  assert.equal(svg.match(/>Twin</g)?.length, data.models.length);
});

test('labels keep off marks and one another, and are dropped rather than piled up', () => {
  const pile = Array.from({ length: 12 }, () => ({ x: 100, y: 100, text: 'same place' }));
  const placed = placeLabels(pile, [], 400, 200).filter((place) => place !== undefined);
  assert.ok(placed.length > 0 && placed.length < pile.length);
  assert.equal(new Set(placed).size, placed.length);
  const atTheEdge = placeLabels([{ x: 395, y: 100, text: 'to the left' }], [], 400, 200);
  assert.equal(atTheEdge[0]?.align, 'right');
  const beside = placeLabels(
    [{ x: 100, y: 100, text: 'a' }],
    [{ x: 111, top: 0, bottom: 200 }],
    400,
    200,
  );
  assert.equal(beside[0]?.align, 'right');
});

test('long names are cut to the room there is, wide letters counting twice', () => {
  assert.equal(shortName('GPT-4o mini'), 'GPT-4o mini');
  assert.equal(shortName('abcdefghij', 6), 'abcde…');
  assert.equal(shortName('通义千问', 6), '通义…');
});
