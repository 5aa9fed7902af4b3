import type { Model, Price } from './model.ts';

/** Tokens of a request, in and out; reasoning tokens count as output. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** US dollars of a number of tokens at a price in US dollars per million. */
export function costOfTokens(price: Price, tokens: Tokens): number {
  return (price.input * tokens.input + price.output * tokens.output) / 1e6;
}

/** Whether a model costs nothing, whoever asks: a baseline or a local server. */
export function isFree(model: Model): boolean {
  return model.price?.input === 0 && model.price.output === 0;
}
