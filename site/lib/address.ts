import { hashOf } from '../../engine/hash.ts';

/** Paths of pages below the base path, without a leading slash. */
export const PAGES = {
  home: '',
  library: 'b/',
  models: 'm/',
  methods: 'methods/',
  index: 'api/v1/index.json',
} as const;

/** A function that puts the base path before a path of this site. */
export function hrefUnder(base: string): (path: string) => string {
  const prefix = `/${base.replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  return (path) => prefix + path.replace(/^\/+/, '');
}

export function benchmarkPath(id: string): string {
  return `${PAGES.library}${segment(id)}/`;
}

export function casePath(benchmark: string, id: string): string {
  return `${benchmarkPath(benchmark)}cases/${segment(id)}/`;
}

export function modelPath(id: string): string {
  return `${PAGES.models}${modelSlug(id)}/`;
}

/** The address of a page's data: the same path with `.json` for the last slash. */
export function dataPath(page: string): string {
  return `${page.replace(/\/$/, '')}.json`;
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
