import { ifeval } from '../../../engine/scorers/ifeval.ts';
import { type Draft, type Generator, type Level, until } from '../generator.ts';
import { FORM_RULES } from '../parts/form-rules.ts';
import {
  FILLER,
  type Instruction,
  type Make,
  rule,
  same,
  type Text,
} from '../parts/instruction.ts';
import { WORD_RULES } from '../parts/word-rules.ts';
import type { Random } from '../random.ts';

const TOPICS = [
  'a harbour in the morning',
  'a night train across the Sahel',
  'the kitchen of a large family',
  'a market in the Andes',
  'rain on a tin roof',
  'a school on an island',
  'the last day of a festival',
  'a repair shop for radios',
  'a ferry that is late',
  'learning to ride a bicycle',
  'a library without walls',
  'the first snow of the year',
];

/** One of each group at most is asked for, so that instructions never contradict each other. */
const GROUPS: Readonly<Record<string, readonly Make[]>> = { ...WORD_RULES, ...FORM_RULES };

/** Replies that leave no room for anything else. */
const WHOLE: readonly ((
  random: Random,
  topic: string,
) => { rules: Instruction[]; text: string; ask: string })[] = [
  (random, topic) => ({
    rules: [
      rule('detectable_format:json_format', {}, 'The whole reply is JSON.', same),
      GROUPS.keys?.[0]?.(random) ?? rule('', {}, '', same),
    ],
    text: '',
    ask: `Describe ${topic} as an object with at least two keys.`,
  }),
  (_random, topic) => ({
    rules: [
      rule(
        'detectable_format:constrained_response',
        {},
        'Answer with one of "My answer is yes.", "My answer is no." and "My answer is maybe.", and give no reason.',
        same,
      ),
      rule(
        'length_constraints:number_words',
        { num_words: 9, relation: 'less than' },
        'Use fewer than nine words.',
        same,
      ),
      rule('punctuation:no_comma', {}, 'Use no comma.', same),
    ],
    text: 'My answer is maybe.',
    ask: `Is it pleasant to think of ${topic}?`,
  }),
  (_random, topic) => ({
    rules: [
      rule(
        'combination:two_responses',
        {},
        'Give two different replies, separated by a line of six asterisks: ******',
        same,
      ),
      rule('punctuation:no_comma', {}, 'Use no comma in either.', same),
    ],
    text: 'Gulls cry.\n******\nBoats sleep.',
    ask: `Describe ${topic} in one sentence.`,
  }),
  (random, topic) => {
    const ask = `Describe ${topic} in ${random.pick(['two', 'three', 'four'])} sentences.`;
    return {
      rules: [
        rule(
          'combination:repeat_prompt',
          { prompt_to_repeat: ask },
          `First repeat the sentence "${ask}" word for word, with nothing before it; then do what it says.`,
          same,
        ),
        rule(
          'keywords:forbidden_words',
          { forbidden_words: ['of', 'very'] },
          'Apart from the repeated sentence do not use the words "of" and "very".',
          same,
        ),
      ],
      text: `${ask}\nGulls cry. Boats sleep.`,
      ask,
    };
  },
  (random, topic) => {
    const [language, name, text] = random.pick([
      ['de', 'German', 'Am Hafen schlafen die Boote noch und der Wind ist kalt an diesem Morgen.'],
      ['es', 'Spanish', 'Los barcos duermen en el puerto y el viento es frío esta mañana.'],
      ['fr', 'French', 'Les bateaux dorment dans le port et le vent est froid ce matin.'],
      ['hi', 'Hindi', 'नावें बंदरगाह में सो रही हैं और हवा ठंडी है।'],
    ] as const);
    return {
      rules: [
        rule(
          'language:response_language',
          { language },
          `Write in ${name} and in no other language.`,
          same,
        ),
        rule('punctuation:no_comma', {}, 'Use no comma.', same),
      ],
      text,
      ask: `Describe ${topic} in two sentences.`,
    };
  },
];

function follows(rules: readonly Instruction[], text: string): boolean {
  const variables = {
    instruction_id_list: rules.map(({ id }) => id),
    kwargs: rules.map(({ kwargs }) => kwargs),
  };
  const options = { variant: 'strict', level: 'prompt' } as const;
  return (
    ifeval.score({ output: text, answer: text, expected: undefined, variables }, options).value ===
    1
  );
}

function drafted(ask: string, rules: readonly Instruction[], text: string): Draft | null {
  // A reply exists that follows all of them, and one that ignores them does not.
  if (!follows(rules, text) || follows(rules, FILLER.slice(0, 3).join(', '))) return null;
  const request = `${ask}\n\n${rules.map(({ said }) => `- ${said}`).join('\n')}`;
  const tags = [...new Set(rules.map(({ id }) => id.split(':')[0] ?? ''))];
  return {
    fields: {
      request,
      instruction_id_list: rules.map(({ id }) => id),
      kwargs: rules.map(({ kwargs }) => kwargs),
    },
    expected: text,
    tags,
  };
}

function several(random: Random, level: Level): Draft {
  return until(() => {
    const groups = random.sample(Object.keys(GROUPS), { easy: 2, medium: 4, hard: 6 }[level]);
    const inOrder = Object.keys(GROUPS).filter((group) => groups.includes(group));
    const rules = inOrder.map((group) => random.pick(GROUPS[group] ?? [])(random));
    // Case comes first in the list and has to be applied last.
    const ordered = [...rules.slice(1), ...rules.slice(0, 1)];
    const start: Text = { sentences: FILLER.slice(0, 1), blocks: [], frame: (body) => body };
    const text = (inOrder[0] === 'case' ? ordered : rules).reduce(
      (made, { apply }) => apply(made),
      start,
    );
    const body = [text.sentences.join(' '), ...text.blocks].join('\n');
    return drafted(
      `Write about ${random.pick(TOPICS)}.`,
      random.sample(rules, rules.length),
      text.frame(body),
    );
  });
}

function whole(random: Random): Draft {
  return until(() => {
    const { rules, text, ask } = random.pick(WHOLE)(random, random.pick(TOPICS));
    const words = rules.flatMap(({ kwargs }) =>
      Array.isArray(kwargs.keywords) ? kwargs.keywords : [],
    );
    return drafted(ask, rules, text === '' ? JSON.stringify({ words, gulls: true }) : text);
  });
}

export const generator: Generator = {
  id: 'instruction-following',
  file: 'cases.jsonl',
  families: [
    { name: 'several', levels: ['easy', 'medium', 'hard'], each: 35, make: several },
    { name: 'whole', levels: ['medium'], each: 25, make: whole },
  ],
};
