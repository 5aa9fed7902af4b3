import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { corpus } from '../../../bench/search/corpus.ts';
import { buildIndex } from '../../../engine/search/build.ts';
import { symmetricEigen } from '../../../engine/search/eigen.ts';
import { openLibrary } from '../../../engine/search/library.ts';
import { INDEX_FILE } from '../../../engine/search/pack.ts';
import { IndexError } from '../../../engine/search/read.ts';
import { search } from '../../../engine/search/search.ts';
import { rightVectors } from '../../../engine/search/svd.ts';
import { spaceFromTerms, termsOf } from '../../../engine/search/term-vectors.ts';
import { wordsOf } from '../../../engine/search/words.ts';

const close = (a: number, b: number, within = 1e-9) =>
  assert.ok(Math.abs(a - b) < within, `${a} is not ${b}`);

describe('the decomposition', () => {
  test('eigenvalues of a known matrix', () => {
    // [[2, 1], [1, 2]] has 3 along (1, 1) and 1 along (1, −1).
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    close(values[0] ?? 0, 3);
    close(values[1] ?? 0, 1);
    close(Math.abs(vectors[0] ?? 0), Math.SQRT1_2);
    close(vectors[0] ?? 0, vectors[2] ?? 1);
  });

  test('singular values of a known matrix', () => {
    // [[3, 0], [4, 5]] has √45 and √5, as in Strang, Introduction to Linear Algebra, 5th ed., 7.2.
    const rows = [
      { columns: [0], values: [3] },
      { columns: [0, 1], values: [4, 5] },
    ];
    const { values, places } = rightVectors(rows, 2, 2);
    close(values[0] ?? 0, Math.sqrt(45));
    close(values[1] ?? 0, Math.sqrt(5));
    close(Math.abs(places[0] ?? 0), Math.SQRT1_2);
  });

  test('a matrix of rank one has one vector', () => {
    const rows = [1, 2, 3].map((scale) => ({ columns: [0, 1], values: [scale, 2 * scale] }));
    const { dimensions, values } = rightVectors(rows, 2, 2);
    assert.equal(dimensions, 1);
    close(values[0] ?? 0, Math.sqrt(70));
  });
});

describe('an index', () => {
  test('has equal bytes for equal documents, in whatever order they came', () => {
    const documents = corpus();
    const [one, other] = [buildIndex(documents).files, buildIndex(corpus()).files];
    assert.deepEqual([...one], [...other]);
    assert.ok(one.size === 5 && one.has(INDEX_FILE));
  });

  test('weighs what it may', () => {
    const sizes = [...buildIndex(corpus()).files].map(
      ([name, { length }]) => [name, length] as const,
    );
    const vectors = sizes.find(([name]) => /^benchmarks.*bin$/.test(name))?.[1];
    assert.equal(vectors, corpus().benchmarks.length * 64);
    const table = sizes.find(([name]) => name.startsWith('table'))?.[1] ?? 0;
    assert.ok(table <= 180_000, `${table} bytes`);
  });

  test('of nothing finds nothing', async () => {
    const { files } = buildIndex({ benchmarks: [], cases: [] });
    const library = await openLibrary(async (name) => files.get(name) ?? new Uint8Array());
    assert.equal(search(library, { text: 'anything' }).total, 0);
  });

  test('reads more cases only for the benchmarks that ask for them', async () => {
    const { benchmarks } = corpus();
    const cases = Array.from({ length: 5_400 }, (_, index) => ({
      benchmark: index < 5_000 ? 0 : 1,
      id: `c-${index}`,
      text: index === 5_399 ? 'a zephyrean question' : 'plain',
    }));
    const { files } = buildIndex({ benchmarks, cases });
    const asked: string[] = [];
    const library = await openLibrary(
      async (name) => {
        asked.push(name);
        return files.get(name) ?? new Uint8Array();
      },
      { most: 100 },
    );
    assert.equal(library.isWhole(), false);
    assert.equal(library.cases.length, 0);
    await library.readCasesOf([1]);
    assert.equal(library.cases.length, 400);
    assert.equal(asked.filter((name) => name.startsWith('cases-')).length, 2);
    const [hit] = search(library, { text: 'zephyrean' }).hits;
    assert.deepEqual([hit?.benchmark, hit?.cases[0]?.case], [benchmarks[1]?.id, 'c-5399']);
    await library.readCasesOf([0, 1]);
    assert.equal(library.isWhole(), true);
  });
});

