import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

const THINGS = [
  'bakery',
  'clinic',
  'ferry',
  'mosque',
  'market',
  'night school',
  'swimming pool',
  'tea house',
];

/** A line of a page; `bad` is the rule it breaks. */
interface Line {
  readonly html: string;
  readonly bad: boolean;
}

/** Pairs of lines that break a rule and that look alike and do not. */
const LINES: Readonly<
  Record<string, (thing: string, random: Random) => readonly [bad: string, fine: string]>
> = {
  image: (thing) => [
    `<img src="${thing.replace(' ', '-')}.jpg">`,
    `<img src="${thing.replace(' ', '-')}.jpg" alt="The ${thing} seen from the square">`,
  ],
  filename: (thing) => [
    `<img src="p17.jpg" alt="${thing.replace(' ', '_')}_p17.jpg">`,
    '<img src="swirl.png" alt="">',
  ],
  phrase: (thing) => [
    `<img src="door.jpg" alt="Image of the door of the ${thing}">`,
    `<img src="door.jpg" alt="The door of the ${thing} bears an image of a whale">`,
  ],
  picture: (thing) => [
    `<a href="/${thing.replace(' ', '-')}"><img src="icon.svg" alt=""></a>`,
    `<a href="/${thing.replace(' ', '-')}"><img src="icon.svg" alt="">To the ${thing}</a>`,
  ],
  link: (thing, random) => [
    `<a href="/prices">${random.pick(['Click here', 'Read more', 'here', 'More'])}</a>`,
    `<a href="/prices" aria-label="Prices of the ${thing}">Read more</a>`,
  ],
  button: (thing) => [
    '<button><svg aria-hidden="true"></svg></button>',
    `<button aria-label="Close the map of the ${thing}"><svg aria-hidden="true"></svg></button>`,
  ],
  tab: () => [
    '<a href="#main" tabindex="3">Skip to the content</a>',
    '<div tabindex="0" role="region" aria-label="Timetable">…</div>',
  ],
  frame: (thing) => [
    '<iframe src="/map"></iframe>',
    `<iframe src="/map" title="Map with the ${thing}"></iframe>`,
  ],
  field: (_, random) => {
    const id = `f${random.int(10, 99)}`;
    return [
      `<label>Name</label> <input id="${id}" type="text" placeholder="Name">`,
      `<label for="${id}">Name</label> <input id="${id}" type="text">`,
    ];
  },
};

/** Whether a finished line breaks a rule that can be seen in it alone: the second method. */
function breaks(html: string): boolean {
  const text = html.replaceAll(/<[^>]*>/g, '').trim();
  const alt = /<img[^>]*\balt="([^"]*)"/.exec(html)?.[1];
  if (/<img/.test(html) && alt === undefined) return true;
  if (alt !== undefined && (/\.(jpg|png|svg)$/.test(alt) || /^image of/i.test(alt))) return true;
  const named = /aria-label="[^"]+"/.test(html) || (alt ?? '') !== '';
  if (/<(a|button)\b/.test(html) && text === '' && !named) return true;
  if (/<a\b/.test(html) && /^(click here|read more|here|more)$/i.test(text) && !named) return true;
  if (/tabindex="[1-9]/.test(html) || (/<iframe/.test(html) && !/title="[^"]+"/.test(html)))
    return true;
  if (!/<input/.test(html)) return false;
  const id = /<input id="([^"]+)"/.exec(html)?.[1];
  return !html.includes(`for="${id}"`);
}

/** Headings of a page in order; going down skips a level where it is bad. */
function headings(random: Random, count: number): Line[] {
  let level = 1;
  return Array.from({ length: count }, (_, index) => {
    const next = index === 0 ? 1 : random.pick([level + 1, level, 2, level + 2]);
    const shown = Math.min(next, 6);
    const bad = index > 0 && shown > level + 1;
    level = shown;
    return {
      html: `<h${shown}>${random.pick(['Prices', 'Hours', 'History', 'Ways', 'Contact'])}</h${shown}>`,
      bad,
    };
  });
}

