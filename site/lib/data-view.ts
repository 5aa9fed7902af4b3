import { PAGES, resultPath } from './address.ts';
import type { Linker } from './documents/document.ts';
import type { SiteData } from './site-data.ts';

/** Lines to be copied that read the published files. */
export interface ReadingLines {
  readonly name: string;
  /** Unique on the page. */
  readonly id: string;
  readonly lines: string;
}

/** Where a site does not know its own address, the reader puts it in. */
const UNKNOWN_HOST = 'https://your-site.example';

/** Lines for the newest file, and for all of them by the manifest. */
export function readingLines(data: SiteData, link: Linker): ReadingLines[] {
  const address = (path: string) => {
    const text = link(path);
    return text.startsWith('/') ? UNKNOWN_HOST + text : text;
  };
  const newest = data.files.toSorted((a, b) => (b.run_at ?? '').localeCompare(a.run_at ?? ''))[0];
  const file = address(resultPath(newest?.path ?? 'benchmark/run.parquet'));
  const manifest = address(PAGES.manifest);
  const base = address('');
  return [
    {
      name: 'DuckDB, one file',
      id: 'lines-duckdb',
      lines: `SELECT model, count(*) AS calls, avg(score) AS score, count(*) - count(score) AS missing\nFROM '${file}'\nGROUP BY model ORDER BY score DESC;`,
    },
    {
      name: 'DuckDB, every file',
      id: 'lines-duckdb-all',
      lines: `SET VARIABLE files = (\n  SELECT list('${base}' || file.path)\n  FROM (SELECT unnest(files) AS file FROM read_json('${manifest}'))\n);\nCREATE TABLE results AS\n  SELECT * FROM read_parquet(getvariable('files'), union_by_name = true);`,
    },
    {
      name: 'pandas',
      id: 'lines-pandas',
      lines: `import json, urllib.request\nimport pandas as pd\n\nmanifest = json.load(urllib.request.urlopen("${manifest}"))\nresults = pd.concat(\n    pd.read_parquet("${base}" + file["path"]) for file in manifest["files"]\n)`,
    },
    {
      name: 'Check a download',
      id: 'lines-check',
      lines: `curl -sO ${file}\necho "${newest?.sha256 ?? '<sha256>'}  ${file.split('/').at(-1)}" | sha256sum --check`,
    },
  ];
}

/** Licences, each with its benchmarks. */
export function licencesOf({ benchmarks }: SiteData): { licence: string; benchmarks: string[] }[] {
  const groups = Map.groupBy(benchmarks, ({ license }) => license);
  return [...groups]
    .map(([licence, group]) => ({ licence, benchmarks: group.map(({ id }) => id) }))
    .sort((a, b) => a.licence.localeCompare(b.licence, 'en'));
}

/** The collection of results as one thing to cite. */
export function siteCitation(data: SiteData, link: Linker): string {
  const commit = data.commit === null ? '' : `, commit ${data.commit.slice(0, 10)}`;
  return `${data.title} (${data.generatedAt.slice(0, 4)}). Results of ${data.benchmarks.length} benchmarks, as of ${data.generatedAt.slice(0, 10)}${commit} [Data set]. ${link(PAGES.data)}`;
}
