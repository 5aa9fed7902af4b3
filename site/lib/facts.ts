import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import type { Model } from '../../engine/model/model.ts';
import { day, integer, points, shortHash, usd, words } from './format.ts';

/** A named value on a page. */
export interface Fact {
  readonly name: string;
  readonly text: string;
  readonly title?: string;
  readonly href?: string;
  readonly mono?: boolean;
}

/** What identifies a benchmark and what it can resolve. */
export function benchmarkFacts(benchmark: Benchmark, resolution: number | null): Fact[] {
  return [
    { name: 'Cases', text: integer(benchmark.cases.length) },
    ...(benchmark.trials > 1
      ? [{ name: 'Trials', text: `${benchmark.trials}, ${benchmark.reducer}` }]
      : []),
    ...(resolution === null
      ? []
      : [{ name: 'Can tell apart models that differ by', text: `≥ ${points(resolution)} points` }]),
    ...(benchmark.chance > 0
      ? [{ name: 'Guessing scores', text: `${points(benchmark.chance)} points` }]
      : []),
    { name: 'Scored by', text: benchmark.score.map((scorer) => words(scorer.name)).join(', ') },
    { name: 'Language', text: languageName(benchmark.language) },
    { name: 'Version', text: benchmark.version },
    { name: 'Licence', text: benchmark.license },
    {
      name: 'Fingerprint',
      text: shortHash(benchmark.fingerprint),
      title: benchmark.fingerprint,
      mono: true,
    },
  ];
}

/** What the registry knows of a model. */
export function modelFacts(model: Model): Fact[] {
  return [
    { name: 'Vendor', text: model.vendor },
    ...(model.released ? [{ name: 'Released', text: day(model.released) }] : []),
    { name: 'Weights', text: model.open_weights ? 'open' : 'closed' },
    ...(model.parameters_billion
      ? [{ name: 'Parameters', text: `${model.parameters_billion} billion` }]
      : []),
    ...(model.context ? [{ name: 'Context', text: `${integer(model.context)} tokens` }] : []),
    ...priceFacts(model),
    {
      name: 'Routes',
      text: model.routes.map((route) => `${route.provider}:${route.name}`).join(', '),
      mono: true,
    },
  ];
}

function priceFacts({ price }: Model): Fact[] {
  if (price === undefined) return [{ name: 'Price', text: 'unknown' }];
  return [
    {
      name: `Price of a million tokens${price.checked ? `, checked ${day(price.checked)}` : ''}`,
      text: `${usd(price.input)} in, ${usd(price.output)} out`,
    },
  ];
}

/** `English` for `en`; the tag itself where it has no name. */
export function languageName(tag: string): string {
  if (tag === 'mul') return 'several';
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