function page(random: Random, level: Level): Draft {
  return until(() => {
    const kinds = random.sample(Object.keys(LINES), { easy: 5, medium: 7, hard: 9 }[level]);
    const plain = kinds.map((kind): Line => {
      const pair = LINES[kind]?.(random.pick(THINGS), random) ?? ['', ''];
      const bad = random.chance(0.4);
      return { html: pair[bad ? 0 : 1], bad };
    });
    const heads = headings(random, { easy: 1, medium: 3, hard: 5 }[level]);
    const lines = [itemAt(heads, 0)];
    const rest = [...plain];
    for (const head of heads.slice(1)) lines.push(...rest.splice(0, 2), head);
    lines.push(...rest);
    const marked = lines.flatMap(({ bad }, index) => (bad ? [index + 1] : []));
    let last = 0;
    const read = lines.flatMap(({ html }, index) => {
      const head = Number(/^<h(\d)/.exec(html)?.[1] ?? 0);
      const skips = head > last + 1 && last > 0;
      if (head > 0) last = head;
      return breaks(html) || skips ? [index + 1] : [];
    });
    if (marked.length === 0) return null;
    const source = lines.map(({ html }, index) => `${index + 1}  ${html}`).join('\n');
    const expected = agreed(source, marked, read);
    return {
      fields: { source, question: 'Which lines break a rule?' },
      expected,
      score: [{ type: 'exact_set' }],
    };
  });
}

const channel = (value: number) =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

/** Relative luminance of a colour such as #1a2b3c by the formula of WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The same from a table of all 256 values of a channel. */
const TABLE = Array.from({ length: 256 }, (_, value) =>
  Math.exp(2.4 * Math.log((value / 255 + 0.055) / 1.055)),
);

function contrastByTable(one: string, other: string): number {
  const light = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const value = Number(`0x${colour.slice(1 + index * 2, 3 + index * 2)}`);
      return sum + weight * (value <= 10 ? value / 255 / 12.92 : (TABLE[value] ?? 0));
    }, 0.05);
  const [a, b] = [light(one), light(other)];
  return Math.max(a, b) / Math.min(a, b);
}

function contrast(random: Random, level: Level): Draft {
  return until(() => {
    const grey = () => {
      const value = random.int(0, 255).toString(16).padStart(2, '0');
      return `#${value}${value}${value}`;
    };
    const colour = () =>
      `#${Array.from({ length: 3 }, () => random.int(0, 255).toString(16).padStart(2, '0')).join('')}`;
    const front = level === 'easy' ? grey : colour;
    const pairs = Array.from(
      { length: { easy: 3, medium: 4, hard: 5 }[level] },
      () => [front(), level === 'hard' ? colour() : random.pick(['#ffffff', '#000000'])] as const,
    );
    const ratios = pairs.map(
      ([one, other]) =>
        (Math.max(luminance(one), luminance(other)) + 0.05) /
        (Math.min(luminance(one), luminance(other)) + 0.05),
    );
    const clear = ratios.every((ratio) => Math.abs(ratio - 4.5) > 0.4 && ratio > 1.3 && ratio < 12);
    const failing = (values: readonly number[]) =>
      values.flatMap((ratio, index) => (ratio < 4.5 ? [itemAt([...'ABCDE'], index)] : []));
    const expected = failing(ratios);
    if (!clear || expected.length === 0 || expected.length === pairs.length) return null;
    const source = pairs
      .map(([one, other], index) => `${'ABCDE'[index]}  text ${one} on ${other}`)
      .join('\n');
    return {
      fields: {
        source,
        question:
          'Which pairs have too little contrast for small text, which needs a ratio of 4.5 : 1?',
      },
      expected: agreed(
        source,
        expected,
        failing(pairs.map(([one, other]) => contrastByTable(one, other))),
      ),
      score: [{ type: 'exact_set', ignore_case: true }],
    };
  });
}

const MAKERS = { page, contrast };

export const generator: Generator = {
  id: 'accessibility-audit',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({
      name,
      levels: ['easy', 'medium', 'hard'],
      each: name === 'page' ? 28 : 14,
      make,
    }),
  ),
};
