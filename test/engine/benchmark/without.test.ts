import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROW_READERS } from '../../../engine/benchmark/rows/index.ts';
import { canRemove, withoutRecords } from '../../../engine/benchmark/rows/without.ts';

/** File, and what is left of it without the records called "b" and "d". */
const FILES: readonly (readonly [path: string, before: string, after: string])[] = [
  ['c.csv', 'id,q\na,1\nb,"2\n""two"""\nc,3\nd,4', 'id,q\na,1\nc,3\n'],
  ['c.csv', '\uFEFFid,q\r\n"b",1\r\na,2\r\n', '\uFEFFid,q\r\na,2\r\n'],
  ['c.tsv', 'id\tq\na\t1, 2\nb\t3\n', 'id\tq\na\t1, 2\n'],
  [
    'c.json',
    '[\n  { "id": "a" },\n  { "id": "b", "q": "],{" },\n  { "id": "c" },\n  { "id": "d" }\n]\n',
    '[\n  { "id": "a" },\n  { "id": "c" }\n]\n',
  ],
  ['c.json', '[{"id":"b"},{"id":"a"},{"id":"d"}]', '[{"id":"a"}]'],
  ['c.json', '[{"id":"b"}]', '[]'],
  ['c.jsonl', '{"id":"a"}\n\n  {"id":"b"}\n{"id":"c"}', '{"id":"a"}\n\n{"id":"c"}'],
  [
    'c.yaml',
    '# all of them\n- id: a # first\n  q: x\n# about b\n- id: b\n  q: y\n- { id: c }\n',
    '# all of them\n- id: a # first\n  q: x\n- { id: c }\n',
  ],
];

test('records are taken out of files of every kind, the rest as it was', async () => {
  for (const [path, before, after] of FILES) {
    const read = async (text: string) => {
      const reader = ROW_READERS[path.split('.')[1] ?? ''];
      assert.ok(reader);
      return reader(new TextEncoder().encode(text), path);
    };
    const { rows } = await read(before);
    const gone = rows.filter(({ fields }) => fields.id === 'b' || fields.id === 'd');
    const left = withoutRecords(
      path,
      before,
      gone.map(({ place }) => place),
    );
    assert.equal(left, after, path);
    const again = await read(left);
    assert.equal(again.rows.length, rows.length - gone.length);
  }
});

test('what has no text to cut is left to people', () => {
  assert.equal(canRemove('cases.parquet'), false);
  assert.equal(canRemove('cases.CSV'), true);
});
