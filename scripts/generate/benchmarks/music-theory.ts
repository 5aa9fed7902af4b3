import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

/** Letters in the order of fifths; seven steps further is the same letter, a sharp higher. */
const FIFTHS = ['F', 'C', 'G', 'D', 'A', 'E', 'B'];
const LETTERS = ['C', 'D', 'E', 'F', 'G', 'A', 'B'];
const SEMITONES = [0, 2, 4, 5, 7, 9, 11];
const INTERVALS = [
  { name: 'minor second', steps: 1, semitones: 1, fifths: -5 },
  { name: 'major second', steps: 1, semitones: 2, fifths: 2 },
  { name: 'minor third', steps: 2, semitones: 3, fifths: -3 },
  { name: 'major third', steps: 2, semitones: 4, fifths: 4 },
  { name: 'perfect fourth', steps: 3, semitones: 5, fifths: -1 },
  { name: 'augmented fourth', steps: 3, semitones: 6, fifths: 6 },
  { name: 'diminished fifth', steps: 4, semitones: 6, fifths: -6 },
  { name: 'perfect fifth', steps: 4, semitones: 7, fifths: 1 },
  { name: 'minor sixth', steps: 5, semitones: 8, fifths: -4 },
  { name: 'major sixth', steps: 5, semitones: 9, fifths: 3 },
  { name: 'minor seventh', steps: 6, semitones: 10, fifths: -2 },
  { name: 'major seventh', steps: 6, semitones: 11, fifths: 5 },
] as const;
type Interval = (typeof INTERVALS)[number];

interface Note {
  readonly letter: string;
  /** Sharps above 0, flats below. */
  readonly shift: number;
}

function text({ letter, shift }: Note): string {
  return `${letter}${(shift < 0 ? 'b' : '#').repeat(Math.abs(shift))}`;
}

/** A note a number of fifths away from F: the first method. */
function byFifths(place: number): Note {
  return { letter: itemAt(FIFTHS, ((place % 7) + 7) % 7), shift: Math.floor(place / 7) };
}

function placeOf({ letter, shift }: Note): number {
  return FIFTHS.indexOf(letter) + 7 * shift;
}

/** A note so many letters and semitones up: the second method. */
function byLetters({ letter, shift }: Note, steps: number, semitones: number): Note {
  const from = LETTERS.indexOf(letter);
  const to = from + steps;
  const natural =
    itemAt(SEMITONES, ((to % 7) + 7) % 7) + 12 * Math.floor(to / 7) - itemAt(SEMITONES, from);
  return { letter: itemAt(LETTERS, ((to % 7) + 7) % 7), shift: semitones + shift - natural };
}

function above(note: Note, interval: Interval): Note {
  return agreed(
    `${interval.name} above ${text(note)}`,
    byFifths(placeOf(note) + interval.fifths),
    byLetters(note, interval.steps, interval.semitones),
  );
}

function noteOf(random: Random, level: Level): Note {
  return { letter: random.pick(LETTERS), shift: level === 'easy' ? 0 : random.int(-1, 1) };
}

function named(name: string): Interval {
  return itemAt(
    INTERVALS.filter((interval) => interval.name === name),
    0,
  );
}

/** Rejects notes that need more than a double sharp or flat. */
function asked(question: string, notes: readonly Note[]): Draft | null {
  if (notes.some(({ shift }) => Math.abs(shift) > 2)) return null;
  const list = notes.map(text).join(', ');
  return {
    fields: { question },
    expected: list,
    ...(notes.length > 1 ? { score: [{ type: 'ordered_list' }] } : {}),
  };
}

function interval(random: Random, level: Level): Draft | null {
  const [note, found] = [
    noteOf(random, level),
    random.pick(
      level === 'easy' ? INTERVALS.filter(({ name }) => !/aug|dim/.test(name)) : INTERVALS,
    ),
  ];
  if (level === 'hard') {
    const second = random.pick(INTERVALS);
    return asked(
      `Which note lies a ${second.name} above the note that lies a ${found.name} above ${text(note)}?`.replaceAll(
        /\ba a/g,
        'an a',
      ),
      [above(above(note, found), second)],
    );
  }
  return asked(
    `Which note lies a ${found.name} above ${text(note)}?`.replaceAll(/\ba a/g, 'an a'),
    [above(note, found)],
  );
}

/** The interval between two notes, as its name. */
function naming(random: Random, level: Level): Draft | null {
  const [note, found] = [noteOf(random, level), random.pick(INTERVALS)];
  const upper = above(note, found);
  if (Math.abs(upper.shift) > (level === 'hard' ? 2 : 1)) return null;
  const falls = level !== 'easy' && random.chance(0.5);
  const question = falls
    ? `A melody falls from ${text(upper)} to the next ${text(note)} below it.`
    : `A melody rises from ${text(note)} to the next ${text(upper)} above it.`;
  return {
    fields: { question: `${question} What is the interval called (such as "minor ninth")?` },
    expected: found.name,
  };
}

