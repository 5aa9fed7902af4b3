import type { Message } from '../benchmark/benchmark.ts';

/** A count of tokens made without the model's own tokenizer. */
export interface TokenEstimate {
  readonly expected: number;
  /** More than any tokenizer in use makes of the text: one a byte, and the wrapping. */
  readonly high: number;
}

/** Output tokens of an answer of middling length, while no past reply says better. */
export const GUESSED_OUTPUT_TOKENS = 300;

/** Output tokens a call may use that sets no `max_tokens`. */
export const UNBOUNDED_OUTPUT_TOKENS = 16_384;

/** Tokens that a chat template adds to each message; 4 in OpenAI's own count. */
const TOKENS_PER_MESSAGE = 4;

/**
 * Estimates the input tokens of a conversation: four letters a token for Latin text, about one
 * token a character for scripts without spaces.
 */
export function inputTokensOf(messages: readonly Message[]): TokenEstimate {
  let expected = 0;
  let high = 0;
  for (const { content } of messages) {
    const wide =
      content.match(/[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
    expected += TOKENS_PER_MESSAGE + Math.ceil((content.length - wide) / 4 + wide);
    high += TOKENS_PER_MESSAGE * 2 + bytesOf(content);
  }
  return { expected, high };
}

/** Bytes of a text in UTF-8, without making them. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Half of a surrogate pair counts two: the pair is four bytes long.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
