import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { excerpt, type Notes } from '../notes.ts';
import { firstScorer } from '../scorers.ts';
import { isFunction } from './documents.ts';
import { type Pipeline, translatePipeline } from './filters.ts';
import { withoutMatches } from './patterns.ts';
import type { Task } from './task.ts';

/** How generated answers are scored. */
export interface Scoring {
  readonly score: readonly JsonObject[];
  /** Patterns that are taken out of an expected answer. */
  readonly ignored: readonly string[];
  /** Answers of several trials are put to the vote. */
  readonly votes: boolean;
}

/** Metrics of generated text, the best way to write each first. */
const METRICS: Readonly<Record<string, (options: JsonObject) => readonly JsonObject[]>> = {
  exact_match: exactMatch,
  bleu: () => [{ type: 'bleu' }],
  chrf: () => [{ type: 'chrf' }],
  ter: () => [{ type: 'ter' }],
};

/** Metrics over all answers together, which are means over single answers here. */
const CORPUS = new Set(['bleu', 'chrf', 'ter']);

/** The scorers of a task that generates: one for each pipeline and metric, of which the first counts. */
export function generationScoring(
  task: Task,
  expected: readonly JsonValue[],
  notes: Notes,
): Scoring {
  const pipelines = pipelinesOf(task, notes);
  const metrics = metricsOf(task, notes);
  const ignored = metrics.flatMap((metric) => textsOf(metric.regexes_to_ignore));
  const cleaned = expected
    .flatMap((value) => [value].flat())
    .map((value) => withoutMatches(String(value), ignored));
  const areNumbers = ignored.length > 0 && cleaned.length > 0 && cleaned.every(isNumber);
  if (ignored.length > 0) noteIgnored(task, ignored, areNumbers, notes);
  const scorers = pipelines.flatMap((pipeline) =>
    metrics.flatMap((metric) => scorerOf(metric, pipeline, areNumbers, task, notes)),
  );
  if (scorers.length > 1)
    notes.changed(
      task.at('filter_list'),
      'filter_list',
      `the score is that of "${String(scorers[0]?.name)}"; the other views only inform`,
      {
        fix: 'give another scorer the weight in benchmark.yaml',
      },
    );
  const score = scorers.map((scorer, index) => (index === 0 ? scorer : { ...scorer, weight: 0 }));
  return { score, ignored, votes: pipelines.some(({ votes }) => votes) };
}

function isNumber(text: string): boolean {
  return /^[-+]?\d+(?:\.\d+)?$/.test(text.trim().replaceAll(/[,$]/g, '').replace(/\.$/, ''));
}

function noteIgnored(
  task: Task,
  ignored: readonly string[],
  areNumbers: boolean,
  notes: Notes,
): void {
  const rule = areNumbers
    ? 'every expected answer is a number, so answers are compared as numbers'
    : 'they are taken out of the expected answers, and punctuation out of both';
  notes.approximated(task.at('metric_list'), 'regexes_to_ignore', `${excerpt(ignored)}: ${rule}`);
}

function pipelinesOf(task: Task, notes: Notes): Pipeline[] {
  const list = [task.value.filter_list ?? []].flat();
  const plain: Pipeline = { name: 'none', steps: [], differs: [], votes: false };
  if (list.length === 0) return [plain];
  const pipelines = list.flatMap((written) => {
    const name = isJsonObject(written) ? String(written.name) : '';
    const pipeline = translatePipeline(written);
    if (typeof pipeline === 'string') {
      notes.dropped(task.at('filter_list'), `filter ${name}`, pipeline, { comparable: false });
      return [];
    }
    for (const reason of pipeline.differs)
      notes.approximated(task.at('filter_list'), `filter ${name}`, reason, { comparable: false });
    return [pipeline];
  });
  return pipelines;
}

function metricsOf(task: Task, notes: Notes): JsonObject[] {
  const list = [task.value.metric_list ?? [{ metric: 'exact_match' }]].flat().filter(isJsonObject);
  return list.filter((metric) => {
    const name = String(metric.metric);
    const isKnown = Object.hasOwn(METRICS, name) && !isFunction(metric.metric ?? null);
    if (!isKnown)
      notes.dropped(
        task.at('metric_list'),
        `metric ${excerpt(name)}`,
        'it has no counterpart here',
        {
          comparable: false,
        },
      );
    if (CORPUS.has(name))
      notes.approximated(
        task.at('metric_list'),
        `metric ${name}`,
        'it is a mean over single answers here, and one figure for all of them in the original',
        { comparable: false },
      );
    if (metric.ignore_numbers === true)
      notes.dropped(task.at('metric_list'), 'ignore_numbers', 'digits always count here', {
        comparable: false,
      });
    return isKnown;
  });
}

function scorerOf(
  metric: JsonObject,
  { name, steps }: Pipeline,
  areNumbers: boolean,
  task: Task,
  notes: Notes,
): JsonObject[] {
  const own = METRICS[String(metric.metric)]?.(metric) ?? [];
  const candidates = areNumbers ? [{ type: 'number' }, ...own] : own;
  const chosen = firstScorer(candidates);
  if ('problem' in chosen) {
    notes.dropped(task.at('metric_list'), `metric ${String(metric.metric)}`, chosen.problem, {
      comparable: false,
    });
    return [];
  }
  const named = name === 'none' ? {} : { name };
  const extract = steps.length === 0 ? {} : { extract: steps };
  return [{ ...chosen.score, ...named, ...extract }];
}

function exactMatch(options: JsonObject): JsonObject[] {
  const punctuation =
    options.ignore_punctuation === true || textsOf(options.regexes_to_ignore).length > 0;
  return [
    {
      type: 'equals',
      ...(options.ignore_case === true ? { ignore_case: true } : {}),
      ...(punctuation ? { ignore_punctuation: true } : {}),
    },
  ];
}

function textsOf(value: JsonValue | undefined): string[] {
  return [value ?? []].flat().filter((item) => typeof item === 'string');
}
