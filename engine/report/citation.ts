import { stringify } from 'yaml';
import type { Author, Benchmark } from '../benchmark/benchmark.ts';

/** What a citation needs besides the benchmark. */
export interface Publication {
  /** Name of the site. */
  readonly publisher: string;
  readonly year: string;
  /** Where the benchmark can be read. */
  readonly address?: string;
}

/** A BibTeX entry; the note pins the cases by their fingerprint. */
export function bibtexOf(benchmark: Benchmark, publication: Publication): string {
  const fields = [
    ['author', benchmark.authors.map(bibtexName).join(' and ')],
    ['title', `{${bibtexText(benchmark.title)}}`],
    ['year', publication.year],
    ['version', bibtexText(benchmark.version)],
    ['publisher', bibtexText(publication.publisher)],
    ['note', `Fingerprint ${pin(benchmark)}`],
    ['url', publication.address ?? ''],
  ].filter(([, value]) => value !== '');
  const lines = fields.map(([name, value]) => `  ${name?.padEnd(9)} = {${value}},`);
  return [`@misc{${benchmark.id}-${publication.year},`, ...lines, '}'].join('\n');
}

/** A reference in the style of the APA. */
export function apaOf(benchmark: Benchmark, publication: Publication): string {
  const authors = listInWords(benchmark.authors.map(apaName));
  const who = authors === '' ? '' : `${authors.replace(/\.$/, '')}. `;
  const where = publication.address === undefined ? '' : ` ${publication.address}`;
  return `${who}(${publication.year}). ${benchmark.title} (Version ${benchmark.version}, fingerprint ${pin(benchmark)}) [Benchmark]. ${publication.publisher}.${where}`;
}

/** A `CITATION.cff`, which GitHub and Zenodo read. */
export function cffOf(benchmark: Benchmark, publication: Publication): string {
  return stringify({
    'cff-version': '1.2.0',
    message: 'If you use this benchmark, please cite it as below.',
    type: 'dataset',
    title: benchmark.title,
    abstract: benchmark.description,
    authors:
      benchmark.authors.length === 0 ? [{ name: publication.publisher }] : cffAuthors(benchmark),
    version: benchmark.version,
    license: benchmark.license,
    ...(benchmark.tags.length === 0 ? {} : { keywords: [...benchmark.tags] }),
    identifiers: [
      { type: 'other', value: benchmark.fingerprint, description: 'Fingerprint of the cases' },
    ],
    ...(publication.address === undefined ? {} : { url: publication.address }),
  });
}

function cffAuthors({ authors }: Benchmark): Readonly<Record<string, string>>[] {
  return authors.map((author) => {
    if (!isPerson(author)) return { name: author.name };
    const { family, given } = partsOf(author.name);
    return {
      'family-names': family,
      ...(given.length === 0 ? {} : { 'given-names': given.join(' ') }),
      ...(author.orcid === undefined ? {} : { orcid: `https://orcid.org/${author.orcid}` }),
    };
  });
}

/** Only a person's name has a family name to go first. */
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

function apaName(author: Author): string {
  if (!isPerson(author)) return author.name;
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
  return text.replace(/[\\~^{}$&%#_]/g, (letter) => TEX[letter] ?? `\\${letter}`);
}

/** The first digits of the fingerprint, enough to tell two apart. */
function pin({ fingerprint }: Benchmark): string {
  return fingerprint.slice(0, 10);
}

function listInWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
