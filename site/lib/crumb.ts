/** A step of the way to a page; the last one, the page itself, has no path. */
export interface Crumb {
  readonly title: string;
  readonly path?: string;
}
