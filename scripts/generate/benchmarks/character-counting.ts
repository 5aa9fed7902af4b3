import {
  agreed,
  type Draft,
  type Family,
  type Generator,
  type Level,
  until,
} from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

/** Words with many equal letters, from many languages; some accents make another letter. */
const WORDS: readonly string[] = [
  'bookkeeper',
  'assessment',
  'strawberries',
  'Mississippi',
  'jäätelö',
  'ağaçkakan',
  'õunapuuaed',
  'humuhumunukunuku',
  'wiliwili',
  'ferrocarrilero',
  'matarumbeta',
  'kupatanisha',
  'keberkesanan',
  'nakakapagpabagabag',
  'dźwiękoszczelny',
  'příliš',
  'Schifffahrt',
  'Betttuch',
  'élégamment',
  'développement',
  'açougueiro',
  'coordenação',
  'kiểm tra',
  'thương lượng',
  'úszóöv',
  'öröktűz',
  'smørrebrød',
  'þrúgandi',
  'anglwyr',
  'millilitre',
  'committee',
  'voorraaddoos',
];

const fold = (text: string) => text.toLocaleLowerCase('en');

function phrase(random: Random, level: Level): string {
  return random.sample(WORDS, { easy: 2, medium: 4, hard: 8 }[level]).join(' ');
}

function letters(random: Random, level: Level): Draft {
  const text = phrase(random, level);
  const letter = random.pick(
    [...new Set(fold(text))].filter((char) => /[aeilmnrstkpu]/.test(char)),
  );
  let count = 0;
  for (const char of fold(text)) if (char === letter) count += 1;
  const question = `How many times does the letter "${letter}" stand in «${text}»? Capital and small letters count alike; a letter with an accent or another mark is a different letter.`;
  return {
    fields: { question },
    expected: String(agreed(text, count, fold(text).split(letter).length - 1)),
  };
}

function place(random: Random, level: Level): Draft {
  const text = phrase(random, level);
  const chars = [...text];
  const fromEnd = level !== 'easy';
  const nth = until(() => {
    const found = random.int(5, chars.length - 3);
    const char = fromEnd ? chars[chars.length - found] : chars[found - 1];
    return char === ' ' ? null : found;
  });
  const one = itemAt(fromEnd ? [...chars].reverse() : chars, nth - 1);
  const pattern = fromEnd ? `(.).{${nth - 1}}$` : `^.{${nth - 1}}(.)`;
  const question = `Which character is number ${nth} of «${text}», counted from the ${fromEnd ? 'end' : 'beginning'}? Blanks between the words count as characters.`;
  return {
    fields: { question },
    expected: agreed(text, one, new RegExp(pattern, 'u').exec(text)?.[1] ?? ''),
  };
}

function variety(random: Random, level: Level): Draft {
  return until(() => {
    const words = random
      .sample(WORDS, { easy: 3, medium: 5, hard: 8 }[level])
      .filter((word) => !word.includes(' '));
    const counts = words.map((word) => new Set(fold(word)).size);
    const most = Math.max(...counts);
    if (words.length < 3 || counts.filter((count) => count === most).length !== 1) return null;
    const other = words.map(
      (word) =>
        [...fold(word)]
          .sort()
          .join('')
          .replace(/(.)\1+/gu, '$1').length,
    );
    const expected = agreed(
      words.join(),
      itemAt(words, counts.indexOf(most)),
      itemAt(words, other.indexOf(most)),
    );
    const question = `Which of these words has the most different letters? ${words.join(', ')}. Capital and small letters count alike; a letter with a mark differs from the one without.`;
    return { fields: { question }, expected };
  });
}

function twins(random: Random, level: Level): Draft {
  const text = phrase(random, level);
  const chars = [...fold(text)];
  const pairs = chars.filter((char, index) => char !== ' ' && char === chars[index + 1]).length;
  const runs = [...fold(text).matchAll(/([^ ])\1+/gu)];
  const other = runs.reduce((sum, [run]) => sum + [...run].length - 1, 0);
  const question = `At how many places in «${text}» do two equal letters stand side by side? Three in a row are two places; capital and small letters count alike, and letters of different words are not side by side.`;
  return { fields: { question }, expected: String(agreed(text, pairs, other)) };
}

function thinned(random: Random, level: Level): Draft {
  const signs = 'ABCDEFGHKLMNPRTUVWXY34679';
  const length = { easy: 9, medium: 16, hard: 27 }[level];
  const text = Array.from({ length }, () => random.pick([...signs])).join('');
  const step = random.int(2, 4);
  const kept = [...text].filter((_, index) => (index + 1) % step !== 0).join('');
  const other = text.replaceAll(new RegExp(`(.{${step - 1}}).`, 'g'), '$1');
  const question = `Strike out every ${step === 2 ? 'second' : step === 3 ? 'third' : 'fourth'} character of ${text}, counting on through the whole text. What is left?`;
  return { fields: { question }, expected: agreed(text, kept, other) };
}

function digits(random: Random, level: Level): Draft {
  const length = { easy: 12, medium: 24, hard: 42 }[level];
  const text = Array.from({ length }, () => random.pick([...'O0I1lS5B8Z2'])).join('');
  const wanted = random.pick(['0', '1', '5', '8', '2']);
  const count = [...text].filter((char) => char === wanted).length;
  const other = text.length - text.replaceAll(wanted, '').length;
  const question = `How often does the digit ${wanted} stand in ${text}? Letters that look like it do not count.`;
  return { fields: { question }, expected: String(agreed(text, count, other)) };
}

const MAKERS = { letters, place, variety, twins, thinned, digits };

export const generator: Generator = {
  id: 'character-counting',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([name, make]): Family => ({ name, levels: ['easy', 'medium', 'hard'], each: 7, make }),
  ),
};