/** What a damaged or hostile file does to the manifest, or to any other file. */
const DAMAGES: readonly (readonly [string, (text: string) => string])[] = [
  ['no JSON', () => '{'],
  ['another format', (text) => text.replace('"format":1', '"format":2')],
  ['a path', (text) => text.replace(/"documents":"[^"]*"/, '"documents":"../../secret.json"')],
  ['an address', (text) => text.replace(/"vectors":"[^"]*"/, '"vectors":"https://x.bin"')],
  ['too many dimensions', (text) => text.replace('"dimensions":64', '"dimensions":640')],
  ['other dimensions', (text) => text.replace('"dimensions":64', '"dimensions":63')],
  ['another count', (text) => text.replace(/"count":\d+/, '"count":3')],
  ['a negative count', (text) => text.replace(/"count":\d+/, '"count":-1')],
];

describe('a damaged index is refused', () => {
  const { files } = buildIndex(corpus());
  for (const [name, damage] of DAMAGES)
    test(name, async () => {
      const text = new TextDecoder().decode(files.get(INDEX_FILE));
      const damaged = damage(text);
      assert.notEqual(damaged, text);
      const read = async (file: string) =>
        file === INDEX_FILE
          ? new TextEncoder().encode(damaged)
          : (files.get(file) ?? new Uint8Array());
      await assert.rejects(openLibrary(read), IndexError);
    });
});

describe('words', () => {
  test('are folded, stemmed and found where they stand', () => {
    const text = 'Zoë’s Straßen: calculations, 12.5 and 汇率是';
    const words = wordsOf(text);
    assert.deepEqual(
      words.map(({ folded }) => folded),
      ['zoe', 's', 'strassen', 'calculations', '12', '5', 'and', '汇率', '率是'],
    );
    assert.equal(words[3]?.stem, 'calcul');
    for (const { start, end } of words.slice(0, 2))
      assert.match(text.slice(start, end), /^\p{L}+$/u);
  });
});

describe('vectors of an API', () => {
  const texts = ['dogs bark', 'cats purr', 'puppies bark loudly'];
  const axis = new Map([
    ['dogs', 0],
    ['puppies', 0],
    ['cats', 1],
  ]);
  const embed = async (words: readonly string[]) =>
    words.map((word, index) =>
      Array.from({ length: 80 }, (_, column) => {
        const own = axis.get(word);
        return own === undefined ? (column === 2 + (index % 78) ? 1 : 0) : column === own ? 5 : 0;
      }),
    );

  test('put words where the model puts them', async () => {
    const documents = {
      benchmarks: texts.map((description, index) => ({
        id: `t${index}`,
        title: '',
        description,
        tags: [],
        facets: corpus().benchmarks[0]?.facets ?? assert.fail(),
      })),
      cases: [],
    };
    const { files } = buildIndex(documents, await spaceFromTerms(texts, embed));
    const library = await openLibrary(async (name) => files.get(name) ?? new Uint8Array());
    const [first] = search(library, { text: 'puppies', mode: 'meaning' }).hits;
    assert.ok(['t0', 't2'].includes(first?.benchmark ?? ''));
    assert.equal(search(library, { text: 'cats', mode: 'meaning' }).hits[0]?.benchmark, 't1');
  });

  test('are asked for by the commonest spelling of each stem', () => {
    const terms = termsOf(['test tests tests', 'tests']);
    assert.deepEqual(
      terms.map(({ word }) => word),
      ['tests'],
    );
  });

  test('have to be one for each word', async () => {
    await assert.rejects(
      spaceFromTerms(texts, async () => [[1]]),
      RangeError,
    );
  });
});
