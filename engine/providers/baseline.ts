import { letterOf } from '../benchmark/template.ts';
import { hashOf } from '../hash.ts';
import {
  type Floor,
  type ProviderAnswer,
  type ProviderClient,
  ProviderFailure,
  type ProviderRequest,
} from './provider.ts';

/**
 * Honest floors: what answers that look at no question score. They know the options of a case and
 * how often each answer is right in the whole benchmark, never the right answer of the case.
 */
export function baselineProvider(): ProviderClient {
  return { ask: async (request) => answer(request) };
}

type Guess = (floor: Floor, request: ProviderRequest) => string;

const GUESSES: Readonly<Record<string, Guess>> = {
  random: (floor) =>
    pick(floor, (options) => Number.parseInt(hashOf(floor.seed).slice(0, 8), 16) % options.length),
  'first-choice': (floor) => pick(floor, () => 0),
  majority: ({ answers }) => answers[0] ?? '',
  longest: (floor) => pick(floor, indexOfLongest),
  echo: (_, { messages }) => messages.at(-1)?.content ?? '',
};

function answer(request: ProviderRequest): ProviderAnswer {
  const guess = GUESSES[request.model];
  const { floor } = request;
  if (guess === undefined || floor === undefined) {
    const known = Object.keys(GUESSES).join(', ');
    throw new ProviderFailure(
      'provider_error',
      `there is no baseline "${request.model}"; there are ${known}`,
      { retry: 'never' },
    );
  }
  const output = guess(floor, request);
  return {
    outcome: output === '' ? 'empty' : 'answered',
    finishReason: 'stop',
    output,
    inputTokens: 0,
    outputTokens: 0,
    reasoningTokens: null,
    costUsd: 0,
    servedModel: request.model,
  };
}

/** The letter of an option where there are options, else one of the benchmark's answers. */
function pick({ choices, answers }: Floor, index: (options: readonly string[]) => number): string {
  if (choices.length > 0) return letterOf(index(choices));
  return answers.length === 0 ? '' : (answers[index(answers)] ?? '');
}

function indexOfLongest(options: readonly string[]): number {
  return options.reduce(
    (best, option, index) => (option.length > (options[best]?.length ?? 0) ? index : best),
    0,
  );
}
