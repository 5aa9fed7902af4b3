import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { readRecords } from '../../../engine/exchange/import/source.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { readZip, ZIP_LIMITS, ZipError } from '../../../engine/exchange/zip.ts';
import { workbook } from './workbook.ts';

const SAMPLE = {
  id: 'a',
  epoch: 1,
  input: 'attachment://0f',
  attachments: { '0f': 'a long question' },
  output: { choices: [{ message: { content: '2' }, stop_reason: 'stop' }] },
  scores: { match: { value: 'C' } },
};
const LOG: Record<string, unknown> = {
  'header.json': { eval: { model: 'x/m' }, stats: { started_at: '2026-01-01T00:00:00Z' } },
  'samples/a_epoch_1.json': SAMPLE,
  'samples/b_epoch_1.json': { ...SAMPLE, id: 'b', error: { message: 'no answer' } },
  '_journal/summaries/1.json': [],
};

function archive(members: Record<string, unknown>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name, strToU8(JSON.stringify(value))]),
    ),
  );
}

async function readLog(bytes: Uint8Array) {
  const notes = new Notes();
  const reader = RECORDING_READERS['inspect-log'];
  const files = [{ path: 'log.eval', bytes }];
  return { read: (await reader?.read({ files, notes, model: undefined })) ?? [], notes };
}

test('an .eval archive gives its samples, long texts filled in, and says what failed', async () => {
  const { read, notes } = await readLog(archive(LOG));
  assert.deepEqual(notes.all, []);
  assert.deepEqual(
    read.map(({ caseId, question, output, outcome, score, place }) => [
      caseId,
      question,
      output,
      outcome,
      score,
      place.file,
    ]),
    [
      ['a', 'a long question', '2', 'answered', 1, 'log.eval/samples/a_epoch_1.json'],
      ['b', 'a long question', null, 'provider_error', 1, 'log.eval/samples/b_epoch_1.json'],
    ],
  );
});

test('a log that was cut off before its header is read from its journal', async () => {
  const { 'header.json': header, ...rest } = LOG;
  const { read } = await readLog(archive({ ...rest, '_journal/start.json': header }));
  assert.equal(read.length, 2);
});

/** Rewrites the only member of an archive as one packed with Zstandard (method 93). */
function asZstd(name: string, content: Uint8Array): Uint8Array {
  const packed = zstdCompressSync(content);
  const bytes = zipSync({ [name]: packed }, { level: 0 });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 6, true);
  view.setUint16(directory + 10, 93, true);
  view.setUint32(directory + 24, content.length, true);
  return bytes;
}

test('members packed with Zstandard are read', () => {
  const content = strToU8('the same text again and again, '.repeat(100));
  const [member] = readZip(asZstd('a.json', content));
  assert.deepEqual(Buffer.from(member?.unpack() ?? []), Buffer.from(content));
});

test('archives that are cut off, damaged or bombs end in an error before they are unpacked', () => {
  const whole = archive(LOG);
  for (let length = 0; length < whole.length; length += 7) {
    const read = () => readZip(whole.slice(0, length)).map((member) => member.unpack());
    assert.throws(read, ZipError, `${length} bytes`);
  }
  const huge = archive({ a: 'x' });
  const view = new DataView(huge.buffer, huge.byteOffset);
  view.setUint32(view.getUint32(huge.length - 6, true) + 24, ZIP_LIMITS.memberBytes + 1, true);
  assert.throws(() => readZip(huge)[0]?.unpack(), /more than 64000000 bytes/);

  const bomb = zipSync({ a: new Uint8Array(50_000_000) }, { level: 0 });
  const [member] = readZip(bomb);
  for (let again = 0; again < 5; again++) member?.unpack();
  assert.throws(() => member?.unpack(), /together/);
});

test('flipped bytes never throw anything but the error for the user', () => {
  const whole = archive(LOG);
  for (let at = 0; at < whole.length; at++) {
    const bytes = whole.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    try {
      for (const each of readZip(bytes)) each.unpack();
    } catch (error) {
      assert.ok(error instanceof ZipError, `byte ${at}: ${error}`);
    }
  }
});

const CELLS = `<row r="1"><c r="A1" t="inlineStr"><is><t>question</t></is></c><c r="B1" t="inlineStr"><is><t>expected</t></is></c><c r="C1" t="inlineStr"><is><t>due</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>1 + 1 &lt; 3?</t></is></c><c r="B2"><v>2</v></c><c r="C2" s="1"><v>45000</v></c><c r="D2"><v>7</v></c></row>
<row r="4"><c r="A4" t="inlineStr"><is><t>Is it?</t></is></c><c r="B4" t="b"><v>1</v></c></row>`;

test('an Excel workbook is read as records, with the row of each', async () => {
  const notes = new Notes();
  const rows = await readRecords({ path: 'cases.xlsx', bytes: workbook(CELLS) }, notes);
  assert.deepEqual(rows, [
    {
      fields: { question: '1 + 1 < 3?', expected: 2, due: '2023-03-15' },
      place: { file: 'cases.xlsx', line: 2 },
    },
    {
      fields: { question: 'Is it?', expected: true, due: null },
      place: { file: 'cases.xlsx', line: 4 },
    },
  ]);
  assert.deepEqual(
    notes.all.map(({ item, reason }) => [item, reason]),
    [['column 4', 'it has no name']],
  );
});

test('what is no workbook is noted with what to do', async () => {
  for (const bytes of [strToU8('a,b\n1,2\n'), archive({ a: 1 })]) {
    const notes = new Notes();
    const rows = await readRecords({ path: 'cases.xlsx', bytes }, notes);
    assert.deepEqual(rows, []);
    assert.match(notes.all[0]?.fix ?? '', /\.xlsx or \.csv/);
  }
});
