import type { Author, Benchmark } from '../../engine/benchmark/benchmark.ts';
import { listInWords, shortHash } from './format.ts';

/** What a citation needs besides the benchmark. */
export interface Publication {
  /** Name of the site. */
  readonly publisher: string;
  readonly year: string;
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
    ['note', `Fingerprint ${shortHash(benchmark.fingerprint)}`],
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
  return `${who}(${publication.year}). ${benchmark.title} (Version ${benchmark.version}, fingerprint ${shortHash(benchmark.fingerprint)}) [Benchmark]. ${publication.publisher}.${where}`;
}

/** Only a person's name has a family name to go first. */
function isPerson({ github, orcid }: Author): boolean {
  return github !== undefined || orcid !== undefined;
}

function bibtexName(author: Author): string {
  return isPerson(author) ? bibtexText(author.name) : `{${bibtexText(author.name)}}`;
}

function apaName(author: Author): string {
  if (!isPerson(author)) return author.name;
  const { name } = author;
  const parts = name.trim().split(/\s+/);
  const family = parts.pop() ?? name;
  const initials = parts.map((part) => `${[...part][0]}.`).join(' ');
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
