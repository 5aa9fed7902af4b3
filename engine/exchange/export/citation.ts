import { stringify } from 'yaml';
import type { Author } from '../../benchmark/benchmark.ts';
import { addressOf, type Exporter, type ExportSource } from './exporter.ts';

/** Who is cited when nobody is named. */
const NOBODY: Author = { name: 'Anonymous' };

function authorsOf({ benchmark }: ExportSource): readonly Author[] {
  return benchmark.authors.length === 0 ? [NOBODY] : benchmark.authors;
}

/** The fingerprint names the version to the letter, so it is part of every citation. */
function noteOf({ benchmark }: ExportSource): string {
  return `fingerprint ${benchmark.fingerprint.slice(0, 12)}`;
}

function yearOf({ now }: ExportSource): number {
  return now.getUTCFullYear();
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '^': '\\^{}',
  '~': '\\~{}',
};

/** A text that TeX prints as it stands. */
function tex(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\{}$&%#_^~]/g, (char) => TEX[char] ?? char);
}

/** BibTeX. */
export const bibtex: Exporter = {
  format: 'bibtex',
  summary: 'a BibTeX entry of this version',
  export: (source) => {
    const { benchmark } = source;
    const address = addressOf(source);
    const fields: readonly (readonly [string, string])[] = [
      ['title', `{${tex(benchmark.title)}}`],
      [
        'author',
        authorsOf(source)
          .map(({ name }) => `{${tex(name)}}`)
          .join(' and '),
      ],
      ['year', String(yearOf(source))],
      ['version', tex(benchmark.version)],
      ['note', `LLM benchmark, ${noteOf(source)}, licence ${tex(benchmark.license)}`],
      ...(address === null ? [] : [['url', address] as const]),
    ];
    const key = `${benchmark.id}-${benchmark.version}`;
    const body = fields.map(([name, value]) => `  ${name} = {${value}},\n`).join('');
    return [{ path: `${benchmark.id}.bib`, content: `@misc{${key},\n${body}}\n` }];
  },
};

/** CITATION.cff, version 1.2.0. */
export const cff: Exporter = {
  format: 'cff',
  summary: 'CITATION.cff',
  export: (source) => {
    const { benchmark, now, commit } = source;
    const address = addressOf(source);
    const citation = {
      'cff-version': '1.2.0',
      message: 'If you use this benchmark, please cite it as below.',
      type: 'dataset',
      title: benchmark.title,
      abstract: benchmark.description,
      version: benchmark.version,
      'date-released': now.toISOString().slice(0, 10),
      license: benchmark.license,
      authors: authorsOf(source).map(({ name, orcid }) => ({
        name,
        ...(orcid === undefined ? {} : { orcid: `https://orcid.org/${orcid}` }),
      })),
      ...(benchmark.tags.length === 0 ? {} : { keywords: benchmark.tags }),
      ...(address === null ? {} : { url: address }),
      ...(commit === null ? {} : { commit: commit.replace(/-dirty$/, '') }),
      identifiers: [
        { type: 'other', value: benchmark.fingerprint, description: 'Fingerprint of this version' },
      ],
    };
    return [{ path: 'CITATION.cff', content: stringify(citation, { lineWidth: 100 }) }];
  },
};

/** A line for a list of references, as APA has it for data sets. */
export const apa: Exporter = {
  format: 'apa',
  summary: 'a reference in the style of the APA',
  export: (source) => {
    const { benchmark } = source;
    const address = addressOf(source);
    const where = address === null ? '' : ` ${address}`;
    const text = `${apaAuthors(authorsOf(source))} (${yearOf(source)}). ${benchmark.title} (Version ${benchmark.version}, ${noteOf(source)}) [Data set].${where}\n`;
    return [{ path: `${benchmark.id}.apa.txt`, content: text }];
  },
};

/** `Lovelace, A., & Turing, A. M.`; a name of one word stands as it is. */
function apaAuthors(authors: readonly Author[]): string {
  const names = authors.map(({ name }) => apaName(name));
  const shown = names.length > 20 ? [...names.slice(0, 19), '…'] : names.slice(0, -1);
  const last = names.at(-1) ?? '';
  if (names.length === 1) return last.endsWith('.') ? last : `${last}.`;
  const joined =
    names.length > 20 ? `${shown.join(', ')} ${last}` : `${shown.join(', ')}, & ${last}`;
  return joined.endsWith('.') ? joined : `${joined}.`;
}

/** Groups such as "BenchmarkHub contributors" are no persons: their last word is in small letters. */
function apaName(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  if (words.length === 1 || !/^\p{Lu}/u.test(last)) return name.trim();
  const initials = words.slice(0, -1).map((word) => `${[...word][0]?.toUpperCase() ?? ''}.`);
  return `${last}, ${initials.join(' ')}`;
}
