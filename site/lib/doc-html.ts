import { type DocFile, docTarget } from './documents/docs.ts';
import type { Linker } from './documents/document.ts';
import type { SiteData } from './site-data.ts';

/**
 * A document of the project as it stands on its page: without its heading, which the page has; its
 * links leading somewhere from there; pictures, which the site does not carry, as links; its tables with caption and scope, in a region that scrolls.
 */
export function docHtml(
  data: Pick<SiteData, 'docs' | 'repository'>,
  file: DocFile,
  html: string,
  href: Linker,
): string {
  let tables = 0;
  return (
    html
      .replace(/<h1[^>]*>.*?<\/h1>/s, '')
      .replaceAll(/<img alt="([^"]*)" src="([^"]+)"[^>]*>/g, '<a href="$2">$1</a>')
      .replaceAll(/<a href="([^"]+)">(.*?)<\/a>/gs, (_, target: string, text: string) => {
        const address = docTarget(data, target.replaceAll('&amp;', '&'), href);
        return address === undefined
          ? text
          : `<a href="${address.replaceAll('&', '&amp;')}">${text}</a>`;
      })
      .replaceAll(/ (?:style|align)="[^"]*"/g, '')
      // A header of nothing is a cell that is empty.
      .replaceAll('<th></th>', '<td></td>')
      .replaceAll('<th>', '<th scope="col">')
      .replaceAll('<table>', () => {
        const name = `Table ${++tables} of ${file.name}`;
        return `<div class="scroller" role="region" tabindex="0" aria-label="${name}"><table><caption class="visually-hidden">${name}</caption>`;
      })
      .replaceAll('</table>', '</table></div>')
  );
}
