import { hashOf } from '../../engine/hash.ts';

/** Paths of pages below the base path, without a leading slash. */
export const PAGES = {
  home: '',
  library: 'b/',
  models: 'm/',
  methods: 'methods/',
  docs: 'docs/',
  scorers: 'docs/scorers/',
  best: 'best/',
  compare: 'compare/',
  builder: 'new/',
  run: 'run/',
  review: 'review/',
  changes: 'changes/',
  sql: 'sql/',
  data: 'data/',
  index: 'api/v1/index.json',
  manifest: 'data/manifest.json',
  feed: 'feed.xml',
  llms: 'llms.txt',
} as const;

/** A function that puts the base path before a path of this site. */
export function hrefUnder(base: string): (path: string) => string {
  const prefix = `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  return (path) => prefix + path.replace(/^\/+/, '');
}

/** The documentation of a scorer, a group or, since some share a name with a scorer, a step. */
export function scorerPath({ kind, name }: { kind: string; name: string }): string {
  return `${PAGES.scorers}${kind === 'step' ? 'step-' : ''}${segment(name)}/`;
}

export function benchmarkPath(id: string): string {
  return `${PAGES.library}${segment(id)}/`;
}

/** The files of a benchmark, as the builder reads them to fork it. */
export function filesPath(benchmark: string): string {
  return `${benchmarkPath(benchmark)}files.json`;
}

/** The files of a template. */
export function templatePath(id: string): string {
  return `${PAGES.builder}templates/${segment(id)}.json`;
}

/** The builder with a benchmark opened as a fork. */
export function forkPath(benchmark: string): string {
  return `${PAGES.builder}?${new URLSearchParams({ from: benchmark })}`;
}

/** The page that runs benchmarks in the browser, with one chosen, or one case of it. */
export function runHerePath(benchmark: string, testCase?: string): string {
  const query = { benchmark, ...(testCase === undefined ? {} : { case: testCase }) };
  return `${PAGES.run}?${new URLSearchParams(query)}`;
}

/** The page that runs benchmarks in the browser, by one provider. */
export function runProviderPath(provider: string): string {
  return `${PAGES.run}${segment(provider)}/`;
}

/** Answers of a benchmark for people to label, without what the judges said. */
export function sheetPath(benchmark: string): string {
  return `${PAGES.review}sheets/${segment(benchmark)}.json`;
}

/** What the judges said of those answers: fetched after the first label. */
export function verdictsPath(benchmark: string): string {
  return `${PAGES.review}verdicts/${segment(benchmark)}.json`;
}

export function casesPath(benchmark: string): string {
  return `${benchmarkPath(benchmark)}cases/`;
}

/** How good a benchmark is, and how steady the models are on it. */
export function qualityPath(benchmark: string): string {
  return `${benchmarkPath(benchmark)}quality/`;
}

/** A page of the documentation; the list of scorers has its place already. */
export function docPath(name: string): string {
  return `${PAGES.docs}${name === 'scorers' ? 'scoring' : segment(name)}/`;
}

/** Cases on one page of a list. */
export const LIST_SIZE = 100;

/** A page of the cases with their prompts; counted from 1. */
export function caseListPath(benchmark: string, page: number): string {
  return `${benchmarkPath(benchmark)}list/${page}/`;
}

/** The id of a case in lists of cases. */
export function caseAnchor(id: string): string {
  return `case-${segment(id)}`;
}

/** Where a case stands in the list: an address that every case has, and keeps. */
export function listedCasePath(benchmark: string, id: string, index: number): string {
  return `${caseListPath(benchmark, Math.floor(index / LIST_SIZE) + 1)}#${caseAnchor(id)}`;
}

/** The page of a case; only benchmarks that a model has answered have them. */
export function casePath(benchmark: string, id: string): string {
  return `${benchmarkPath(benchmark)}cases/${segment(id)}/`;
}

export function modelPath(id: string): string {
  return `${PAGES.models}${modelSlug(id)}/`;
}

export function runPath(id: string): string {
  return `r/${segment(id)}/`;
}

export function bestPath(tag: string): string {
  return `${PAGES.best}${segment(tag)}/`;
}

export function comparePath(benchmark: string): string {
  return `${PAGES.compare}${segment(benchmark)}/`;
}

/** The comparison of two models, chosen by the query. */
export function pairPath(benchmark: string, a: string, b: string): string {
  return `${PAGES.compare}?${new URLSearchParams({ benchmark, a, b })}`;
}

export function embedPath(benchmark: string): string {
  return `embed/${benchmarkPath(benchmark)}`;
}

export function badgePath(benchmark: string, model: string): string {
  return `badge/${segment(benchmark)}/${modelSlug(model)}.svg`;
}

/** The database of the console: WebAssembly, compressed, under a name that no host unpacks. */
export const DUCKDB_FILES = {
  engine: 'duckdb-eh.wasm.gz.bin',
  worker: 'duckdb-browser-eh.worker.js',
} as const;

/** A benchmark's board as CSV. */
export function boardCsvPath(benchmark: string): string {
  return `${benchmarkPath(benchmark)}board.csv`;
}

export function citationPath(benchmark: string): string {
  return `${benchmarkPath(benchmark)}CITATION.cff`;
}

/** Where a file of results is published; plain names stay as they are. */
export function resultPath(file: string): string {
  const parts = file.split('/').map((part) => (/^\w[\w.-]*$/.test(part) ? part : segment(part)));
  return `${PAGES.data}results/${parts.join('/')}`;
}

/** What a chart of a page is drawn from. */
export function chartPath(page: string, chart: string): string {
  return `${page}charts/${chart}.json`;
}

/** The address of a page's data: the same path with `.json` for the last slash. */
export function dataPath(page: string): string {
  return `${page.replace(/\/$/, '') || 'index'}.json`;
}

/** The address of a page as Markdown. */
export function textPath(page: string): string {
  return dataPath(page).replace(/json$/, 'md');
}

/** `vendor/model` as it stands in addresses. */
export function modelSlug(id: string): string {
  return id.split('/').map(segment).join('/');
}

/**
 * One part of a path, lower-case and plain everywhere: in addresses, on Windows, on hosts that
 * ignore case. A name that loses more than its capitals gets a hash, so that two never meet.
 */
export function segment(name: string): string {
  const lower = name.toLowerCase();
  const plain = lower
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return plain === lower && plain !== '' ? plain : `${plain || 'x'}-${hashOf(name).slice(0, 8)}`;
}

/** The address as it stands if it is plain http(s), or nothing: sources are strangers' text. */
export function maybeWebAddress(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/[^\s"'<>]+$/i.test(text) ? text : undefined;
}

/** `owner/name` or an address as the address of a repository, or nothing. */
export function maybeRepositoryAddress(repository: string | undefined): string | undefined {
  if (repository === undefined) return undefined;
  if (/^[\w.-]+\/[\w.-]+$/.test(repository)) return `https://github.com/${repository}`;
  return maybeWebAddress(repository)?.replace(/(\.git)?\/*$/, '');
}
