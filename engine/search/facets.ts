import type { Benchmark, ScorerSpec } from '../benchmark/benchmark.ts';

/** Names of the facets, in the order they are shown. */
export const FACETS = [
  'tag',
  'task',
  'language',
  'license',
  'size',
  'scorer',
  'judge',
  'freshness',
  'saturation',
] as const;

export type Facet = (typeof FACETS)[number];

/** What a benchmark has of each facet. */
export type Facets = Readonly<Record<Facet, readonly string[]>>;

/** One value for each facet. */
export function everyFacet<Value>(value: (facet: Facet) => Value): Record<Facet, Value> {
  return {
    tag: value('tag'),
    task: value('task'),
    language: value('language'),
    license: value('license'),
    size: value('size'),
    scorer: value('scorer'),
    judge: value('judge'),
    freshness: value('freshness'),
    saturation: value('saturation'),
  };
}

/** How far a benchmark has been measured. */
export interface Standing {
  /** When it was measured last, ISO 8601. */
  readonly measured: string;
  /** Best score of a model, 0…1, no baseline; `null` when only baselines were measured. */
  readonly best: number | null;
}

export function facetsOf(benchmark: Benchmark, standing: Standing | undefined): Facets {
  const scorers = [...new Set(scorersOf(benchmark).map(({ type }) => type))].sort();
  return {
    tag: benchmark.tags,
    task: tasksOf(benchmark, scorers),
    language: [benchmark.language],
    license: [benchmark.license],
    size: [sizeOf(benchmark.cases.length)],
    scorer: scorers,
    judge: [scorers.some((type) => JUDGES.has(type)) ? 'a model judges' : 'rules only'],
    freshness: [freshnessOf(standing)],
    saturation: [saturationOf(standing)],
  };
}

function scorersOf({ score, cases }: Benchmark): ScorerSpec[] {
  return [...score, ...cases.flatMap((testCase) => testCase.score ?? [])];
}

/** Scorers that ask a model. */
const JUDGES: ReadonlySet<string> = new Set([
  'rubric',
  'pairwise',
  'jury',
  'judge',
  'checklist',
  'factuality',
]);

/** What is asked of a model, by the scorers that such answers need. */
const TASKS: Readonly<Record<string, readonly string[]>> = {
  'multiple choice': ['choice'],
  calculation: ['number', 'math', 'quantity', 'interval', 'significant-digits', 'number-set'],
  'structured output': ['json', 'json-diff', 'yaml', 'xml', 'csv', 'html', 'markdown', 'document'],
  code: ['sql-parse', 'python', 'javascript', 'python-tests', 'javascript-tests', 'sql'],
  'lists and rankings': [
    'exact-set',
    'set-f1',
    'iou',
    'ordered-list',
    'kendall',
    'mrr',
    'ndcg',
    'precision-at-k',
    'recall-at-k',
  ],
  'free text': [
    'bleu',
    'chrf',
    'cider',
    'gleu',
    'meteor',
    'rouge',
    'ter',
    'wer',
    'cer',
    'similarity',
    ...JUDGES,
  ],
};

function tasksOf({ cases }: Benchmark, scorers: readonly string[]): string[] {
  const found = Object.entries(TASKS)
    .filter(([, types]) => scorers.some((type) => types.includes(type)))
    .map(([task]) => task);
  if (cases.some(({ choices }) => choices !== undefined)) found.unshift('multiple choice');
  return found.length > 0 ? [...new Set(found)] : ['short answer'];
}

/** Upper bounds of the sizes, in cases. */
const SIZES: readonly (readonly [most: number, name: string])[] = [
  [50, 'up to 50 cases'],
  [200, '51 to 200 cases'],
  [1000, '201 to 1,000 cases'],
];

function sizeOf(cases: number): string {
  return SIZES.find(([most]) => cases <= most)?.[1] ?? 'over 1,000 cases';
}

/** The month, not how long ago it was: an index does not change by lying about. */
function freshnessOf(standing: Standing | undefined): string {
  return standing === undefined ? 'not measured' : `measured ${standing.measured.slice(0, 7)}`;
}

/** A best score from here on leaves too little room to tell models apart. */
const SATURATED = 0.95;
const NEARLY = 0.85;

function saturationOf(standing: Standing | undefined): string {
  const best = standing?.best ?? null;
  if (best === null) return 'unknown';
  if (best >= SATURATED) return 'saturated';
  return best >= NEARLY ? 'nearly saturated' : 'headroom left';
}
