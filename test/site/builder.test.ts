import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { BENCHMARK_FILE, parseBenchmark } from '../../engine/benchmark/parse.ts';
import { diskFolder } from '../../engine/node/files.ts';
import { formatPosition, sortProblems, UserError } from '../../engine/problem.ts';
import { SCORERS } from '../../engine/scorers/index.ts';
import { folderFiles } from '../../site/lib/build/folders.ts';
import { draftOfZip, zipOf } from '../../site/lib/builder/archive.ts';
import { newFileAddress, singleFile } from '../../site/lib/builder/contribute.ts';
import { resolutionOf } from '../../site/lib/builder/cost.ts';
import { blankDraft, draftFrom } from '../../site/lib/builder/draft.ts';
import { changed, redone, startHistory, undone } from '../../site/lib/builder/history.ts';
import { checkDraft } from '../../site/lib/builder/problems.ts';
import { moved, readRecords, recordsText } from '../../site/lib/builder/records.ts';
import { scorerForms } from '../../site/lib/builder/schema-fields.ts';
import { withValue } from '../../site/lib/builder/yaml-edit.ts';
import { sampleOf } from '../../site/lib/run/sample.ts';
import { withoutKey } from '../../site/lib/run/secret.ts';

const INPUT = fileURLToPath(new URL('../input/validate', import.meta.url));
/** Folders whose files are bytes, links or no text, which a browser cannot hold as text. */
const NOT_TEXT = /utf-|symlink|not-utf|path-folder|parquet|bom/;

describe('the builder', () => {
  test('finds in every folder of mistakes what the command line finds', async () => {
    const names = readdirSync(INPUT).filter(
      (name) => existsSync(`${INPUT}/${name}/benchmarks/sums`) && !NOT_TEXT.test(name),
    );
    assert.ok(names.length > 60);
    for (const name of names) {
      const root = `${INPUT}/${name}`;
      const files = await folderFiles(root, 'benchmarks/sums');
      const read = await parseBenchmark(diskFolder(root, 'benchmarks/sums'));
      const checked = await checkDraft({ id: 'sums', files });
      assert.deepEqual(
        checked.problems.map((problem) => formatPosition(problem) + problem.message + problem.fix),
        sortProblems(read.problems).map(
          (problem) => formatPosition(problem) + problem.message + problem.fix,
        ),
        name,
      );
    }
  });

  test('leads a problem to the value it is about', async () => {
    const blank = blankDraft();
    const [file] = blank.files;
    const text = (file?.text ?? '').replace('ignore_case: true', 'ignore_case: 3');
    const { problems } = await checkDraft({
      ...blank,
      files: [{ name: BENCHMARK_FILE, text }, ...blank.files.slice(1)],
    });
    assert.deepEqual(problems[0]?.place.path, ['score', 0, 'ignore_case']);
  });

  test('has a form for every scorer', () => {
    const forms = scorerForms();
    assert.deepEqual(forms.map(({ type }) => type).sort(), Object.keys(SCORERS).sort());
    const number = forms.find(({ type }) => type === 'number');
    assert.deepEqual(
      number?.fields.find(({ name }) => name === 'pick'),
      {
        name: 'pick',
        kind: 'choice',
        description: 'Which number counts where the answer holds several and none is boxed.',
        required: false,
        values: ['first', 'last'],
        fallback: 'last',
      },
    );
  });

  test('writes one value and leaves the comments', () => {
    const text = '# first\ntitle: A # why\nscore:\n  - type: number\n';
    const written = withValue(withValue(text, ['title'], 'B: C'), ['score', 0, 'tolerance'], 0.5);
    assert.equal(
      written,
      '# first\ntitle: "B: C" # why\nscore:\n  - type: number\n    tolerance: 0.5\n',
    );
    assert.equal(withValue('a: [', ['a'], 1), 'a: [');
  });

  test('undoes what was typed into one field at once', () => {
    let history = startHistory('');
    for (const text of ['a', 'ab', 'abc']) history = changed(history, text, 'title');
    history = changed(history, 'abc!', 'description');
    assert.equal(undone(history).present, 'abc');
    assert.equal(undone(undone(history)).present, '');
    assert.equal(redone(undone(undone(history))).present, 'abc');
  });

  test('writes records as it read them', async () => {
    const text = 'id,question,expected\na,"one, ""two""\nthree",1\nb, x ,=2\n';
    const read = await readRecords({ name: 'cases.csv', text });
    assert.ok(read);
    const again = recordsText('cases.csv', read.rows, read.columns);
    const second = await readRecords({ name: 'cases.csv', text: again });
    assert.deepEqual(second?.rows, read.rows);
    assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
    assert.deepEqual(moved(['a', 'b'], 0, 5), ['a', 'b']);
  });

  test('opens no archive that is too large, no archive, and none without a benchmark', () => {
    const draft = blankDraft();
    assert.deepEqual(draftOfZip(zipOf(draft)), draft);
    assert.throws(() => draftOfZip(strToU8('nothing')), UserError);
    assert.throws(() => draftOfZip(zipSync({ 'a.txt': strToU8('a') })), /no benchmark\.yaml/);
    const bomb = zipSync({ 'benchmark.yaml': new Uint8Array(65_000_000) });
    assert.throws(() => draftOfZip(bomb), /too large/);
  });

  test('hands GitHub nothing that is another benchmark, or too long for an address', async () => {
    const draft = blankDraft();
    const { benchmark } = await checkDraft(draft);
    assert.ok(benchmark);
    const text = (await singleFile(draft, benchmark)) ?? '';
    const alone = await checkDraft({ id: draft.id, files: [{ name: BENCHMARK_FILE, text }] });
    assert.equal(alone.benchmark?.fingerprint, benchmark.fingerprint);
    assert.match(
      newFileAddress('a/b', 'main', 'x', text) ?? '',
      /^https:\/\/github\.com\/a\/b\/new/,
    );
    assert.equal(newFileAddress('a/b', 'main', 'x', 'x'.repeat(7_000)), undefined);
  });

  test('takes no draft from storage that is none', () => {
    for (const value of [null, 3, {}, { id: 'a', files: [] }, { id: 'a', files: [{ name: 1 }] }])
      assert.equal(draftFrom(value), undefined);
    assert.deepEqual(draftFrom({ ...blankDraft(), more: 1 }), blankDraft());
  });

  test('says what a number of cases can tell apart', () => {
    // (1.95996 + 0.84162) · √(0.2 / 100), Miller 2024, section 5.
    assert.equal(resolutionOf(100)?.effect.toFixed(4), '0.1253');
    assert.equal(resolutionOf(0), undefined);
  });

  test('draws the same sample whatever the order of the cases', async () => {
    const draft = blankDraft();
    const { benchmark } = await checkDraft(draft);
    assert.ok(benchmark);
    const reversed = { ...benchmark, cases: benchmark.cases.toReversed() };
    assert.deepEqual(sampleOf(benchmark, 1).cases, sampleOf(reversed, 1).cases);
    assert.equal(sampleOf(benchmark, 9), benchmark);
  });

  test('leaves no key in a text', () => {
    assert.equal(withoutKey('you sent sk-a/b+c123', 'sk-a/b+c123'), 'you sent [redacted]');
    assert.equal(withoutKey('sk-a%2Fb%2Bc123!', 'sk-a/b+c123'), '[redacted]!');
    assert.equal(withoutKey('a', ''), 'a');
  });
});
