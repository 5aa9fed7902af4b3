import { docPath, maybeRepositoryAddress, PAGES, textPath } from '../address.ts';
import { blocks, link, list } from '../markdown.ts';
import type { SiteData } from '../site-data.ts';
import type { Linker, PageDocument } from './document.ts';

/** A file of `docs/`. */
export interface DocFile {
  /** Without its ending. */
  readonly name: string;
  readonly text: string;
}

/** What a reader needs first comes first; what is not named here follows by name. */
const ORDER = ['action', 'running', 'scorers', 'statistics'];

/** Where the sources of this project can be read, for links out of `docs/`. */
const SOURCE = 'blob/HEAD/';

export function sortedDocs(files: readonly DocFile[]): DocFile[] {
  const place = ({ name }: DocFile) => {
    const index = ORDER.indexOf(name);
    return index < 0 ? ORDER.length : index;
  };
  return [...files].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name, 'en'));
}

export function titleOf({ name, text }: DocFile): string {
  if (name === 'scorers') return 'How scoring is checked';
  return /^# (.+)$/m.exec(text)?.[1] ?? name;
}

/** The first paragraph, as plain words. */
export function leadOf({ text }: DocFile): string {
  const [first = ''] = text
    .split(/\n{2,}/)
    .filter((part) => /^\p{L}/u.test(part))
    .map((part) => part.replace(/\s+/g, ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  return first.replaceAll(/[`*]/g, '');
}

/**
 * Where a link of a document leads on the site: to another document, or to the file in the
 * repository; nowhere when that is not known.
 */
export function docTarget(
  { docs, repository }: Pick<SiteData, 'docs' | 'repository'>,
  target: string,
  href: Linker,
): string | undefined {
  if (/^(?:https?:|#)/.test(target)) return target;
  const { pathname, hash } = new URL(target, 'https://docs.invalid/docs/');
  const path = pathname.slice(1);
  const name = /^docs\/([\w-]+)\.md$/.exec(path)?.[1];
  if (name !== undefined && docs.some((file) => file.name === name))
    return `${href(docPath(name))}${hash}`;
  const source = maybeRepositoryAddress(repository);
  return source === undefined ? undefined : `${source}/${SOURCE}${path}${hash}`;
}

export function docDocument(data: SiteData, file: DocFile): PageDocument {
  const title = titleOf(file);
  const description = leadOf(file);
  const own = docPath(file.name);
  return {
    path: own,
    title,
    description,
    json: () => ({ title, description, text: file.text }),
    text: (href) =>
      file.text
        .replace(/^# .+$/m, `# ${title}`)
        .replace(/\]\(([^)\s]+)\)/g, (whole, target: string) => {
          const address = docTarget(data, target, (path) => href(textPath(path)));
          return address === undefined ? '](.)' : whole.replace(target, address);
        }),
  };
}

/** The list of the documentation. */
export function docsDocument({ docs }: Pick<SiteData, 'docs'>): PageDocument {
  const title = 'Documentation';
  const description = 'How to run benchmarks, gate a pull request, and read what comes out.';
  const sorted = sortedDocs(docs);
  return {
    path: PAGES.docs,
    title,
    description,
    json: () => ({
      title,
      description,
      pages: sorted.map((file) => ({ title: titleOf(file), path: docPath(file.name) })),
    }),
    text: (href) =>
      blocks(
        `# ${title}`,
        description,
        list(sorted.map((file) => link(titleOf(file), href(textPath(docPath(file.name)))))),
      ),
  };
}
