import { stringify } from 'yaml';
import type { Author, Benchmark } from '../benchmark/benchmark.ts';

/** What a citation needs besides the benchmark. */
export interface Publication {
  /** Name of the site. */
  readonly publisher: string;
  readonly year: string;
  /** Where the benchmark can be read. */
  readonly address?: string;
  /** Names of those who changed its files, as its history tells, who most first; none without a history. */
  readonly contributors?: readonly string[];
  /** Day, such as 2026-01-31. */
  readonly released?: string;
  readonly commit?: string;
}

/** What a citation reads of a benchmark. */
export type Cited = Pick<
  Benchmark,
  'id' | 'title' | 'description' | 'version' | 'license' | 'authors' | 'tags' | 'fingerprint'
>;

/**
 * Names one version of a benchmark to the letter: the version is what people say, the first digits
 * of the fingerprint are what the cases are. `currency-in-prose@1.2.0#0123456789ab`.
 */
export function citableId({ id, version, fingerprint }: Cited): string {
  return `${id}@${version}#${fingerprint.slice(0, 12)}`;
}

/** Who is credited: the authors that the benchmark names, then everybody else who changed it. */
export function creditsOf({ authors }: Cited, contributors: readonly string[] = []): Author[] {
  const known = new Set(authors.flatMap(({ name, github }) => [key(name), key(github ?? name)]));
  const others = contributors.filter((name) => !known.has(key(name)));
  return [...authors, ...others.map((name) => ({ name }))];
}

function key(name: string): string {
  return name.trim().toLowerCase();
}

/** A BibTeX entry; the note pins the version by its identifier. */
export function bibtexOf(benchmark: Cited, publication: Publication): string {
  const credits = creditsOf(benchmark, publication.contributors);
  const fields = [
    ['author', credits.map(bibtexName).join(' and ')],
    ['title', `{${bibtexText(benchmark.title)}}`],
    ['year', publication.year],
    ['version', bibtexText(benchmark.version)],
    ['publisher', bibtexText(publication.publisher)],
    ['note', bibtexText(`${citableId(benchmark)}, licence ${benchmark.license}`)],
    ['url', publication.address ?? ''],
  ].filter(([, value]) => value !== '');
  const lines = fields.map(([name, value]) => `  ${name?.padEnd(9)} = {${value}},`);
  return [`@misc{${benchmark.id}-${benchmark.version},`, ...lines, '}'].join('\n');
}

/** A reference in the style of the APA for data sets. */
export function apaOf(benchmark: Cited, publication: Publication): string {
  const authors = apaAuthors(creditsOf(benchmark, publication.contributors));
  const who = authors === '' ? '' : `${authors.replace(/\.$/, '')}. `;
  const where = publication.address === undefined ? '' : ` ${publication.address}`;
  return `${who}(${publication.year}). ${oneLine(benchmark.title)} (Version ${benchmark.version}, ${citableId(benchmark)}) [Data set]. ${publication.publisher}.${where}`;
}

/** A `CITATION.cff`, version 1.2.0, which GitHub and Zenodo read. */
export function cffOf(benchmark: Cited, publication: Publication): string {
  const { address, released, commit, contributors, publisher } = publication;
  const credits = creditsOf(benchmark, contributors);
  const citation = {
    'cff-version': '1.2.0',
    message: 'If you use this benchmark, please cite it as below.',
    type: 'dataset',
    title: benchmark.title,
    abstract: benchmark.description,
    authors: credits.length === 0 ? [{ name: publisher }] : credits.map(cffAuthor),
    version: benchmark.version,
    license: benchmark.license,
    ...(benchmark.tags.length === 0 ? {} : { keywords: [...benchmark.tags] }),
    identifiers: [
      { type: 'other', value: citableId(benchmark), description: 'This version' },
      { type: 'other', value: benchmark.fingerprint, description: 'Fingerprint of this version' },
    ],
    ...(released === undefined ? {} : { 'date-released': released }),
    ...(commit === undefined ? {} : { commit }),
    ...(address === undefined ? {} : { url: address }),
  };
  return stringify(citation, { lineWidth: 100 });
}

function cffAuthor(author: Author): Readonly<Record<string, string>> {
  if (!isPerson(author)) return { name: author.name };
  const { family, given } = partsOf(author.name);
  return {
    'family-names': family,
    ...(given.length === 0 ? {} : { 'given-names': given.join(' ') }),
    ...(author.orcid === undefined ? {} : { orcid: `https://orcid.org/${author.orcid}` }),
  };
}

/** Only a person's name has a family name to go first; of a name in a history nobody knows. */
function isPerson({ github, orcid }: Author): boolean {
  return github !== undefined || orcid !== undefined;
}

function partsOf(name: string): { readonly family: string; readonly given: readonly string[] } {
  const given = name.trim().split(/\s+/);
  return { family: given.pop() ?? name, given };
}

function bibtexName(author: Author): string {
  return isPerson(author) ? bibtexText(author.name) : `{${bibtexText(author.name)}}`;
}

/** `Lovelace, A., & Turing, A. M.`; of more than 20, the first 19 and the last. */
function apaAuthors(authors: readonly Author[]): string {
  const names = authors.map(apaName);
  const last = names.at(-1) ?? '';
  if (names.length < 2) return last;
  return names.length > 20
    ? `${names.slice(0, 19).join(', ')}, … ${last}`
    : `${names.slice(0, -1).join(', ')}, & ${last}`;
}

function apaName(author: Author): string {
  if (!isPerson(author)) return oneLine(author.name);
  const { family, given } = partsOf(author.name);
  const initials = given.map((part) => `${[...part][0]}.`).join(' ');
  return initials === '' ? family : `${family}, ${initials}`;
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text that TeX prints as it is. */
function bibtexText(text: string): string {
  return oneLine(text).replace(/[\\~^{}$&%#_]/g, (letter) => TEX[letter] ?? `\\${letter}`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
