/** Turns a path of this site into an address. */
export type Linker = (path: string) => string;

/** A page in its other forms: what its HTML says, as JSON and as Markdown. */
export interface PageDocument {
  /** Of the HTML page, below the base path. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** When it last changed, ISO 8601, if that is known. */
  readonly changed?: string | undefined;
  json(): unknown;
  text(link: Linker): string | Promise<string>;
}
