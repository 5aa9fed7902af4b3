import type { JsonObject, JsonValue } from '../../engine/json.ts';
import { type Random, seeded } from './random.ts';
import { PEOPLE } from './words.ts';

export type Level = 'easy' | 'medium' | 'hard';

/** A case before it has an id. */
export interface Draft {
  /** Variables of the prompt. */
  readonly fields: JsonObject;
  readonly expected: JsonValue;
  /** Tags besides the level and the name of the family. */
  readonly tags?: readonly string[];
  /** Scorers of this case in place of the benchmark's. */
  readonly score?: JsonValue;
}

/** Cases of one kind. */
export interface Family {
  /** Lower-case word; the beginning of its ids, and a tag. */
  readonly name: string;
  readonly levels: readonly Level[];
  /** How often `make` is called for each level. */
  readonly each: number;
  /** One question, or several about the same source; those become a cluster. */
  make(random: Random, level: Level): Draft | readonly Draft[];
}

/** X. */
export interface Generator {
  /** The name of the benchmark, which seeds all random choices. */
  readonly id: string;
  /** Name of the file of cases, in the folder of the benchmark. */
  readonly file: string;
  readonly families: readonly Family[];
  /** The text of the file; one JSON object a line unless written. */
  render?(cases: readonly JsonObject[]): string;
}

const ATTEMPTS = 500;

/** The text of a generator's file of cases: the same bytes every time. */
export function generatedText(generator: Generator): string {
  const cases = generatedCases(generator);
  if (generator.render !== undefined) return generator.render(cases);
  return cases.map((fields) => `${JSON.stringify(fields)}\n`).join('');
}

/** All cases of a generator, no question twice. */
export function generatedCases({ id, families }: Generator): JsonObject[] {
  const asked = new Set<string>();
  return families.flatMap((family) => {
    const random = seeded(`${id}/${family.name}`);
    return family.levels.flatMap((level) =>
      Array.from({ length: family.each }, (_, index) => {
        const drafts = freshDrafts(family, { random, level, asked });
        return namedCases(drafts, family.name, `${level}-${index + 1}`);
      }).flat(),
    );
  });
}

interface Making {
  readonly random: Random;
  readonly level: Level;
  readonly asked: Set<string>;
}

function freshDrafts(family: Family, { random, level, asked }: Making): Draft[] {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const drafts = [family.make(random, level)].flat();
    const keys = drafts.map(({ fields }) => withoutPeople(JSON.stringify(fields)));
    if (keys.some((key) => asked.has(key)) || new Set(keys).size < keys.length) continue;
    for (const key of keys) asked.add(key);
    return drafts.map((draft) => ({ ...draft, tags: [level, family.name, ...(draft.tags ?? [])] }));
  }
  throw new Error(`${family.name}: no new ${level} case in ${ATTEMPTS} attempts`);
}

/** Two questions that differ in a person's name only are the same question. */
function withoutPeople(text: string): string {
  return PEOPLE.reduce((rest, name) => rest.replaceAll(name, '_'), text);
}

function namedCases(drafts: readonly Draft[], family: string, place: string): JsonObject[] {
  return drafts.map(({ fields, expected, tags = [], score }, index) => {
    const isGroup = drafts.length > 1;
    return {
      id: `${family}-${place}${isGroup ? String.fromCharCode(97 + index) : ''}`,
      ...(isGroup ? { cluster: `${family}-${place}` } : {}),
      ...fields,
      expected,
      ...(score === undefined ? {} : { score }),
      tags: [...tags],
    };
  });
}

/**
 * An answer that was computed in two ways.
 *
 * @throws Error when they differ.
 */
export function agreed<Value>(what: string, one: Value, other: Value): Value {
  const [left, right] = [JSON.stringify(one), JSON.stringify(other)];
  if (left !== right) throw new Error(`${what}: one method gives ${left}, the other ${right}`);
  return one;
}

/**
 * The first draft that a maker does not reject with `null`.
 *
 * @throws Error after many attempts.
 */
export function until<Value>(make: () => Value | null): Value {
  for (let attempt = 0; attempt < 20_000; attempt += 1) {
    const made = make();
    if (made !== null) return made;
  }
  throw new Error('every attempt was rejected');
}
