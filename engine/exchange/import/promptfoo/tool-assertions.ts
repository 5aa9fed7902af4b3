import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { Refusal, Translation } from './assertion.ts';
import { single, translated } from './writers.ts';

/** promptfoo follows a whole trajectory, where a benchmark has the calls of one reply. */
const ONE_REPLY =
  'the tool calls of the one reply are looked at here, those of an agent’s whole trajectory there';

/** Every call has to name a tool on offer, with arguments that its schema allows. */
export function validCalls(tools: readonly JsonObject[]): Translation | Refusal {
  if (tools.length === 0)
    return {
      refused: 'no provider of the configuration lists the tools in its own text',
      fix: 'write "tools" into benchmark.yaml and score with tool_valid',
    };
  return single([{ type: 'tool_valid', tools: [...tools] }]);
}

/** F1 of the set of names, which is what our scorer computes. */
export function toolF1(value: JsonValue | undefined, threshold: number): Translation | Refusal {
  const names = namesFrom(value);
  if (names === undefined) return { refused: 'it names no tools' };
  const score = { type: 'tool_name', ...(threshold === 1 ? {} : { threshold }) };
  return translated([{ expecting: { score, expected: names } }]);
}

/** All the named tools, in any order and among others. */
export function toolsUsed(value: JsonValue | undefined): Translation | Refusal {
  const names = namesFrom(value);
  return names === undefined
    ? {
        refused: 'it counts calls or matches names by a pattern',
        fix: 'list the names of the tools',
      }
    : overOneReply({ type: 'tool_sequence', order: 'subset' }, names);
}

/** The named tools in their order, others between them unless the mode is "exact". */
export function toolSequence(value: JsonValue | undefined): Translation | Refusal {
  const { steps, mode } = isJsonObject(value) ? value : { steps: value, mode: undefined };
  const names = namesFrom(steps);
  if (names === undefined) return { refused: 'its steps are no names of tools' };
  const order = mode === 'exact' ? 'exact' : 'in_order';
  return overOneReply({ type: 'tool_sequence', order }, names);
}

/** One call with its arguments; more arguments are allowed unless the mode is "exact". */
export function toolArguments(value: JsonValue | undefined): Translation | Refusal {
  const { name, args, arguments: given = args, mode, ignore } = isJsonObject(value) ? value : {};
  if (typeof name !== 'string' || !isJsonObject(given))
    return { refused: 'it does not name one tool with its arguments' };
  const ignored = [ignore ?? []].flat().map(String);
  const score = {
    type: 'tool_arguments',
    match: mode === 'exact' ? 'exact' : 'partial',
    ...(ignored.length === 0 ? {} : { ignore: ignored }),
  };
  return overOneReply(score, [{ name, arguments: given }]);
}

/** How many tools are called. */
export function stepCount(value: JsonValue | undefined): Translation | Refusal {
  const { type = 'tool', min, max, ...others } = isJsonObject(value) ? value : {};
  if (type !== 'tool' || Object.keys(others).length > 0)
    return { refused: 'it counts other steps than tool calls, or by a pattern' };
  const result = single([
    {
      type: 'step_count',
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    },
  ]);
  return 'refused' in result ? result : { ...result, differs: ONE_REPLY, comparable: false };
}

function overOneReply(score: JsonObject, expected: JsonValue): Translation | Refusal {
  const result = translated([{ expecting: { score, expected } }]);
  return 'refused' in result ? result : { ...result, differs: ONE_REPLY, comparable: false };
}

/** A list of names, or a text with commas; `undefined` for everything else. */
function namesFrom(value: JsonValue | undefined): string[] | undefined {
  const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const names = list.map((item) => (isJsonObject(item) ? nameIn(item) : item));
  const texts = names.flatMap((name) => (typeof name === 'string' ? name.trim() : []));
  const isWhole = texts.length === list.length && texts.every((name) => name !== '');
  return texts.length > 0 && isWhole ? texts : undefined;
}

/** `{ name: search }` says no more than `search`. */
function nameIn(item: JsonObject): JsonValue | undefined {
  return Object.keys(item).length === 1 ? item.name : undefined;
}

/** The tools that providers list, as our scorer and our benchmarks write them. */
export function toolsOf(written: JsonValue | undefined): JsonObject[] {
  return [written ?? []].flat().flatMap((item) => {
    if (!isJsonObject(item)) return [];
    const tool = isJsonObject(item.function) ? item.function : item;
    const { name, description, parameters = tool.input_schema } = tool;
    if (typeof name !== 'string') return [];
    return [
      {
        name,
        ...(typeof description === 'string' ? { description } : {}),
        ...(isJsonObject(parameters) ? { parameters } : {}),
      },
    ];
  });
}
