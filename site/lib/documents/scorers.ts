import {
  type CatalogueEntry,
  entryMarkdown,
  scorerCatalogue,
} from '../../../engine/scorers/catalogue.ts';
import { PAGES, scorerPath, textPath } from '../address.ts';
import { blocks, link, list, plain } from '../markdown.ts';
import type { PageDocument } from './document.ts';

/** The list of all scorers and extract steps. */
export function scorersDocument(): PageDocument {
  const description =
    'Every way to score an answer and every step that takes it out of a reply, with options and an example.';
  const entries = scorerCatalogue();
  return {
    path: PAGES.scorers,
    title: 'Scorers',
    description,
    json: () => ({ title: 'Scorers', description, scorers: entries }),
    text: (href) =>
      blocks(
        '# Scorers',
        description,
        list(
          entries.map(
            (entry) =>
              `${link(entry.name, href(textPath(scorerPath(entry))))} (${entry.kind}): ${plain(entry.summary)}`,
          ),
        ),
      ),
  };
}

/** One scorer, group or step. */
export function scorerDocument(entry: CatalogueEntry): PageDocument {
  return {
    path: scorerPath(entry),
    title: `${entry.name} (${entry.kind})`,
    description: entry.summary,
    json: () => entry,
    text: () => blocks(`# ${plain(entry.name)}`, outsideCode(entryMarkdown(entry))),
  };
}

/** Examples hold tags and patterns, which would be markup outside of their fence. */
function outsideCode(text: string): string {
  return text.replace(/(^(`{3,})\w*\n.*?\n\2$)|[<[]/gms, (found, fence?: string) => {
    if (fence !== undefined) return fence;
    return found === '<' ? '&lt;' : '\\[';
  });
}
