import { stringify } from 'yaml';
import { documentScorer, documentStep, type OptionDocument } from './document.ts';
import { GROUPS } from './groups.ts';
import { SCORERS, STEPS } from './index.ts';

/** One page of the documentation of scoring. */
export interface CatalogueEntry {
  readonly kind: 'scorer' | 'group' | 'step';
  /** The word in `benchmark.yaml`. */
  readonly name: string;
  readonly summary: string;
  /** The least value that passes unless written; `null` for a step. */
  readonly threshold: number | null;
  readonly options: readonly OptionDocument[];
  /** As it stands in `benchmark.yaml`. */
  readonly example: string;
  /** What the example makes of what, in words. */
  readonly results: readonly string[];
}

/** Every scorer, group and extract step, by kind and name, out of what the schema is made of. */
export function scorerCatalogue(): CatalogueEntry[] {
  return [
    ...Object.keys(SCORERS).map(scorerEntry),
    ...Object.keys(GROUPS).map(groupEntry),
    ...Object.keys(STEPS).map(stepEntry),
  ].flatMap((entry) => entry ?? []);
}

/** An entry as Markdown, without its title. */
export function entryMarkdown(entry: CatalogueEntry): string {
  const { summary, threshold, options, example, results } = entry;
  const lines = options.map(
    ({ name, type, default: standard, required, description }) =>
      `- \`${name}\` (${type}${required ? ', required' : standard === null ? '' : `, ${standard} unless written`}): ${description}`,
  );
  return [
    summary,
    ...(threshold === null ? [] : [`Passes from ${threshold} on unless a threshold is written.`]),
    ...(lines.length === 0 ? ['It has no options of its own.'] : [lines.join('\n')]),
    `\`\`\`yaml\n${example.trim()}\n\`\`\``,
    ...(results.length === 0 ? [] : [results.map((line) => `- ${line}`).join('\n')]),
  ].join('\n\n');
}

function scorerEntry(name: string): CatalogueEntry | undefined {
  const scorer = SCORERS[name];
  if (scorer === undefined) return undefined;
  const { summary, threshold, options, example } = documentScorer(scorer);
  const score = [
    Object.keys(example.options).length === 0 ? name : { type: name, ...example.options },
  ];
  const given = [
    ...(example.expected === undefined ? [] : [`expected: ${JSON.stringify(example.expected)}`]),
    ...(example.choices === undefined ? [] : [`choices: ${JSON.stringify(example.choices)}`]),
  ];
  return {
    kind: 'scorer',
    name,
    summary,
    threshold,
    options,
    example: stringify({ score }),
    results: [
      ...given,
      `right: ${JSON.stringify(example.right)}${facts(example.replies?.right)}`,
      `wrong: ${JSON.stringify(example.wrong)}${facts(example.replies?.wrong)}`,
    ],
  };
}

function facts(reply: object | undefined): string {
  return reply === undefined ? '' : ` with ${JSON.stringify(reply)}`;
}

function groupEntry(name: string): CatalogueEntry | undefined {
  const group = GROUPS[name];
  if (group === undefined) return undefined;
  const score = [{ type: 'length', max: 80 }, 'includes'];
  return {
    kind: 'group',
    name,
    summary: group.summary,
    threshold: group.threshold,
    options: [
      {
        name: 'score',
        type: 'list of scorers and groups',
        default: null,
        required: true,
        description: 'The parts; each may have a weight, a threshold, a name and not.',
      },
    ],
    example: stringify({ score: [{ type: name, name: 'short_and_right', score }] }),
    results: [],
  };
}

function stepEntry(name: string): CatalogueEntry | undefined {
  const step = STEPS[name];
  if (step === undefined) return undefined;
  const { summary, options, example } = documentStep(step);
  const extract = [Object.keys(example.options).length === 0 ? name : { [name]: example.options }];
  return {
    kind: 'step',
    name,
    summary,
    threshold: null,
    options,
    example: stringify({ extract }),
    results: [`takes ${JSON.stringify(example.output)} out of ${JSON.stringify(example.input)}`],
  };
}
