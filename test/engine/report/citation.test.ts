import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { apaOf, bibtexOf, cffOf, citableId } from '../../../engine/report/citation.ts';
import { FIXTURE_BENCHMARKS } from '../../site/fixture/benchmarks.ts';

const [plain, hostile, anonymous] = FIXTURE_BENCHMARKS;
assert.ok(plain && hostile && anonymous);
const publication = { publisher: 'Hub & Co', year: '2026', address: 'https://example.org/b/' };

test('a citation pins the fingerprint and survives names that TeX would read', () => {
  const bibtex = bibtexOf(hostile, publication);
  assert.match(bibtex, /^@misc\{proverb-sense-[\d.]+,$/m);
  assert.match(
    bibtex,
    /author {4}= \{\{Omar \\& Li\} and \{Zoë O’Neill \\\{TeX\\\} \\\$x\\_1\\\$\}\},/,
  );
  assert.match(bibtex, /publisher = \{Hub \\& Co\},/);
  assert.ok(bibtex.includes(hostile.fingerprint.slice(0, 12)));
  assert.equal(
    apaOf(plain, publication),
    `Example, A. (2026). Currency conversion in prose (Version 1.2.0, ${citableId(plain)}) [Data set]. Hub & Co. https://example.org/b/`,
  );
});

test('a CITATION.cff is YAML with the fields that its schema requires', () => {
  const cff = parse(cffOf(plain, publication));
  assert.equal(cff['cff-version'], '1.2.0');
  assert.equal(cff.type, 'dataset');
  assert.equal(cff.title, plain.title);
  assert.deepEqual(cff.authors, [
    {
      'family-names': 'Example',
      'given-names': 'Ada',
      orcid: 'https://orcid.org/0000-0002-1825-0097',
    },
  ]);
  assert.equal(cff.identifiers[0].value, citableId(plain));
  assert.equal(cff.identifiers[1].value, plain.fingerprint);
  assert.deepEqual(parse(cffOf(hostile, publication)).authors[0], { name: 'Omar & Li' });
});

test('a benchmark without authors is cited by who publishes it', () => {
  const { address, ...bare } = publication;
  assert.equal(address, 'https://example.org/b/');
  assert.match(apaOf(anonymous, bare), /^\(2026\)\. Unit tables .* Hub & Co\.$/);
  assert.doesNotMatch(bibtexOf(anonymous, bare), /author|url/);
  assert.deepEqual(parse(cffOf(anonymous, bare)).authors, [{ name: 'Hub & Co' }]);
});

test('those who changed the files are credited after the authors, nobody twice', () => {
  const contributors = ['ada example', 'Grace Hopper', 'Li & Co'];
  const credited = { ...publication, contributors };
  assert.match(
    bibtexOf(plain, credited),
    /author {4}= \{Ada Example and \{Grace Hopper\} and \{Li \\& Co\}\},/,
  );
  assert.match(apaOf(plain, credited), /^Example, A\., Grace Hopper, & Li & Co\. \(2026\)/);
  assert.deepEqual(parse(cffOf(anonymous, credited)).authors, [
    { name: 'ada example' },
    { name: 'Grace Hopper' },
    { name: 'Li & Co' },
  ]);
});

test('an identifier names one version to the letter', () => {
  assert.match(citableId(plain), /^[\w-]+@1\.2\.0#[0-9a-f]{12}$/);
  assert.notEqual(citableId(plain), citableId({ ...plain, fingerprint: 'f'.repeat(64) }));
});
