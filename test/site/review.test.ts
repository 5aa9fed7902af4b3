import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabels } from '../../engine/judges/labels.ts';
import { reviewable, sheetOf, verdictsOf } from '../../site/lib/review/sheet.ts';
import {
  agreementOf,
  contributePage,
  keyOf,
  labelLines,
  voteOf,
  votesOf,
} from '../../site/lib/review/votes.ts';
import { openSource } from './fixture.ts';

describe('review in the browser', () => {
  test('a sheet names no model and no verdict, and holds each answer of a kind once', async () => {
    const data = await openSource();
    const [benchmark, ...others] = reviewable(data);
    assert.ok(benchmark);
    assert.deepEqual([benchmark.id, others.length], ['proverb-sense', 0]);
    const sheet = await sheetOf(data, benchmark);
    const text = JSON.stringify(sheet);
    assert.doesNotMatch(text, /"(?:model|passed|verdict|score)"|gpt-4o|contested/);
    for (const source of ['random', 'queue']) {
      const keys = sheet.items.filter((item) => item.source === source).map(keyOf);
      assert.ok(keys.length > 0, source);
      assert.equal(new Set(keys).size, keys.length, source);
    }
    const verdicts = await verdictsOf(data, benchmark);
    assert.ok(sheet.items.every((item) => verdicts[keyOf(item)] !== undefined));
  });

  test('labels are what benchmarkhub review writes; agreement counts decided random ones', async () => {
    const data = await openSource();
    const [benchmark] = reviewable(data);
    assert.ok(benchmark);
    const sheet = await sheetOf(data, benchmark);
    const verdicts = await verdictsOf(data, benchmark);
    const random = sheet.items.filter(({ source }) => source === 'random').slice(0, 10);
    const votes = Object.fromEntries(
      random.map((item, index) => {
        const said = verdicts[keyOf(item)] === 'pass' ? 'pass' : 'fail';
        const other = said === 'pass' ? 'fail' : 'pass';
        const label = index === 9 ? 'cannot_tell' : index === 8 ? other : said;
        return [keyOf(item), voteOf(item, label, 1.234, '<b>')] as const;
      }),
    );
    // Wilson (1927), equation of the score interval worked out by hand for 8 of 9.
    const agreement = agreementOf(sheet, votes, verdicts);
    assert.deepEqual([agreement?.same, agreement?.of], [8, 9]);
    assert.equal(agreement?.low.toFixed(4), '0.5650');
    assert.equal(agreement?.high.toFixed(4), '0.9801');
    const lines = labelLines(sheet, votes, 'ada');
    const { labels, wrong } = parseLabels(lines);
    assert.deepEqual([labels.length, wrong], [10, []]);
    assert.equal(labels[0]?.seconds, 1.2);
    const long = contributePage('a/b', 'main', 'x', 'ada', lines.repeat(3));
    assert.equal(long, 'https://github.com/a/b/upload/main/reviews/x');
  });

  test('what a browser kept is believed only where it is a vote', () => {
    assert.deepEqual(
      votesOf('{"a":{"label":"pass","source":"queue","seconds":1,"comment":""},"b":{"label":"x"}}'),
      {
        a: { label: 'pass', source: 'queue', seconds: 1, comment: '' },
      },
    );
    assert.deepEqual([votesOf(null), votesOf('{'), votesOf('7')], [{}, {}, {}]);
  });
});
