import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Expected } from '../../../engine/benchmark/benchmark.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { porterStem } from '../../../engine/scorers/text/porter.ts';
import { scoreBy } from './helpers.ts';

/** What a reference implementation says of one answer. */
interface Vector {
  readonly options: JsonObject;
  readonly answer: string;
  readonly expected: Expected;
  readonly value: number;
}

const FOLDER = new URL('vectors/', import.meta.url);
const STEMS = 'porter-stems.jsonl';
/** Agreement to four decimals. */
const TOLERANCE = 0.00005;

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl') && name !== STEMS);

for (const file of files) {
  const { made, lines: vectors } = read<Vector>(file);
  const type = file.replace('.jsonl', '');
  test(`${type}: its ${vectors.length} values are those of ${made}`, () => {
    const wrong = vectors.flatMap((vector) => {
      const score = scoreBy(type, vector.options, vector.answer, vector.expected);
      const isRight = score.value !== null && Math.abs(score.value - vector.value) < TOLERANCE;
      return isRight ? [] : [{ ...vector, score }];
    });
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} of ${vectors.length} differ`);
  });
}

test('the stems of English words are those of NLTK', () => {
  const pairs = read<Record<string, string>>(STEMS).lines.flatMap((line) => Object.entries(line));
  assert.ok(pairs.length > 1000);
  const wrong = pairs.filter(([word, stem]) => porterStem(word) !== stem);
  assert.deepEqual(wrong, []);
});

/** The first line of a file says how the others were made. */
function read<Line>(file: string): { readonly made: string; readonly lines: readonly Line[] } {
  const text = readFileSync(new URL(file, FOLDER), 'utf8').trim();
  const [head, ...lines] = text.split('\n').map((line) => JSON.parse(line));
  return { made: head.made, lines };
}
