import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type PreferenceVote,
  pairingsOf,
  pairKey,
  pairNames,
  parseVotes,
  preferenceBoard,
} from '../../../engine/judges/preferences.ts';
import { FIXTURE_BENCHMARKS } from '../../site/fixture/benchmarks.ts';
import { fixtureResults } from '../../site/fixture/results.ts';

const [benchmark] = FIXTURE_BENCHMARKS;
assert.ok(benchmark);
const rows = fixtureResults(benchmark);
const pairs = pairingsOf(rows, 'ada');
const votes = pairs.map((pair): PreferenceVote => {
  const { case_id, fingerprint } = pair.first;
  const shared = { case_id, fingerprint, voter: 'ada', seconds: 1, comment: '' };
  return { ...shared, ...pairNames(pair), better: 'first' };
});

describe('preferences', () => {
  test('each answer of a case meets two others at most, baselines none, and sides fall evenly', () => {
    assert.ok(pairs.every(({ first, second }) => first.case_hash === second.case_hash));
    assert.ok(pairs.every(({ first, second }) => first.output !== second.output));
    assert.ok(pairs.every(({ first, second }) => ![first.tier, second.tier].includes('baseline')));
    const seen = Map.groupBy(
      pairs.flatMap(({ first, second }) => [first, second]),
      ({ case_hash, output }) => `${case_hash} ${output}`,
    );
    assert.ok([...seen.values()].every(({ length }) => length <= 2));
    assert.equal(new Set(pairs.map((pair) => pairKey(pairNames(pair)))).size, pairs.length);
    const alphabetical = pairs.filter(({ first, second }) => first.model < second.model).length;
    const share = alphabetical / pairs.length;
    assert.ok(share > 0.35 && share < 0.65, String(share));
  });

  test('a voter gets the same pairs again, whatever the order of the rows; another gets others', () => {
    const names = (voter: string, from = rows) =>
      pairingsOf(from, voter).map((pair) => pairKey(pairNames(pair)));
    assert.deepEqual(names('ada', rows.toReversed()).toSorted(), names('ada').toSorted());
    assert.notDeepEqual(names('bob'), names('ada'));
  });

  test('a board tells the side, and counts no vote on an answer that is gone', () => {
    const board = preferenceBoard(rows, votes);
    assert.deepEqual([board?.first_percent, board?.votes, board?.ties], [100, votes.length, 0]);
    const gone = votes.map((vote) => ({ ...vote, first: '0'.repeat(64) }));
    assert.equal(preferenceBoard(rows, gone), undefined);
  });

  test('votes of one case give no rating', () => {
    const [vote] = votes;
    assert.ok(vote);
    const turned = { ...vote, first: vote.second, second: vote.first };
    assert.equal(preferenceBoard(rows, [vote, turned])?.fit.status, 'too_few_clusters');
    assert.equal(preferenceBoard(rows, [vote])?.fit.status, 'not_connected');
  });

  test('a line that is no vote is counted', () => {
    const [vote] = votes;
    const { better: _, ...incomplete } = vote ?? votes[0] ?? {};
    const text = [vote, incomplete, { ...vote, model: 'x' }]
      .map((value) => JSON.stringify(value))
      .join('\n');
    assert.deepEqual(parseVotes(text).wrong, [2, 3]);
  });
});
