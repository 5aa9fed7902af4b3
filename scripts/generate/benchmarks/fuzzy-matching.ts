import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

const SYLLABLES = [
  'ka',
  'mo',
  'ri',
  'tan',
  'vel',
  'shu',
  'bra',
  'del',
  'nor',
  'xi',
  'pa',
  'lum',
  'que',
  'zo',
  'fer',
  'ith',
];
const CODES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** Edit distance by the full table. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, char] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, sign] of [...other].entries())
      next.push(
        Math.min(
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
          (row[j] ?? 0) + (char === sign ? 0 : 1),
        ),
      );
    row = next;
  }
  return itemAt(row, other.length);
}

/** The same by recursion from the ends, with a memory. */
function distanceBack(one: string, other: string, known = new Map<string, number>()): number {
  if (one === '' || other === '') return one.length + other.length;
  const key = `${one}|${other}`;
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)];
  const value =
    one.at(-1) === other.at(-1)
      ? distanceBack(a, b, known)
      : 1 +
        Math.min(
          distanceBack(a, b, known),
          distanceBack(a, other, known),
          distanceBack(one, b, known),
        );
  known.set(key, value);
  return value;
}

function spoilt(random: Random, word: string, times: number): string {
  let text = word;
  for (let turn = 0; turn < times; turn += 1) {
    const at = random.int(0, text.length - 1);
    const letter = random.pick([...'aeiourstln']);
    const [before, after] = [text.slice(0, at), text.slice(at)];
    text = random.pick([
      before + letter + after,
      before + after.slice(1),
      before + letter + after.slice(1),
    ]);
  }
  return text;
}

function candidates(
  random: Random,
  level: Level,
  count: number,
): { query: string; names: string[]; far: number[] } | null {
  const root = random.sample(SYLLABLES, { easy: 3, medium: 3, hard: 4 }[level]).join('');
  const query = spoilt(random, root, 2);
  const names = Array.from({ length: count }, (_, index) =>
    spoilt(random, root, index + (level === 'easy' ? 1 : 0)),
  );
  const mixed = random.sample(names, names.length);
  const far = mixed.map((name) => agreed(name, distance(query, name), distanceBack(query, name)));
  return new Set(mixed).size < count || mixed.includes(query) ? null : { query, names: mixed, far };
}

const shown = (names: readonly string[]) =>
  names.map((name, index) => `${CODES[index]}: ${name}`).join('\n');

function closest(random: Random, level: Level): Draft {
  return until(() => {
    const made = candidates(random, level, { easy: 4, medium: 6, hard: 8 }[level]);
    if (made === null) return null;
    const least = Math.min(...made.far);
    if (made.far.filter((far) => far === least).length !== 1) return null;
    const question = `${shown(made.names)}\n\nWhich name needs the fewest edits to become "${made.query}"? Give its letter.`;
    return { fields: { question }, expected: itemAt(CODES, made.far.indexOf(least)) };
  });
}

function count(random: Random, level: Level): Draft {
  return until(() => {
    const made = candidates(random, level, { easy: 3, medium: 4, hard: 5 }[level]);
    if (made === null) return null;
    const [from, edits] = [itemAt(made.names, 0), itemAt(made.far, 0)];
    if (edits < { easy: 1, medium: 2, hard: 3 }[level] || edits > 6) return null;
    const question = `What is the smallest number of edits that turns "${from}" into "${made.query}"?`;
    return { fields: { question }, expected: String(edits) };
  });
}

function rank(random: Random, level: Level): Draft {
  return until(() => {
    const size = 5;
    const made = candidates(random, level, size);
    if (made === null || new Set(made.far).size < size) return null;
    const order = made.far
      .map((far, index) => ({ far, code: itemAt(CODES, index) }))
      .sort((one, other) => one.far - other.far);
    const question = `${shown(made.names)}\n\nSort the names by the number of edits that each needs to become "${made.query}", the fewest first. Give the letters, separated by commas.`;
    return {
      fields: { question },
      expected: order.map(({ code }) => code).join(', '),
      score: [{ type: 'kendall' }],
    };
  });
}

interface Article {
  readonly kind: string;
  readonly size: number;
  readonly unit: 'g' | 'ml';
  readonly pack: number;
  readonly organic: boolean;
}

const KINDS: readonly (readonly [string, 'g' | 'ml'])[] = [
  ['basmati rice', 'g'],
  ['olive oil', 'ml'],
  ['peanut butter', 'g'],
  ['green tea', 'g'],
  ['soy sauce', 'ml'],
  ['maize flour', 'g'],
  ['mango juice', 'ml'],
];

function label({ kind, size, unit, pack, organic }: Article, style: number): string {
  const big = size >= 1000 ? `${size / 1000} ${unit === 'g' ? 'kg' : 'l'}` : `${size} ${unit}`;
  const [short, total] = [
    kind
      .split(' ')
      .map((word) => word.slice(0, 3))
      .join('.')
      .toUpperCase(),
    (size * pack) / 1000,
  ];
  return (
    [
      `${organic ? 'Organic ' : ''}${kind}, ${pack > 1 ? `${pack} × ` : ''}${big}`,
      `${short} ${pack}x${size}${unit.toUpperCase()}${organic ? ' BIO' : ''}`,
      `${kind} ${total}${unit === 'g' ? 'kg' : 'l'} in all, ${pack} ${pack > 1 ? 'pieces' : 'piece'}${organic ? ', org.' : ''}`,
    ][style] ?? ''
  );
}

/** An order line against articles that differ in one respect each. */
function article(random: Random, level: Level): Draft {
  return until(() => {
    const [kind, unit] = random.pick(KINDS);
    const wanted: Article = {
      kind,
      size: random.pick([250, 500, 750, 1000, 1500]),
      unit,
      pack: random.pick([1, 2, 4, 6]),
      organic: random.chance(0.5),
    };
    const near: Article[] = [
      { ...wanted, size: wanted.size * 2 },
      { ...wanted, organic: !wanted.organic },
      { ...wanted, pack: wanted.pack * 2 },
      { ...wanted, pack: wanted.pack * 2, size: wanted.size / 2 },
      {
        ...wanted,
        kind: itemAt(
          random.pick(KINDS.filter(([other, same]) => other !== kind && same === unit)),
          0,
        ),
      },
      { ...wanted, pack: wanted.pack + 1 },
      { ...wanted, size: wanted.size + 50 },
    ];
    const list = random.sample(
      [wanted, ...random.sample(near, { easy: 3, medium: 5, hard: 7 }[level])],
      8,
    );
    const texts = list.map((item) => label(item, 0));
    const style = level === 'easy' ? 1 : 2;
    const right = itemAt(CODES, list.indexOf(wanted));
    // The second method looks for the article with the very label that the order line has.
    const same = list
      .map((item) => label(item, style))
      .flatMap((text, index) => (text === label(wanted, style) ? [itemAt(CODES, index)] : []));
    if (same.length !== 1) return null;
    const question = `${shown(texts)}\n\nAn order says "${label(wanted, style)}". Which article is it? Give its letter.`;
    return { fields: { question }, expected: agreed(question, right, itemAt(same, 0)) };
  });
}

const MAKERS = { closest, count, rank, article };

export const generator: Generator = {
  id: 'fuzzy-matching',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({ name, levels: ['easy', 'medium', 'hard'], each: 10, make }),
  ),
};
