import { added, FILLER, framed, lines, type Make, rule, same } from './instruction.ts';

const WORDS = [
  'lantern',
  'bridge',
  'pepper',
  'thunder',
  'ribbon',
  'mirror',
  'camel',
  'button',
  'orchard',
  'whistle',
];

/** Instructions on words and lengths, by group. */
export const WORD_RULES: Readonly<Record<string, readonly Make[]>> = {
  case: [
    () =>
      rule(
        'change_case:english_lowercase',
        {},
        'Write in English, in small letters only.',
        framed((body) => body.toLowerCase()),
      ),
    () =>
      rule(
        'change_case:english_capital',
        {},
        'Write in English, in capital letters only.',
        framed((body) => body.toUpperCase()),
      ),
    (random) => {
      const count = random.int(3, 7);
      return rule(
        'change_case:capital_word_frequency',
        { capital_frequency: count, capital_relation: 'at least' },
        `At least ${count} words stand in capital letters throughout.`,
        added(
          `${lines(count, (index) => ['WIND', 'SALT', 'ROPE', 'TAR', 'BELL', 'FOG', 'TIDE'][index] ?? 'SEA').join(' ')}.`,
        ),
      );
    },
  ],
  keys: [
    (random) => {
      const keywords = random.sample(WORDS, random.int(2, 4));
      return rule(
        'keywords:existence',
        { keywords },
        `Use the words ${keywords.join(', ')}.`,
        added(`There is a ${keywords.join(' and a ')}.`),
      );
    },
    (random) => {
      const [keyword, frequency] = [random.pick(WORDS), random.int(3, 6)];
      return rule(
        'keywords:frequency',
        { keyword, frequency, relation: 'at least' },
        `The word "${keyword}" stands in it at least ${frequency} times.`,
        added(`${lines(frequency, () => keyword).join(' after ')}.`),
      );
    },
    (random) => {
      const [letter, count] = [random.pick([...'jqxz']), random.int(4, 9)];
      return rule(
        'keywords:letter_frequency',
        { letter, let_frequency: count, let_relation: 'at least' },
        `The letter ${letter} stands in it at least ${count} times.`,
        added(`${lines(count, () => `${letter}o`).join(' ')}.`),
      );
    },
    (random) => {
      const words = random.sample(['the', 'and', 'is', 'with', 'very', 'of'], 2);
      return rule(
        'keywords:forbidden_words',
        { forbidden_words: words },
        `Never use the words ${words.join(' and ')}.`,
        (text) => ({
          ...text,
          sentences: [
            'Boats sleep here.',
            'Gulls cry.',
            'Nobody hurries.',
            'Somebody sings softly.',
          ],
        }),
      );
    },
  ],
  length: [
    (random) => {
      const count = random.int(40, 90);
      return rule(
        'length_constraints:number_words',
        { num_words: count, relation: 'at least' },
        `Write at least ${count} words.`,
        (text) => ({
          ...text,
          sentences: [
            ...text.sentences,
            ...FILLER,
            ...lines(5, () => 'Boats sleep here while gulls cry above.'),
          ],
        }),
      );
    },
    (random) => {
      const count = random.int(25, 60);
      return rule(
        'length_constraints:number_words',
        { num_words: count, relation: 'less than' },
        `Write fewer than ${count} words.`,
        same,
      );
    },
    (random) => {
      const count = random.int(5, 8);
      return rule(
        'length_constraints:number_sentences',
        { num_sentences: count, relation: 'at least' },
        `Write at least ${count} sentences.`,
        (text) => ({
          ...text,
          sentences: [...text.sentences, ...lines(count, () => 'Gulls cry above.')],
        }),
      );
    },
  ],
};
