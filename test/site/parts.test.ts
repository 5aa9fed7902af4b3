import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { badgeRows, badgeSvg } from '../../site/lib/badge.ts';
import { boardCsv } from '../../site/lib/board-csv.ts';
import { hideableColumns, presetsOf, vendorsOf } from '../../site/lib/board-tools.ts';
import { boardsOf } from '../../site/lib/boards.ts';
import { chartSvg } from '../../site/lib/build/chart-svg.ts';
import { caseAnalysisOf } from '../../site/lib/case-analysis.ts';
import { categoriesOf, difficultyFinding, failureFinding } from '../../site/lib/case-findings.ts';
import { difficultyChart } from '../../site/lib/charts/difficulty-chart.ts';
import { historyChart } from '../../site/lib/charts/history-chart.ts';
import { heatMapOf } from '../../site/lib/heat-map.ts';
import { breaksOf, historyOf } from '../../site/lib/history.ts';
import { historyFinding } from '../../site/lib/history-finding.ts';
import { modelViewsOf } from '../../site/lib/model-view.ts';
import { blankRow } from './fixture/boards.ts';
import { openSource } from './fixture.ts';

const MAXIMUM_BYTES = 4096;

const data = await openSource();
const models = modelViewsOf(data.models);
const [currency, proverbs, tables, many] = data.benchmarks;
assert.ok(currency && proverbs && tables && many);
const board = boardsOf(data, currency).current;
assert.ok(board);

test('a history breaks where the cases changed, and leaves baselines out', async () => {
  const points = await historyOf(data, currency);
  assert.equal(breaksOf(points).length, 1);
  assert.ok(
    points.every(
      ({ tier, low, score, high }) => tier !== 'baseline' && low <= score && score <= high,
    ),
  );
  assert.match(
    historyFinding(points),
    /^4 runs since 12 Oct 2026,.* The dashed line marks a change/,
  );
  const spec = historyChart(points, models);
  assert.ok(spec);
  const svg = await chartSvg(spec, 'title', 'id');
  assert.ok(gzipSync(svg).length <= MAXIMUM_BYTES);
  assert.doesNotMatch(svg, /style=|<style|<script|NaN|undefined/);
  assert.equal(historyChart(points.slice(0, 2), models), undefined);
  assert.equal(historyChart([], models), undefined);
});

test('difficulty counts every case once and says what cannot tell models apart', async () => {
  const analysis = await caseAnalysisOf(data, currency);
  assert.equal(analysis.baselinesOnly, false);
  assert.match(difficultyFinding(analysis), /^Of 70 cases, \d+ were passed by each of 7 models/);
  const spec = difficultyChart(analysis);
  assert.ok(spec && 'data' in spec && spec.data && 'values' in spec.data);
  const values = spec.data.values as { cases: number }[];
  assert.equal(
    values.reduce((sum, { cases }) => sum + cases, 0),
    70,
  );
  const svg = await chartSvg(spec, 'title', 'id');
  assert.ok(gzipSync(svg).length <= MAXIMUM_BYTES);
  assert.doesNotMatch(svg, /style=|<style|<script|NaN|undefined/);
  const nothing = await caseAnalysisOf(data, tables);
  assert.equal(difficultyChart(nothing), undefined);
  assert.equal(heatMapOf(nothing), undefined);
});

test('a heat map draws each cell once, in few bytes, for the longest board too', async () => {
  const analysis = await caseAnalysisOf(data, currency);
  const map = heatMapOf(analysis);
  assert.ok(map);
  assert.equal(map.columns, 70);
  const lengthOf = (path: string) =>
    [...path.matchAll(/h(\d+)/g)].reduce((sum, [, length]) => sum + Number(length), 0);
  const scores = analysis.models.flatMap((model) => [...model.scores]);
  assert.equal(lengthOf(map.passed), scores.filter((score) => score === 1).length);
  assert.equal(lengthOf(map.missing), scores.filter((score) => score === null).length);
  assert.equal(map.partial, '');
  const trials = heatMapOf(await caseAnalysisOf(data, proverbs));
  assert.ok(trials && lengthOf(trials.partial) > 0);
  const long = heatMapOf(await caseAnalysisOf(data, many));
  assert.equal(long?.rows.length, 24);
  assert.ok(gzipSync(JSON.stringify(long)).length <= MAXIMUM_BYTES);
});

test('failures are told apart from answers that could not be had', async () => {
  const { failures } = await caseAnalysisOf(data, currency);
  assert.deepEqual(categoriesOf(failures), { failed: ['wrong_value'], missing: ['rate_limited'] });
  assert.match(
    failureFinding({ failures }),
    /^All \d+ answers that did not pass are of one kind: wrong value\.$/,
  );
  assert.equal(failureFinding({ failures: [] }), 'No answer failed.');
});

test('a badge says score, interval, rank and tier, and is plain text inside', () => {
  const rows = badgeRows(board);
  assert.equal(new Set(rows.map(({ model }) => model)).size, rows.length);
  const hostile = { ...proverbs, title: '</svg><script>x' };
  const svg = badgeSvg(hostile, rows[0] ?? blankRow('a', {}));
  assert.doesNotMatch(svg, /<script|<\/svg>./);
  const row = rows.find(({ model }) => model === 'google/gemini-2.5-flash');
  assert.ok(row);
  assert.match(badgeSvg(currency, row), />88\.7 \(78\.5–94\.4\) · rank 1–4<\/text>/);
  const sent = { ...row, tier: 'self_reported' as const };
  assert.match(badgeSvg(currency, sent), /· self-reported<\/text>/);
});

test('the file of a board has a line for each row, in order, and no formulas', () => {
  const rows = [{ ...blankRow('=1+1\nb', {}), score: 0.5 }, ...board.rows];
  const csv = boardCsv({ ...board, rows }, models);
  assert.equal(csv.split('\n').length, rows.length + 2);
  const lines = csv.split('\n');
  assert.match(lines[0] ?? '', /^rank_low,rank_high,model,title,tier,score,low,high,/);
  assert.match(lines[1] ?? '', /^,,'=1\+1 b,'=1\+1 b,verified,0\.5,/);
  const { model, score } = board.rows[2] ?? blankRow('', {});
  assert.ok(lines[4]?.includes(`,${model},`) && lines[4].includes(`,${score},`));
});

test('presets and choices are offered only where they change something', () => {
  const names = presetsOf(board, models).map(({ name }) => name);
  assert.deepEqual(names, [
    'All',
    'Open weights',
    'Verified only',
    'Cheapest first',
    'Fastest first',
  ]);
  const alone = { ...board, rows: [blankRow('a', { score: 1 })] };
  assert.deepEqual(
    presetsOf(alone, models).map(({ name }) => name),
    ['All'],
  );
  assert.ok(vendorsOf(board, models).includes('<b>Evil</b> & Co'));
  assert.deepEqual(hideableColumns(board)[4], { name: 'Missing', place: 8 });
  assert.equal(hideableColumns(alone)[4]?.name, 'Date');
});
