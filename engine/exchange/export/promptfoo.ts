import { stringify } from 'yaml';
import type { Benchmark, Message, TestCase } from '../../benchmark/benchmark.ts';
import { choicesText, lookUp, parseTemplate } from '../../benchmark/template.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { messagesOf } from '../../plan/call.ts';
import { isConversation } from '../../plan/plan.ts';
import type { NotePlace, Notes } from '../import/notes.ts';
import type { Exporter } from './exporter.ts';
import { assertionOf } from './promptfoo-assertions.ts';

/** A configuration of promptfoo that asks and scores the same. */
export const promptfooConfig: Exporter = {
  format: 'promptfoo',
  summary: 'promptfooconfig.yaml',
  export: ({ benchmark }, notes) => [
    {
      path: `${benchmark.id}/promptfooconfig.yaml`,
      content: stringify(configOf(benchmark, notes), {
        lineWidth: 100,
        aliasDuplicateObjects: false,
      }),
    },
  ],
};

function configOf(benchmark: Benchmark, notes: Notes): object {
  const place: NotePlace = { file: `benchmarks/${benchmark.id}/benchmark.yaml`, line: 1 };
  noteLosses(benchmark, place, notes);
  const { version, license, language, tags } = benchmark;
  return {
    description: benchmark.title,
    tags: {
      benchmark: benchmark.id,
      version,
      license,
      language,
      ...(tags.length === 0 ? {} : { tags: tags.join(',') }),
    },
    prompts: [promptText(benchmark, place, notes)],
    providers: providersOf(benchmark),
    defaultTest: { options: { disableVarExpansion: true } },
    ...(benchmark.trials > 1 ? { evaluateOptions: { repeat: benchmark.trials } } : {}),
    tests: benchmark.cases.map((testCase) => testOf(testCase, benchmark, notes)),
  };
}

function noteLosses(benchmark: Benchmark, place: NotePlace, notes: Notes): void {
  if (benchmark.shuffle_choices)
    notes.dropped(place, 'shuffle_choices', 'options are shown in the order they were written', {
      comparable: false,
    });
  if (benchmark.reducer !== 'mean')
    notes.dropped(place, 'reducer', 'promptfoo shows trials one by one', { comparable: false });
  if (isConversation(benchmark))
    notes.dropped(place, 'turns', 'only the opening of a conversation is asked there', {
      comparable: false,
    });
  if (benchmark.examples.length > 0)
    notes.changed(place, 'examples', 'worked examples became messages of the prompt');
}

/** A single message of the user as text, a conversation as JSON. */
function promptText(benchmark: Benchmark, place: NotePlace, notes: Notes): string {
  const shown = exampleTurns(benchmark);
  const translated = benchmark.prompt.map(({ role, content }) => ({
    role,
    content: nunjucks(content, benchmark, place, notes),
  }));
  const messages = [...translated.slice(0, -1), ...shown, ...translated.slice(-1)];
  const [only, ...others] = messages;
  const isPlain =
    only?.role === 'user' && others.length === 0 && !/^\s*\[\s*\{|^file:|^---$/m.test(only.content);
  return isPlain ? only.content : JSON.stringify(messages, null, 2);
}

/** Worked examples as they are sent; the first case gives the conversation round them. */
function exampleTurns(benchmark: Benchmark): Message[] {
  const [first] = benchmark.cases;
  if (benchmark.examples.length === 0 || first === undefined) return [];
  const shown = first.choices && {
    choices: first.choices,
    order: first.choices.map((_, index) => index),
  };
  const sent = messagesOf(benchmark, first, shown);
  const before = benchmark.prompt.length - 1;
  return sent.slice(before, -1).map(({ role, content }) => ({ role, content: literal(content) }));
}

/** Text that Nunjucks prints as it stands. */
function literal(text: string): string {
  return text.replaceAll(/\{[{%#]/g, (mark) => `{{ '${mark}' }}`);
}

/** A template of ours in Nunjucks, which prints objects and lists otherwise. */
function nunjucks(template: string, { cases }: Benchmark, place: NotePlace, notes: Notes): string {
  return parseTemplate(template)
    .map((part) => {
      if ('text' in part) return literal(part.text);
      const { variable } = part;
      if (variable.includes('-'))
        notes.changed(place, `variable ${variable}`, 'its hyphen is an underscore there');
      const name = variable.replaceAll('-', '_');
      const isObject = cases.some(
        ({ variables }) => typeof (lookUp(variable, variables) ?? '') === 'object',
      );
      return isObject && variable !== 'choices' ? `{{ ${name} | dump(2) | safe }}` : `{{${name}}}`;
    })
    .join('');
}

function providersOf({ models, parameters, response }: Benchmark): object[] {
  const ids = models.ids.length > 0 ? models.ids : ['openai/gpt-4o-mini'];
  const format = response && {
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'answer', schema: response.json_schema },
    },
  };
  const config = { ...parameters, ...format };
  return ids.map((id) => ({
    id: `openrouter:${id}`,
    ...(Object.keys(config).length === 0 ? {} : { config }),
  }));
}

function testOf(testCase: TestCase, benchmark: Benchmark, notes: Notes): object {
  const { id, tags, cluster, weight, choices, expected } = testCase;
  const scorers = testCase.score ?? benchmark.score;
  const assertions = scorers.map((spec) => assertionOf(spec, benchmark.extract, testCase, notes));
  const metadata: Readonly<Record<string, JsonValue | undefined>> = {
    id,
    tags: tags.length === 0 ? undefined : [...tags],
    cluster,
    weight: weight === 1 ? undefined : weight,
    choices,
    expected,
  };
  return {
    vars: varsOf(testCase),
    assert: assertions.filter((found) => found !== undefined),
    metadata: withoutUndefined(metadata),
  };
}

function varsOf({ variables, choices }: TestCase): JsonObject {
  const { expected: _, choices: _written, cluster: _cluster, ...vars } = variables;
  const entries = Object.entries(vars).map(
    ([name, value]) => [name.replaceAll('-', '_'), guarded(value)] as const,
  );
  return {
    ...Object.fromEntries(entries),
    ...(choices === undefined ? {} : { choices: choicesText(choices) }),
  };
}

/** promptfoo reads variables as templates and file names. */
function guarded(value: JsonValue): JsonValue {
  return typeof value === 'string' ? literal(value) : value;
}

function withoutUndefined(fields: Readonly<Record<string, JsonValue | undefined>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
