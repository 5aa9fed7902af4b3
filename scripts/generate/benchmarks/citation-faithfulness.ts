import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { listed, PEOPLE, PLACES } from '../words.ts';

interface Fact {
  readonly who: string;
  readonly what: string;
  readonly where: string;
  readonly year: number;
}

const CROPS = ['millet', 'saffron', 'cassava', 'flax', 'quinoa', 'tea'];

/** Passages say a fact outright, doubt it, deny it, or tell it of somebody near. */
const SAYS = {
  plain: ({ who, what, where, year }: Fact) => `${who} grew ${what} at ${where} in ${year}.`,
  turned: ({ who, what, where, year }: Fact) =>
    `At ${where} the harvest of ${year} was ${what}; the field was worked by ${who}.`,
  doubt: ({ who, what, where, year }: Fact) =>
    `It has been claimed that ${who} grew ${what} at ${where} in ${year}, but nothing is known of it.`,
  denied: ({ who, what, where, year }: Fact) => `In ${year} ${who} grew no ${what} at ${where}.`,
  planned: ({ who, what, where, year }: Fact) =>
    `${who} had meant to grow ${what} at ${where} in ${year}; whether it came to that is not recorded.`,
};
type Way = keyof typeof SAYS;
const TRUE: readonly Way[] = ['plain', 'turned'];

function near(random: Random, fact: Fact): Fact {
  return random.pick([
    { ...fact, year: fact.year + random.pick([-1, 1, 10]) },
    { ...fact, who: random.pick(PEOPLE.filter((name) => name !== fact.who)) },
    { ...fact, where: random.pick(PLACES.filter((name) => name !== fact.where)) },
    { ...fact, what: random.pick(CROPS.filter((name) => name !== fact.what)) },
  ]);
}

/** Whether a passage as it stands supports the claim: the second method. */
function supports(passage: string, claim: string): boolean {
  const asked = /^(\w+) grew (\w+) at (\w+) in (\d+)/.exec(claim);
  if (asked === null || /claimed|no |meant to/.test(passage)) return false;
  const words = new Set(passage.match(/\w+/g));
  return asked.slice(1).every((word) => words.has(word));
}

function make(random: Random, level: Level): Draft {
  return until(() => {
    const fact: Fact = {
      who: random.pick(PEOPLE),
      what: random.pick(CROPS),
      where: random.pick(PLACES),
      year: random.int(1711, 1899),
    };
    const count = random.int(1, { easy: 2, medium: 3, hard: 4 }[level]);
    const claims = level === 'hard' ? [fact, near(random, fact)] : [fact];
    const right = claims.flatMap((claim) =>
      Array.from({ length: level === 'hard' ? random.int(1, 2) : count }, () =>
        SAYS[random.pick(TRUE)](claim),
      ),
    );
    const wrong = Array.from({ length: { easy: 3, medium: 5, hard: 8 }[level] }, () => {
      const way = random.pick(Object.keys(SAYS) as Way[]);
      return TRUE.includes(way)
        ? SAYS[way](near(random, near(random, fact)))
        : SAYS[way](random.chance(0.6) ? fact : near(random, fact));
    });
    const passages = random.sample([...new Set([...right, ...wrong])], right.length + wrong.length);
    const said = claims.map((claim) => SAYS.plain(claim).replace('.', ''));
    const byText = passages.flatMap((passage, index) =>
      said.some((claim) => supports(passage, claim)) ? [index + 1] : [],
    );
    const byMaking = passages.flatMap((passage, index) =>
      claims.some((claim) => TRUE.some((way) => SAYS[way](claim) === passage)) ? [index + 1] : [],
    );
    if (byText.length === 0 || byText.length === passages.length) return null;
    return {
      fields: {
        passages: passages.map((passage, index) => `[${index + 1}] ${passage}`).join('\n'),
        statement: `${listed(said)}.`,
      },
      expected: agreed(itemAt(said, 0), byMaking, byText),
    };
  });
}

export const generator: Generator = {
  id: 'citation-faithfulness',
  file: 'cases.jsonl',
  families: [
    {
      name: 'support',
      levels: ['easy', 'medium', 'hard'],
      each: 42,
      make: (random, level) => ({ ...make(random, level), score: [{ type: 'exact_set' }] }),
    },
  ],
};