const CHORDS = {
  major: ['major third', 'perfect fifth'],
  minor: ['minor third', 'perfect fifth'],
  diminished: ['minor third', 'diminished fifth'],
  'dominant seventh': ['major third', 'perfect fifth', 'minor seventh'],
  'major seventh': ['major third', 'perfect fifth', 'major seventh'],
  'half-diminished seventh': ['minor third', 'diminished fifth', 'minor seventh'],
} as const;

function chord(random: Random, level: Level): Draft | null {
  const kind = random.pick(
    level === 'easy'
      ? (['major', 'minor'] as const)
      : (Object.keys(CHORDS) as (keyof typeof CHORDS)[]),
  );
  const root = noteOf(random, level);
  const notes = [root, ...CHORDS[kind].map((name) => above(root, named(name)))];
  if (notes.some(({ shift }) => Math.abs(shift) > 1)) return null;
  const inversion = level === 'hard' ? random.int(1, notes.length - 1) : 0;
  const turned = [...notes.slice(inversion), ...notes.slice(0, inversion)];
  const place =
    inversion === 0 ? 'root position' : `${['', 'first', 'second', 'third'][inversion]} inversion`;
  return asked(
    `Spell the ${text(root)} ${kind}${/seventh/.test(kind) ? '' : ' triad'}${/seventh/.test(kind) ? ' chord' : ''} in ${place}, in close position, from the lowest note to the highest.`,
    turned,
  );
}

/** Steps of scales; the signature of the key confirms them. */
const MODES = {
  major: 0,
  'natural minor': 3,
  dorian: 2,
  mixolydian: 1,
  phrygian: 4,
  lydian: -1,
} as const;

function scale(random: Random, level: Level): Draft | null {
  const mode = random.pick(
    level === 'easy'
      ? (['major', 'natural minor'] as const)
      : (Object.keys(MODES) as (keyof typeof MODES)[]),
  );
  const tonic = noteOf(random, level === 'hard' ? 'hard' : level);
  // Seven neighbours on the line of fifths make a key; the mode says which of them is the tonic.
  const first = placeOf(tonic) - 1 - MODES[mode];
  const members = Array.from({ length: 7 }, (_, index) => byFifths(first + index));
  if (members.some(({ shift }) => Math.abs(shift) > 1)) return null;
  const from = LETTERS.indexOf(tonic.letter);
  const notes = Array.from({ length: 7 }, (_, index) =>
    itemAt(
      members.filter(({ letter }) => letter === LETTERS[(from + index) % 7]),
      0,
    ),
  );
  const steps = {
    major: [0, 2, 4, 5, 7, 9, 11],
    'natural minor': [0, 2, 3, 5, 7, 8, 10],
    dorian: [0, 2, 3, 5, 7, 9, 10],
    mixolydian: [0, 2, 4, 5, 7, 9, 10],
    phrygian: [0, 1, 3, 5, 7, 8, 10],
    lydian: [0, 2, 4, 6, 7, 9, 11],
  }[mode];
  agreed(
    `${text(tonic)} ${mode}`,
    notes,
    steps.map((semitones, step) => byLetters(tonic, step, semitones)),
  );
  if (level === 'easy') {
    const degree = random.int(2, 6);
    return asked(
      `Which note is degree ${degree + 1} of the ${text(tonic)} ${mode} scale (the tonic being degree 1)?`,
      [itemAt(notes, degree)],
    );
  }
  return asked(
    `Write the seven notes of the ${text(tonic)} ${mode} scale, ascending from the tonic.`,
    notes,
  );
}

/** A melody in another key, or for a transposing instrument. */
function transpose(random: Random, level: Level): Draft | null {
  const by = random.pick(INTERVALS.filter(({ name }) => !/aug|dim/.test(name)));
  const melody = Array.from({ length: { easy: 3, medium: 5, hard: 7 }[level] }, () =>
    noteOf(random, level),
  );
  const moved = melody.map((note) => above(note, by));
  if ([...melody, ...moved].some(({ shift }) => Math.abs(shift) > 1)) return null;
  return level === 'hard'
    ? asked(
        `An instrument sounds a ${by.name} higher than its part is written. It is to sound ${moved.map(text).join(', ')}. Which notes are written in its part?`,
        melody,
      )
    : asked(`Transpose the melody ${melody.map(text).join(', ')} up by a ${by.name}.`, moved);
}

const MAKERS = { interval, naming, chord, scale, transpose };

export const generator: Generator = {
  id: 'music-theory',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make: (random, level) => until(() => make(random, level)),
  })),
};
