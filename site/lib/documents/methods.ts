import { PAGES } from '../address.ts';
import { methodsText } from '../build/methods-text.ts';
import { blocks } from '../markdown.ts';
import type { PageDocument } from './document.ts';

export function methodsDocument(): PageDocument {
  const description =
    'How scores, intervals, ranks, ties and missing answers on this site are made.';
  return {
    path: PAGES.methods,
    title: 'Methods',
    description,
    json: async () => ({ title: 'Methods', description, text: await methodsText() }),
    text: async () => blocks('# Methods', description, (await methodsText()).trim()),
  };
}
