import type { Linker } from './documents/document.ts';
import { href } from './href.ts';

/** Whole addresses where the site knows its own, else addresses on whatever host serves it. */
export function linkerFor(site: URL | undefined): Linker {
  return (path) => (site === undefined ? href(path) : new URL(href(path), site).href);
}
