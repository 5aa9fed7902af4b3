import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { corpus, labelledQueries } from '../../../bench/search/corpus.ts';
import { libraryOf, measure, ndcg } from '../../../bench/search/quality.ts';
import { buildIndex } from '../../../engine/search/build.ts';
import type { SearchDocuments } from '../../../engine/search/document.ts';
import { everyFacet } from '../../../engine/search/facets.ts';
import { openLibrary } from '../../../engine/search/library.ts';
import { search } from '../../../engine/search/search.ts';
import { similarBenchmarks } from '../../../engine/search/similar.ts';

const plain = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('');
const marked = (parts: readonly { text: string; isMarked: boolean }[]) =>
  parts.filter(({ isMarked }) => isMarked).map(({ text }) => text);

function small(): SearchDocuments {
  const entry = (
    id: string,
    title: string,
    description: string,
    tags: string[],
    language = 'en',
  ) => ({
    id,
    title,
    description,
    tags,
    facets: { ...everyFacet((): string[] => []), tag: tags, language: [language] },
  });
  return {
    benchmarks: [
      entry('bills', 'Splitting bills', 'Who owes how much at the café?', ['math', 'food']),
      entry('chess', 'Mate in one', 'Chess positions with one winning move.', ['games']),
      entry(
        'recipes',
        'Scaling recipes',
        'Rezepte für mehr Gäste, Straße und Küche.',
        ['math', 'food'],
        'de',
      ),
    ],
    cases: [
      { benchmark: 0, id: 'b-1', text: 'Three friends share a pizza of 12 euros.' },
      { benchmark: 1, id: 'c-1', text: 'White queen on d7, black king on h8.' },
      { benchmark: 1, id: 'c-2', text: '白のクイーンはd7にあります。' },
    ],
  };
}

async function open(documents: SearchDocuments) {
  const { files } = buildIndex(documents);
  return openLibrary(async (name) => files.get(name) ?? new Uint8Array());
}

describe('retrieval', () => {
  test('text and meaning together find what other words ask for, words alone do not', async () => {
    const library = await libraryOf();
    const queries = labelledQueries();
    assert.equal(queries.length, 60);
    const [hybrid, words] = [
      measure(library, queries, 'hybrid'),
      measure(library, queries, 'text'),
    ];
    assert.ok(hybrid.recall > 0.72, `recall ${hybrid.recall}`);
    assert.ok(hybrid.recall > words.recall + 0.25, `${hybrid.recall} against ${words.recall}`);
    assert.ok(hybrid.ndcg > words.ndcg + 0.2, `${hybrid.ndcg} against ${words.ndcg}`);
  });

  test('a title finds its benchmark first', async () => {
    const library = await libraryOf();
    const missed = corpus().benchmarks.filter(
      ({ id, title }) => search(library, { text: title }).hits[0]?.benchmark !== id,
    );
    assert.ok(missed.length <= 5, missed.map(({ title }) => title).join(', '));
  });

  test('NDCG of a hand-made ranking', () => {
    const query = { text: '', relevant: ['a', 'b'] };
    assert.equal(ndcg(['a', 'b'], query), 1);
    // Gains 1, 0, 2 discounted by log2(2), log2(3), log2(4), against 2, 1.
    assert.ok(Math.abs(ndcg(['b', 'x', 'a'], query) - 2 / (2 + 1 / Math.log2(3))) < 1e-12);
  });
});

describe('search', () => {
  test('understands typing errors, accents and beginnings', async () => {
    const library = await open(small());
    const first = (text: string) => search(library, { text }).hits[0]?.benchmark;
    assert.equal(first('chees'), 'chess');
    assert.deepEqual(search(library, { text: 'positoins' }).corrected.length, 1);
    assert.equal(first('CAFE'), 'bills');
    assert.equal(first('strasse'), 'recipes');
    assert.equal(first('rezep'), 'recipes');
    assert.equal(first('クイーン'), 'chess');
  });

  test('finds a benchmark by its cases and marks what matched', async () => {
    const [hit] = search(await open(small()), { text: 'pizza' }).hits;
    assert.equal(hit?.benchmark, 'bills');
    assert.equal(hit?.cases[0]?.case, 'b-1');
    assert.deepEqual(marked(hit?.cases[0]?.text ?? []), ['pizza']);
    assert.match(hit?.why ?? '', /cases: 1/);
  });

  test('marks parts that together are the text', async () => {
    const [hit] = search(await open(small()), { text: 'winning positions' }).hits;
    assert.equal(plain(hit?.excerpt ?? []), 'Chess positions with one winning move.');
    assert.deepEqual(marked(hit?.excerpt ?? []), ['positions', 'winning']);
    assert.match(hit?.why ?? '', /description: positions, winning/);
  });

  test('narrows by facets and counts what each would leave', async () => {
    const library = await open(small());
    const all = search(library, { text: '' });
    assert.deepEqual(
      [all.total, all.hits.map(({ benchmark }) => benchmark)],
      [3, ['chess', 'recipes', 'bills']],
    );
    const both = search(library, { text: '', facets: { tag: ['food', 'math'], language: ['de'] } });
    assert.deepEqual(
      both.hits.map(({ benchmark }) => benchmark),
      ['recipes'],
    );
    const count = (value: string) => both.facets.language.find((one) => one.value === value)?.count;
    // Another language instead of this one would leave one benchmark too.
    assert.deepEqual([count('de'), count('en')], [1, 1]);
    assert.equal(search(library, { text: '', facets: { tag: ['none'] } }).total, 0);
  });

  test('finds nothing for words without a meaning, and does not fail on awkward ones', async () => {
    const library = await open(small());
    for (const text of [
      '\u0000',
      '((((',
      'constructor __proto__',
      '🙂🙂',
      'a'.repeat(5000),
      'the of and',
    ])
      assert.ok(search(library, { text }).hits.length <= 3, text.slice(0, 20));
    assert.equal(search(library, { text: '987654321' }).total, 0);
  });

  test('similar benchmarks share words or meaning', () => {
    const documents = corpus();
    const { space } = buildIndex(documents);
    const similar = similarBenchmarks(documents, space, 5);
    assert.ok(similar.get('mental-sums')?.every(({ id }) => id !== 'mental-sums'));
    assert.ok(similar.get('sql-schools')?.some(({ id }) => id === 'sql-joins'));
    assert.ok(similar.get('jailbreak-plays')?.length);
  });
});
