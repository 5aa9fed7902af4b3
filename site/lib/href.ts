import { hrefUnder } from './address.ts';

/** The address of a page or file of this site, base path included. */
export const href: (path: string) => string = hrefUnder(import.meta.env.BASE_URL);
