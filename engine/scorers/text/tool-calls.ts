import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { ScoreInput, ToolCall } from '../scorer.ts';
import { findJson } from './json.ts';

/** Calls of one reply that are looked at. */
const MAX_CALLS = 128;

/**
 * The calls of a reply in their order: those that the provider reported, else those that the text
 * of the answer writes as JSON, one or a list of `{ "name": …, "arguments": … }`.
 */
export function callsOf({ toolCalls = [], answer }: ScoreInput): readonly ToolCall[] {
  if (toolCalls.length > 0) return toolCalls.slice(0, MAX_CALLS);
  return answer === null ? [] : (callsIn(findJson(answer)) ?? []);
}

/** The calls that a value stands for: a list, one call, or names alone; `null` when it is none. */
export function callsIn(written: JsonValue | undefined): ToolCall[] | null {
  const list = Array.isArray(written) ? written : [written];
  if (list.length > MAX_CALLS) return null;
  const calls = list.map(callFrom);
  return calls.every((call) => call !== null) ? calls : null;
}

/** The arguments of a call; `null` when they are no JSON object. */
export function argumentsOf({ arguments: written }: ToolCall): JsonObject | null {
  if (written.trim() === '') return {};
  try {
    const value: JsonValue = JSON.parse(written);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

function callFrom(written: JsonValue | undefined): ToolCall | null {
  if (typeof written === 'string') return { name: written, arguments: '{}' };
  if (!isJsonObject(written)) return null;
  const call = isJsonObject(written.function) ? written.function : written;
  const { name, arguments: given = {} } = call;
  if (typeof name !== 'string') return null;
  return { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) };
}
