import type { Board } from '../../engine/analysis/board.ts';
import type { Author, Benchmark } from '../../engine/benchmark/benchmark.ts';
import { benchmarkPath, dataPath, resultPath } from './address.ts';
import { latestRun } from './boards.ts';
import type { Linker } from './documents/document.ts';
import type { SiteData } from './site-data.ts';

/** A benchmark as schema.org's `Dataset`, which dataset searches read. */
export function datasetOf(
  data: SiteData,
  benchmark: Benchmark,
  board: Board | undefined,
  link: Linker,
): object {
  const path = benchmarkPath(benchmark.id);
  const changed = latestRun(board ? [board] : [])?.run_at;
  const files = data.files.filter((file) => file.path.startsWith(`${benchmark.id}/`));
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: benchmark.title,
    description: benchmark.description,
    url: link(path),
    identifier: benchmark.fingerprint,
    version: benchmark.version,
    license: licenceAddress(benchmark.license),
    inLanguage: benchmark.language,
    keywords: benchmark.tags,
    isAccessibleForFree: true,
    creator: benchmark.authors.map(creatorOf),
    publisher: { '@type': 'Organization', name: data.title, url: link('') },
    ...(changed ? { dateModified: changed.slice(0, 10) } : {}),
    variableMeasured: 'score from 0 to 1 of each model on each case',
    distribution: [
      download('application/json', link(dataPath(path))),
      ...files.map((file) =>
        download('application/vnd.apache.parquet', link(resultPath(file.path))),
      ),
    ],
  };
}

/** SPDX identifiers have addresses of their own. */
function licenceAddress(licence: string): string {
  return /^[\w.+-]+$/.test(licence) ? `https://spdx.org/licenses/${licence}.html` : licence;
}

function creatorOf({ name, github, orcid }: Author): object {
  if (github === undefined && orcid === undefined) return { '@type': 'Organization', name };
  return {
    '@type': 'Person',
    name,
    ...(orcid === undefined ? {} : { '@id': `https://orcid.org/${orcid}` }),
    ...(github === undefined ? {} : { url: `https://github.com/${github}` }),
  };
}

function download(encodingFormat: string, contentUrl: string): object {
  return { '@type': 'DataDownload', encodingFormat, contentUrl };
}

/** JSON that nothing in it can end the script element it stands in. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
