import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { INSTRUCTIONS } from './ifeval/index.ts';
import type { Followed } from './ifeval/instruction.ts';
import { looseVariants } from './ifeval/variants.ts';
import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { nothingToScore, scored, unscored } from './text/score.ts';

/** Options of `ifeval`. */
export interface IfevalOptions {
  readonly variant: 'strict' | 'loose';
  readonly level: 'prompt' | 'instruction' | 'followed' | 'given';
  /** Instead of those of the case: each with its id and its arguments. */
  readonly instructions?: readonly JsonObject[];
}

/** Instructions of one case, as many as there are kinds; `followed` and `given` are shares of it. */
const MOST = 25;

const options: z.ZodType<IfevalOptions> = z.strictObject({
  variant: z
    .enum(['strict', 'loose'])
    .default('strict')
    .describe('Loose: also without the first line, the last line, both, and asterisks.'),
  level: z
    .enum(['prompt', 'instruction', 'followed', 'given'])
    .default('prompt')
    .describe(
      '1 when all instructions are followed, or the share of them that is. Followed and given count them, as shares of 25: the one divided by the other is the accuracy over all instructions of all cases.',
    ),
  instructions: z
    .array(z.record(z.string(), z.json()))
    .min(1)
    .max(MOST)
    .superRefine((list, context) => {
      const [problem] = list.flatMap((given) => problemOf(given) ?? []);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .exactOptional()
    .describe(
      'Instructions, each an id and its arguments; those in the variables instruction_id_list and kwargs of the case unless written.',
    ),
});

/** The reply follows instructions that can be verified, as IFEval does. */
export const ifeval: Scorer<IfevalOptions> = {
  type: 'ifeval',
  version: 1,
  summary: 'The reply follows verifiable instructions: the 25 kinds of IFEval, strict or loose.',
  options,
  needsExpected: false,
  threshold: 1,
  example: {
    options: {
      instructions: [
        { id: 'punctuation:no_comma' },
        { id: 'keywords:existence', keywords: ['harbour'] },
      ],
    },
    right: 'The harbour was quiet.',
    wrong: 'The harbour, at last, was quiet.',
  },
  score: scoreIfeval,
};

function scoreIfeval(input: ScoreInput, { variant, level, instructions }: IfevalOptions): Score {
  const { answer } = input;
  const given = instructions ?? instructionsOf(input.variables);
  if (given.length === 0) return unscored('the case has no instruction_id_list');
  const [problem] = given.flatMap((item) => problemOf(item) ?? []);
  if (problem !== undefined) return unscored(problem);
  if ((level === 'followed' || level === 'given') && given.length > MOST)
    return unscored(`more than ${MOST} instructions cannot be counted`);
  // A reply without an answer follows none of its instructions, which were given all the same.
  if (answer === null) return level === 'given' ? countOf(given.length, null) : nothingToScore();
  const variants = variant === 'loose' ? looseVariants(answer) : [answer].filter(isFilled);
  const checked = given.map((item) => ({ id: String(item.id), ...best(item, variants) }));
  return scoreChecked(checked, level, answer.trim());
}

function scoreChecked(
  checked: readonly (Followed & { readonly id: string })[],
  level: IfevalOptions['level'],
  answer: string,
): Score {
  const unknown = checked.find(({ follows }) => follows === null);
  if (unknown !== undefined) return unscored(`${unknown.id}: ${unknown.found}`, answer);
  if (level === 'given') return countOf(checked.length, answer);
  const failed = checked.filter(({ follows }) => !follows);
  const followed = checked.length - failed.length;
  const share = followed / checked.length;
  const values = { prompt: Math.floor(share), instruction: share, followed: followed / MOST };
  const told = failed.map(({ id, found }) => `; not ${id}: ${found}`).join('');
  return scored(values[level], answer, `${followed} of ${checked.length} followed${told}`);
}

function countOf(given: number, answer: string | null): Score {
  return scored(given / MOST, answer, `${given} instruction${given === 1 ? '' : 's'} given`);
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

/** The first variant that follows, else what was found in the reply as it is. */
function best(given: JsonObject, variants: readonly string[]): Followed {
  const instruction = INSTRUCTIONS[String(given.id)];
  const checked = variants.map((text) => instruction?.check(text, given));
  return (
    checked.find((found) => found?.follows) ?? checked[0] ?? { follows: false, found: 'nothing' }
  );
}

/** The instructions of a case as the data set of IFEval writes them. */
function instructionsOf(variables: JsonObject): readonly JsonObject[] {
  const ids = listIn(variables.instruction_id_list);
  const given = listIn(variables.kwargs);
  return ids.map((id, index) => {
    const own = given[index];
    return { ...(isJsonObject(own) ? own : {}), id };
  });
}

/** A list, or one written as JSON in a cell. */
function listIn(written: JsonValue | undefined): readonly JsonValue[] {
  if (typeof written !== 'string') return Array.isArray(written) ? written : [];
  try {
    const parsed: JsonValue = JSON.parse(written);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function problemOf(given: JsonObject): string | undefined {
  const { id } = given;
  const known = typeof id === 'string' && Object.hasOwn(INSTRUCTIONS, id);
  const instruction = known ? INSTRUCTIONS[id] : undefined;
  if (instruction === undefined)
    return `there is no instruction ${JSON.stringify(id ?? null).slice(0, 60)}`;
  const missing = instruction.needs.find((name) => (given[name] ?? null) === null);
  return missing === undefined ? undefined : `the instruction "${instruction.id}" needs ${missing}`;
}
