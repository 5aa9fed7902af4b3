import { z } from 'zod';
import type { Step } from '../step.ts';

/** The tags of words that are written as pairs. */
export const regexPos: Step = {
  step: 'regex_pos',
  version: 1,
  summary:
    "Takes the tags out of pairs such as ('run', 'VERB'), one after another with spaces, as the filter of lm-evaluation-harness does.",
  options: z.strictObject({}),
  example: { options: {}, input: "[('I', 'PRON'), ('run', 'VERB')]", output: 'PRON VERB' },
  extract: (text: string): string | null => {
    const tags = [...text.matchAll(/\('[^']{0,500}', '([^']{0,500})'\)/g)].map(([, tag]) => tag);
    return tags.length === 0 ? null : tags.join(' ');
  },
};

/** Words for the kinds of named entities, in the order in which lm-evaluation-harness replaces them. */
const LABELS: readonly (readonly [string, string])[] = [
  ['person', 'PER'],
  ['location', 'LOC'],
  ['organization', 'ORG'],
  ['counties', 'LOC'],
  ['places', 'LOC'],
  ['people', 'PER'],
  ['persons', 'PER'],
  ['company', 'ORG'],
  ['country', 'LOC'],
  ['continent', 'LOC'],
  ['time', 'DATE'],
  ['date', 'DATE'],
  ['per', 'PER'],
  ['loc', 'LOC'],
  ['org', 'ORG'],
];

/** Named entities in one form. */
export const formatSpan: Step = {
  step: 'format_span',
  version: 1,
  summary:
    'Writes named entities in one form, per: anna $ loc: kenya, as the filter of lm-evaluation-harness does.',
  options: z.strictObject({}),
  example: {
    options: {},
    input: 'Person: Anna Kim\nLocation: Kenya, Uganda\nDate: none',
    output: 'per: anna kim $ loc: kenya $ loc: uganda',
  },
  extract: (text: string): string | null => {
    const labelled = LABELS.reduce(
      (rest, [word, label]) => rest.replaceAll(word, label),
      text.toLowerCase(),
    );
    const parts = labelled.replaceAll('\n', '$').split('$').flatMap(entitiesOf);
    return parts.length === 0 ? null : parts.join(' $ ');
  },
};

function entitiesOf(part: string): string[] {
  const match = /(?<![A-Za-z])(PER|LOC|ORG|DATE):/.exec(part);
  if (match === null) return [];
  return part
    .slice(match.index + match[0].length)
    .split(',')
    .map((entity) => entity.trim())
    .filter((entity) => entity !== '' && entity.toLowerCase() !== 'none')
    .map((entity) => `${(match[1] ?? '').toLowerCase()}: ${entity}`);
}
