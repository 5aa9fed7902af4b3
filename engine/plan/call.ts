import type {
  Benchmark,
  Expected,
  GenerationParameters,
  Message,
  TestCase,
} from '../benchmark/benchmark.ts';
import { judgeRecipe, KEY_RECIPE, scoringRecipe } from '../benchmark/fingerprint.ts';
import {
  choicesText,
  lookUp,
  parseTemplate,
  renderParts,
  variablesOf,
} from '../benchmark/template.ts';
import { hashOf } from '../hash.ts';
import { CanonicalText } from '../json.ts';
import { memoize, memoizePair } from '../memo.ts';
import type { Model } from '../model/model.ts';
import type { Floor } from '../providers/provider.ts';

/** One request: a case, a model and a trial. */
export interface Call {
  readonly benchmark: Benchmark;
  readonly testCase: TestCase;
  readonly model: Model;
  /** Counts from 1. */
  readonly trial: number;
  readonly messages: readonly Message[];
  /** What the user says after each reply, in a conversation; then `messages` only opens it. */
  readonly turns?: readonly string[];
  readonly shown: ShownChoices | undefined;
  /** Only for baselines, which no network and no key answer. */
  readonly floor: Floor | undefined;
  /** SHA-256 of all that could change the answer. */
  readonly key: string;
}

/** Options as the model sees them. */
export interface ShownChoices {
  readonly choices: readonly string[];
  /** `order[shown] = written`. */
  readonly order: readonly number[];
}

/** The options of a case in the order of a trial: as written, shuffled by a seed of its own, or rotated. */
export function shownChoices(
  benchmark: Benchmark,
  testCase: TestCase,
  trial: number,
): ShownChoices | undefined {
  const { choices } = testCase;
  if (choices === undefined) return undefined;
  const order = choices.map((_, index) => index);
  if (benchmark.shuffle_choices) {
    // All rotations are of one order.
    const seed = shuffleSeed(benchmark, testCase, benchmark.circular ? 1 : trial);
    const ranks = order.map((index) => hashOf([seed, index]));
    order.sort((a, b) => ((ranks[a] ?? '') < (ranks[b] ?? '') ? -1 : 1));
  }
  if (benchmark.circular) order.push(...order.splice(0, (trial - 1) % order.length));
  return { order, choices: order.map((index) => choices[index] ?? '') };
}

/**
 * What a case is asked decides the order, and nothing else: with another expected value the same
 * question must be shown the same way, or its answer would have to be paid for again.
 */
function shuffleSeed(benchmark: Benchmark, testCase: TestCase, trial: number): string {
  const names = benchmark.prompt.flatMap(({ content }) => variablesOf(content));
  const asked = names
    .filter((name) => name !== 'expected')
    .map((name) => lookUp(name, testCase.variables));
  return hashOf([asked, testCase.choices, trial]);
}

/** The conversation of a case: prompt, with the worked examples before its last message. */
export function messagesOf(
  benchmark: Benchmark,
  testCase: TestCase,
  shown: ShownChoices | undefined,
): Message[] {
  const rendered = render(benchmark.prompt, testCase, shown);
  const [first] = opensWithTurn(benchmark) ? scriptOf(benchmark, testCase, shown) : [];
  if (first !== undefined) rendered.push({ role: 'user', content: first });
  const question = rendered.pop();
  const examples = turnsOfExamples(benchmark);
  return question === undefined ? examples : [...rendered, ...examples, question];
}

/** What the user says after each reply; `undefined` where the user speaks once. */
export function turnsOf(
  benchmark: Benchmark,
  testCase: TestCase,
  shown: ShownChoices | undefined,
): readonly string[] | undefined {
  const script = scriptOf(benchmark, testCase, shown);
  const left = opensWithTurn(benchmark) ? script.slice(1) : script;
  return left.length === 0 ? undefined : left;
}

/** Whether the prompt leaves the first word to the turns. */
function opensWithTurn({ prompt }: Benchmark): boolean {
  return prompt.at(-1)?.role !== 'user';
}

/** A case's own turns are text as it stands, like every value of a case. */
function scriptOf(
  { turns }: Benchmark,
  testCase: TestCase,
  shown: ShownChoices | undefined,
): readonly string[] {
  if (testCase.turns !== undefined || turns === undefined) return testCase.turns ?? [];
  return render(turnMessages(turns), testCase, shown).map(({ content }) => content);
}

