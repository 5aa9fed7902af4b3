import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { boardsOf } from '../../site/lib/boards.ts';
import { chartSvg } from '../../site/lib/build/chart-svg.ts';
import { caseAnalysisOf } from '../../site/lib/case-analysis.ts';
import { scaled, shifted } from '../../site/lib/charts/bounds.ts';
import { caseCharts } from '../../site/lib/charts/case-charts.ts';
import { rowsOf } from '../../site/lib/charts/chart-view.ts';
import { costChart } from '../../site/lib/charts/cost-chart.ts';
import { intervalChart } from '../../site/lib/charts/interval-chart.ts';
import { placeLabels } from '../../site/lib/charts/labels.ts';
import { latencyChart } from '../../site/lib/charts/latency-chart.ts';
import { shortName } from '../../site/lib/charts/name.ts';
import { profileCharts } from '../../site/lib/charts/profile-chart.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { modelEntriesOf } from '../../site/lib/models.ts';
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

test('the charts of cases draw what the analysis counted', async () => {
  const analysis = await caseAnalysisOf(data, benchmark);
  const charts = caseCharts(analysis, models);
  assert.deepEqual(
    charts.map(({ id }) => id),
    ['difficulty', 'failures', 'heat'],
  );
  const [difficulty, failures, heat] = charts.map(rowsOf);
  const sum = (rows: Record<string, unknown>[] | undefined, field: string) =>
    (rows ?? []).reduce((total, row) => total + Number(row[field]), 0);
  assert.equal(sum(difficulty, 'cases'), analysis.cases.filter(({ scored }) => scored > 0).length);
  const failed = analysis.failures.flatMap(({ categories }) =>
    Object.entries(categories).flatMap(([name, calls]) => (name === 'passed' ? [] : [calls])),
  );
  assert.equal(
    sum(failures, 'calls'),
    failed.reduce((total, calls) => total + calls, 0),
  );
  assert.equal(heat?.length, analysis.models.length * analysis.cases.length);
  for (const chart of charts)
    assert.doesNotMatch(await chartSvg(chart.spec, 't', 'id'), /style=|<script|NaN|undefined/);
});

test('a model has a profile from two benchmarks on', async () => {
  const entries = modelEntriesOf(data);
  const entry = entries.find(({ id }) => id === 'openai/gpt-4o-mini');
  assert.ok(entry && entry.results.length > 1);
  const [chart] = profileCharts(entry);
  assert.ok(chart);
  assert.equal(rowsOf(chart).length, entry.results.length);
  assert.doesNotMatch(await chartSvg(chart.spec, 't', 'id'), /NaN|undefined/);
  assert.deepEqual(profileCharts({ ...entry, results: entry.results.slice(0, 1) }), []);
});

test('axes are brought nearer about their middle, logarithmic ones in logarithms', () => {
  assert.deepEqual(scaled([0, 100], 0.5, false), [25, 75]);
  assert.deepEqual(shifted([0, 100], 0.1, false), [10, 110]);
  const [low, high] = scaled([1, 10_000], 0.5, true);
  assert.ok(Math.abs(low - 10) < 1e-9 && Math.abs(high - 1000) < 1e-9);
});
