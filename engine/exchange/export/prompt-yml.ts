import { stringify } from 'yaml';
import type { Benchmark, ScorerSpec, TestCase } from '../../benchmark/benchmark.ts';
import { choicesText } from '../../benchmark/template.ts';
import { canonicalJson, type JsonObject } from '../../json.ts';
import { isConversation } from '../../plan/plan.ts';
import type { NotePlace, Notes } from '../import/notes.ts';
import type { Exporter } from './exporter.ts';

/** A prompt of GitHub Models. */
export const promptYml: Exporter = {
  format: 'prompt-yml',
  summary: 'a .prompt.yml of GitHub Models',
  export: ({ benchmark }, notes) => [
    {
      path: `${benchmark.id}.prompt.yml`,
      content: stringify(promptOf(benchmark, notes), {
        lineWidth: 100,
        aliasDuplicateObjects: false,
      }),
    },
  ],
};

function promptOf(benchmark: Benchmark, notes: Notes): object {
  const place: NotePlace = { file: `benchmarks/${benchmark.id}/benchmark.yaml`, line: 1 };
  noteLosses(benchmark, place, notes);
  const { temperature, top_p, max_tokens } = benchmark.parameters;
  const parameters = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(top_p === undefined ? {} : { topP: top_p }),
    ...(max_tokens === undefined ? {} : { maxTokens: max_tokens }),
  };
  return {
    name: benchmark.title,
    description: benchmark.description,
    model: benchmark.models.ids[0] ?? 'openai/gpt-4o-mini',
    ...(Object.keys(parameters).length === 0 ? {} : { modelParameters: parameters }),
    ...responseOf(benchmark),
    messages: benchmark.prompt,
    testData: benchmark.cases.map(rowOf),
    evaluators: sharedScorers(benchmark, place, notes).flatMap((spec) =>
      evaluatorOf(spec, benchmark, place, notes),
    ),
  };
}

function responseOf({ response }: Benchmark): object {
  if (response === undefined) return {};
  const jsonSchema = JSON.stringify({ name: 'answer', schema: response.json_schema });
  return { responseFormat: 'json_schema', jsonSchema };
}

function noteLosses(benchmark: Benchmark, place: NotePlace, notes: Notes): void {
  const lost: readonly (readonly [string, boolean])[] = [
    ['examples', benchmark.examples.length > 0],
    ['extract', benchmark.extract.length > 0],
    ['turns', isConversation(benchmark)],
    ['trials', benchmark.trials > 1],
    ['shuffle_choices', benchmark.shuffle_choices],
    ['parameters: stop', benchmark.parameters.stop !== undefined],
  ];
  for (const [item] of lost.filter(([, isLost]) => isLost))
    notes.dropped(place, item, 'the format has no place for it', { comparable: false });
}

function rowOf({ id, tags, cluster, weight, variables, choices, expected }: TestCase): object {
  const { cluster: _, ...vars } = variables;
  return {
    id,
    ...vars,
    ...(choices === undefined ? {} : { choices: choicesText(choices) }),
    ...(expected === undefined ? {} : { expected }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(cluster === undefined ? {} : { cluster }),
    ...(weight === 1 ? {} : { weight }),
  };
}

/** Evaluators hold for all rows, so only scorers that all cases share can be written. */
function sharedScorers(
  benchmark: Benchmark,
  place: NotePlace,
  notes: Notes,
): readonly ScorerSpec[] {
  const lists = benchmark.cases.map(({ score }) => score ?? benchmark.score);
  const [first = [], ...others] = lists;
  const shared = first.filter((spec) =>
    others.every((list) => list.some((each) => canonicalJson(each) === canonicalJson(spec))),
  );
  if (shared.length < Math.max(...lists.map(({ length }) => length)))
    notes.dropped(
      place,
      'score',
      'scorers of single cases have no place: evaluators hold for all rows',
      { comparable: false },
    );
  return shared;
}

const KINDS: Readonly<Record<string, string>> = {
  equals: 'equals',
  includes: 'contains',
  starts_with: 'startsWith',
  ends_with: 'endsWith',
};

function evaluatorOf(
  spec: ScorerSpec,
  { cases }: Benchmark,
  place: NotePlace,
  notes: Notes,
): JsonObject[] {
  const kind = KINDS[spec.type];
  const value = comparedWith(spec, cases);
  if (
    kind !== undefined &&
    value !== undefined &&
    !spec.not &&
    spec.weight === 1 &&
    spec.extract === undefined
  )
    return [{ name: spec.name, string: { [kind]: value } }];
  notes.dropped(place, `scorer ${spec.name}`, 'evaluators only compare a text as it stands', {
    comparable: false,
  });
  return [];
}

/** What is compared with: the expected value of each row, or one text for all. */
function comparedWith({ options }: ScorerSpec, cases: readonly TestCase[]): string | undefined {
  const { values, match, unicode, ...rules } = options;
  const isStrict =
    Object.values(rules).every((rule) => rule === false) &&
    (match ?? 'any') === 'any' &&
    (unicode ?? 'nfc') === 'nfc';
  if (!isStrict) return undefined;
  const [only, ...others] = [values ?? []].flat();
  if (only !== undefined) return others.length === 0 ? String(only) : undefined;
  return cases.every(({ expected }) => typeof expected === 'string') ? '{{expected}}' : undefined;
}