const turnMessages = memoize((turns: readonly string[]) =>
  turns.map((content): Message => ({ role: 'user', content })),
);

/** The worked examples are the same for every case. */
const turnsOfExamples = memoize((benchmark: Benchmark): Message[] =>
  benchmark.examples.flatMap((example) => exampleTurns(benchmark, example)),
);

const partsOf = memoize(({ content }: Message) => parseTemplate(content));

function exampleTurns(benchmark: Benchmark, example: TestCase): Message[] {
  const shown = shownChoices({ ...benchmark, shuffle_choices: false }, example, 1);
  const question = render(benchmark.prompt.slice(-1), example, shown);
  return [...question, { role: 'assistant', content: exampleAnswer(benchmark, example) }];
}

/** Of several right answers the first; all of them only where all have to be named. */
function exampleAnswer({ score }: Benchmark, example: TestCase): string {
  const { expected } = example;
  if (!Array.isArray(expected)) return answerText(expected ?? '');
  const needsAll = (example.score ?? score).some(({ options }) => options.multiple === true);
  return needsAll ? expected.map(answerText).join(', ') : answerText(expected[0] ?? '');
}

function answerText(answer: Expected): string {
  return typeof answer === 'object' ? JSON.stringify(answer) : String(answer);
}

function render(
  prompt: readonly Message[],
  testCase: TestCase,
  shown: ShownChoices | undefined,
): Message[] {
  const variables =
    shown === undefined
      ? testCase.variables
      : { ...testCase.variables, choices: choicesText(shown.choices) };
  return prompt.map((message) => ({
    role: message.role,
    content: renderParts(partsOf(message), variables),
  }));
}

/** The parameters as they are sent: without those that the model refuses. */
export const sentParameters: (benchmark: Benchmark, model: Model) => GenerationParameters =
  memoizePair((benchmark, model) => {
    const { omit = [] } = model;
    const sent = Object.entries(benchmark.parameters).filter(
      ([name]) => !omit.some((refused) => refused === name),
    );
    return Object.fromEntries(sent);
  });

/** Parts of keys that many calls share are spelled out once. */
const spelled = memoize((value: object) => new CanonicalText(value));

/**
 * The identity of an answer. The route is left out on purpose: the same model served elsewhere is
 * the same model; what served it is recorded beside the answer.
 */
export function callKey(call: Omit<Call, 'key'>): string {
  const { benchmark, model, floor } = call;
  const tools = call.testCase.tools ?? benchmark.tools;
  return hashOf({
    recipe: KEY_RECIPE,
    model: model.id,
    snapshot: model.snapshot,
    messages: spelled(call.messages),
    turns: call.turns,
    response: benchmark.response && spelled(benchmark.response),
    tools: tools && spelled(tools),
    parameters: spelled(sentParameters(benchmark, model)),
    trial: call.trial,
    floor: floor && { ...floor, answers: undefined },
  });
}

const recipeOf = memoizePair(
  (score: Benchmark['score'], extract: Benchmark['extract']) =>
    new CanonicalText(scoringRecipe(score, extract)),
);

const judgesOf = memoizePair(
  (score: Benchmark['score'], judges: NonNullable<Benchmark['judges']>) =>
    judgeRecipe(score, judges),
);

/** Digits of a score's key: it is only compared with its own earlier self, so 64 bits are plenty. */
const SCORE_KEY_DIGITS = 16;

/** The identity of a score: the answer's, and all that judges it. */
export function scoreKey(call: Call): string {
  const { benchmark, testCase } = call;
  const hash = hashOf({
    recipe: KEY_RECIPE,
    call: call.key,
    expected: testCase.expected,
    // The messages may not show the options, or not in this order, and the scorer still reads them.
    choices: testCase.choices,
    order: call.shown?.order,
    scoring: recipeOf(testCase.score ?? benchmark.score, benchmark.extract),
    judges: benchmark.judges && judgesOf(testCase.score ?? benchmark.score, benchmark.judges),
  });
  return hash.slice(0, SCORE_KEY_DIGITS);
}
