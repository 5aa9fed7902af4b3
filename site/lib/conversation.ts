import type { Benchmark, Message, TestCase } from '../../engine/benchmark/benchmark.ts';
import { lookUp, variablesOf } from '../../engine/benchmark/template.ts';
import type { JsonValue } from '../../engine/json.ts';
import { messagesOf, shownChoices, turnsOf } from '../../engine/plan/call.ts';

/** The messages a model reads at its first trial of a case. */
export function conversationOf(benchmark: Benchmark, testCase: TestCase): Message[] {
  const shown = shownChoices(benchmark, testCase, 1);
  const turns = turnsOf(benchmark, testCase, shown) ?? [];
  return [
    ...messagesOf(benchmark, testCase, shown),
    ...turns.flatMap((content): Message[] => [
      { role: 'assistant', content: REPLY },
      { role: 'user', content },
    ]),
  ];
}

/** Stands for what a model says between two turns, which is another for each model. */
const REPLY = '…';

/** Longest message that a list of cases shows, in characters. */
const LISTED_LETTERS = 2_000;

/** The same, long messages cut: a list of a hundred cases must stay readable. */
export function shortConversationOf(benchmark: Benchmark, testCase: TestCase): Message[] {
  return conversationOf(benchmark, testCase).map((message) => ({
    ...message,
    content: cut(message.content, LISTED_LETTERS),
  }));
}

/** What sets a case apart from its neighbours, on one line. */
export function gistOf(benchmark: Benchmark, testCase: TestCase, letters = 140): string {
  const name = tellingVariableOf(benchmark);
  const value = name === undefined ? undefined : lookUp(name, testCase.variables);
  return cut((value === undefined ? testCase.id : textOf(value)).replace(/\s+/g, ' '), letters);
}

const telling = new WeakMap<Benchmark, string | undefined>();

/** The variable of the prompt that differs most between cases; of equals the first. */
function tellingVariableOf(benchmark: Benchmark): string | undefined {
  if (telling.has(benchmark)) return telling.get(benchmark);
  const names = benchmark.prompt.flatMap((message) => variablesOf(message.content));
  const counted = names.map((name) => ({ name, values: distinctValues(benchmark, name) }));
  const [best] = counted.sort((a, b) => b.values - a.values);
  telling.set(benchmark, best?.name);
  return best?.name;
}

function distinctValues(benchmark: Benchmark, name: string): number {
  return new Set(benchmark.cases.map((testCase) => textOf(lookUp(name, testCase.variables)))).size;
}

/** Any value of a case as text: strings as they are, the rest as JSON. */
function textOf(value: JsonValue | undefined, indent = 0): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null, null, indent);
}

/** The answers a case accepts; objects on as many lines as `indent` makes of them. */
export function expectedTexts({ expected }: TestCase, indent = 0): string[] {
  if (expected === undefined) return [];
  const all: readonly JsonValue[] = Array.isArray(expected) ? expected : [expected];
  return all.map((item) => textOf(item, indent));
}

/** The text, cut to so many characters. */
export function cut(text: string, letters: number): string {
  const all = [...text];
  return all.length <= letters
    ? text
    : `${all
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;
}
