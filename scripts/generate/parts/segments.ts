import type { Level } from '../generator.ts';
import type { Random } from '../random.ts';
import { listed } from '../words.ts';

/** What a pattern is to match, with a pattern that does and a decision without any. */
export interface Task {
  readonly task: string;
  readonly pattern: string;
  readonly accepts: (text: string) => boolean;
  /** Texts to try, right and wrong ones mixed. */
  readonly texts: readonly string[];
}

interface Segment {
  readonly said: string;
  readonly pattern: string;
  /** The length of the beginning of a text that the segment may take, all possibilities. */
  readonly take: (text: string) => number[];
  readonly make: (random: Random) => string;
}

const prefix = (text: string, isIn: (char: string) => boolean) => {
  const end = [...text].findIndex((char) => !isIn(char));
  return end < 0 ? text.length : end;
};

function run(
  said: string,
  chars: string,
  pattern: string,
  [low, high]: readonly [number, number],
): Segment {
  const range = low === high ? `${low}` : `${low} to ${high}`;
  return {
    said: `${range} ${said}`,
    pattern: `${pattern}{${low}${low === high ? '' : `,${high}`}}`,
    take: (text) =>
      Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
        (count) => count <= prefix(text, (char) => chars.includes(char)),
      ),
    make: (random) =>
      Array.from({ length: random.int(low, high) }, () => random.pick([...chars])).join(''),
  };
}

const literal = (mark: string, said: string): Segment => ({
  said,
  pattern: mark.replace(/[.+/*]/, '\\$&'),
  take: (text) => (text.startsWith(mark) ? [mark.length] : []),
  make: () => mark,
});

const maybe = (part: Segment): Segment => ({
  said: `optionally ${part.said}`,
  pattern: `(?:${part.pattern})?`,
  take: (text) => [0, ...part.take(text)],
  make: (random) => (random.chance(0.5) ? part.make(random) : ''),
});

function segments(random: Random, level: Level): Segment[] {
  const bounds = (): readonly [number, number] => {
    const low = random.int(1, 2);
    return [low, low + (level === 'easy' ? 0 : random.int(0, 2))];
  };
  const pool = [
    run(
      'capital letters A to Z except I and O',
      'ABCDEFGHJKLMNPQRSTUVWXYZ',
      '[A-HJ-NP-Z]',
      bounds(),
    ),
    run('digits', '0123456789', '[0-9]', bounds()),
    run('digits other than 0', '123456789', '[1-9]', bounds()),
    run('small letters out of a, e, k and u', 'aeku', '[aeku]', bounds()),
  ];
  const marks = [
    literal('-', 'a hyphen'),
    literal('.', 'a full stop'),
    literal('/', 'a slash'),
    literal('+', 'a plus sign'),
  ];
  const count = { easy: 2, medium: 3, hard: 4 }[level];
  return random
    .sample(pool, count)
    .flatMap((part, index) => [
      ...(index > 0
        ? [level === 'hard' && random.chance(0.4) ? maybe(random.pick(marks)) : random.pick(marks)]
        : []),
      level !== 'easy' && index === count - 1 && random.chance(0.5) ? maybe(part) : part,
    ]);
}

function eats(parts: readonly Segment[], text: string): boolean {
  const [first, ...rest] = parts;
  if (first === undefined) return text === '';
  return first.take(text).some((count) => eats(rest, text.slice(count)));
}

/** A text with one small change. */
function changed(random: Random, text: string): string {
  const at = random.int(0, Math.max(0, text.length - 1));
  const sign = random.pick([...'A0Ia5k-./+OZ9u ']);
  return random.pick([
    text.slice(0, at) + sign + text.slice(at),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + sign + text.slice(at + 1),
    text + sign,
  ]);
}

/** Codes of a few segments, some of which may be missing. */
export function format(random: Random, level: Level): Task {
  const parts = segments(random, level);
  const right = Array.from({ length: 8 }, () => parts.map((part) => part.make(random)).join(''));
  return {
    task: `codes made of, in this order and with nothing else: ${listed(parts.map(({ said }) => said))}`,
    pattern: parts.map(({ pattern }) => pattern).join(''),
    accepts: (text) => eats(parts, text),
    texts: [
      ...right,
      ...right.flatMap((text) => [changed(random, text), changed(random, text)]),
      '',
    ],
  };
}
