import type { JsonValue } from '../../../json.ts';
import { pathKeys } from '../../../scorers/text/json.ts';
import { firstExtract } from '../scorers.ts';

/** What a transform does, as steps of an extract pipeline. */
export interface Transform {
  readonly steps: readonly JsonValue[];
  /** Whether what comes out is a JSON value and no text. */
  readonly parsed: boolean;
}

export const NO_TRANSFORM: Transform = { steps: [], parsed: false };

const FIXED: Readonly<Record<string, readonly JsonValue[]>> = {
  output: [],
  'output.trim()': ['trim'],
  'output.toLowerCase()': ['lower'],
  'output.trim().toLowerCase()': ['trim', 'lower'],
  'output.toLowerCase().trim()': ['lower', 'trim'],
  "output.split('\\n')[0]": ['first_line'],
  "output.split('\\n').pop()": ['last_line'],
  "output.trim().split('\\n').pop()": ['last_line'],
};

/** Transforms one after another; `undefined` when one of them is code that cannot be translated. */
export function chainTransforms(
  written: readonly (JsonValue | undefined)[],
): Transform | undefined {
  let chain: Transform | undefined = NO_TRANSFORM;
  for (const transform of written) {
    if (transform === undefined || transform === null || transform === '') continue;
    chain = typeof transform === 'string' && chain ? translate(transform, chain) : undefined;
  }
  return chain;
}

function translate(source: string, before: Transform): Transform | undefined {
  const line = source
    .trim()
    .replace(/^return\s+/, '')
    .replace(/;\s*$/, '')
    .replaceAll('"', "'");
  if (line === 'output') return before;
  const path = jsonPathOf(line, before.parsed);
  if (path === '') return { steps: before.steps, parsed: true };
  if (path !== undefined) return extended(before, [{ json_path: path }]);
  if (before.parsed) return undefined;
  const steps = Object.hasOwn(FIXED, line) ? FIXED[line] : matched(line);
  return steps && extended(before, steps);
}

function extended(before: Transform, steps: readonly JsonValue[]): Transform | undefined {
  const all = firstExtract([[...before.steps, ...steps]]);
  return all && { steps: all, parsed: false };
}

/** The path that a line takes out of the JSON; empty for the whole of it. */
function jsonPathOf(line: string, parsed: boolean): string | undefined {
  const root = parsed ? /^output(?=[.[])/ : /^JSON\.parse\(\s*output\s*\)/;
  if (!root.test(line)) return undefined;
  const path = line.replace(root, '').replaceAll('?.', '.').replace(/^\./, '');
  return path === '' || pathKeys(path) !== null ? path : undefined;
}

/** `output.match(/pattern/)[1]`. */
function matched(line: string): readonly JsonValue[] | undefined {
  const match =
    /^output\.match\(\/(?<pattern>(?:[^/\\\n]|\\.)+)\/(?<flags>[imsu]*)\)\??\.?\[(?<group>\d)\](?:\.trim\(\))?$/.exec(
      line,
    )?.groups;
  if (match === undefined) return undefined;
  const flags = (match.flags ?? '').replace('u', '');
  const pattern = match.pattern ?? '';
  const step = { pattern, group: Number(match.group), ...(flags === '' ? {} : { flags }) };
  return [{ regex: step }];
}
