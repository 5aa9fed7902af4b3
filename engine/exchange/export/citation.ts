import { apaOf, bibtexOf, cffOf, type Publication } from '../../report/citation.ts';
import { addressOf, type Exporter, type ExportSource } from './exporter.ts';

function publicationOf(source: ExportSource): Publication {
  const { publisher, contributors, commit, now } = source;
  const address = addressOf(source);
  const released = now.toISOString().slice(0, 10);
  return {
    publisher,
    contributors,
    released,
    year: released.slice(0, 4),
    ...(address === null ? {} : { address }),
    ...(commit === null ? {} : { commit: commit.replace(/-dirty$/, '') }),
  };
}

/** BibTeX. */
export const bibtex: Exporter = {
  format: 'bibtex',
  summary: 'a BibTeX entry of this version',
  export: (source) => {
    const content = `${bibtexOf(source.benchmark, publicationOf(source))}\n`;
    return [{ path: `${source.benchmark.id}.bib`, content }];
  },
};

/** CITATION.cff, version 1.2.0. */
export const cff: Exporter = {
  format: 'cff',
  summary: 'CITATION.cff',
  export: (source) => [
    { path: 'CITATION.cff', content: cffOf(source.benchmark, publicationOf(source)) },
  ],
};

/** A line for a list of references, as APA has it for data sets. */
export const apa: Exporter = {
  format: 'apa',
  summary: 'a reference in the style of the APA',
  export: (source) => {
    const content = `${apaOf(source.benchmark, publicationOf(source))}\n`;
    return [{ path: `${source.benchmark.id}.apa.txt`, content }];
  },
};
