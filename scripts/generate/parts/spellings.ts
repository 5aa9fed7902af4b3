import { agreed, type Draft, type Level } from '../generator.ts';
import type { Random } from '../random.ts';

const GIVEN = [
  'MARÍA JOSÉ',
  'nguyễn',
  'Oluwaseun',
  'ÅSA',
  'jean-luc',
  'TOMÁŠ',
  'Aigul',
  'sinéad',
  'Kwabena',
  'HÜLYA',
];
const FAMILY = [
  'VAN DER BERG',
  'o’DONNELL',
  'al-HADID',
  'DE LA CRUZ',
  'ÖZTÜRK',
  'müller-LÜDENSCHEIDT',
  'da SILVA',
  'SÆTHER',
  'ZU Rhein',
  'ABDULLAYEVA',
];
const PARTICLES = ['van', 'der', 'de', 'la', 'da', 'zu', 'al'];
const TITLES = ['Dr.', 'Prof.', 'Ing.', 'Hon.'];

/** A name of many parts and habits. */
export function name(random: Random, level: Level): Draft {
  const [given, family] = [random.pick(GIVEN), random.pick(FAMILY)];
  const titled = level === 'easy' ? '' : `${random.pick(TITLES)} `;
  const gap = level === 'hard' ? ' \u00a0 ' : ' ';
  const text =
    level === 'hard'
      ? `${gap}${family},${gap}${titled}${given} (ret.)`
      : `${family}, ${titled}${given}`;
  const capital = (word: string) =>
    word.charAt(0).toLocaleUpperCase('en') + word.slice(1).toLocaleLowerCase('en');
  const one = `${given} ${family}`
    .split(' ')
    .map((word) =>
      word
        .split('-')
        .map((piece) =>
          PARTICLES.includes(piece.toLowerCase())
            ? piece.toLowerCase()
            : piece.split('’').map(capital).join('’'),
        )
        .join('-'),
    )
    .join(' ');
  const low = `${given} ${family}`.toLocaleLowerCase('en');
  const two = low.replaceAll(
    /(^|[ \-’])(\p{L}+)/gu,
    (_, before: string, word: string) =>
      before +
      (PARTICLES.includes(word) ? word : word.charAt(0).toLocaleUpperCase('en') + word.slice(1)),
  );
  const rule = `Write the name as "Given Family": each part of a name, also after a hyphen or an apostrophe, begins with a capital and goes on in small letters; ${PARTICLES.join(', ')} are all small; titles and remarks in brackets go; one blank between words; accents and apostrophes stay as they are.`;
  return { fields: { rule, text }, expected: agreed(text, one, two) };
}

const SPELLED: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ø: 'oe',
  å: 'aa',
  æ: 'ae',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  þ: 'th',
};
const TITLE_WORDS = [
  'Größe',
  'Łódź',
  'Æbleskiver',
  'Đà Nẵng',
  'Kızılırmak',
  'São',
  'Þingvellir',
  'Señal',
  'Crème',
  'Øresund',
  'Malmö',
  'Über',
  'niño',
  'Ångström',
  'Čas',
  'Straße',
];

/** Words with marks as they stand in an address of a page. */
export function slug(random: Random, level: Level): Draft {
  const words = random.sample(TITLE_WORDS, { easy: 2, medium: 3, hard: 5 }[level]);
  const number = random.int(2, 99);
  const text = {
    easy: `${words.join(' ')} ${number}`,
    medium: `${words.join(' – ')}: ${number} %`,
    hard: `«${words.join(' & ')}»… (Nº ${number})!?`,
  }[level];
  const plain = (char: string) => SPELLED[char] ?? char.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const lower = text.replaceAll('Nº', 'no').toLocaleLowerCase('en');
  const one = [...lower]
    .map(plain)
    .join('')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const tokens = lower.match(/[\p{L}\p{N}]+/gu) ?? [];
  const two = tokens.map((token) => token.replaceAll(/./gu, plain)).join('-');
  const rule =
    'Make a slug: small letters; ä ö ü æ become ae oe ue ae, ø oe, å aa, ß ss, þ th; ł ı đ become l i d; Nº becomes no; all other accents and marks on letters are dropped; everything that is no letter or digit separates words, words are joined by single hyphens, none at the ends.';
  return { fields: { rule, text }, expected: agreed(text, one, two) };
}

/** A code with look-alikes and a check digit. */
export function code(random: Random, level: Level): Draft {
  const letters = () => random.pick([...'ABCDEFHKMPRTXY']);
  const block = () => `${letters()}${letters()}${random.int(1, 9)}${random.int(0, 9)}`;
  const blocks = Array.from({ length: { easy: 2, medium: 3, hard: 4 }[level] }, block);
  const digits = blocks.join('').replaceAll(/\D/g, '');
  const mess = blocks
    .map((item, index) => (index % 2 === 0 ? item.toLowerCase() : item))
    .map((item) => (level === 'hard' ? item.replaceAll('0', 'O').replaceAll('1', 'l') : item));
  const text = mess.join(random.pick([' ', '.', '_', ' / ']));
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  const fixed = mess.map(
    (item) =>
      item.slice(0, 2).toUpperCase() + item.slice(2).replaceAll('O', '0').replaceAll('l', '1'),
  );
  const check = [...fixed.join('').replaceAll(/[^0-9]/g, '')]
    .map(Number)
    .reduce((total, digit) => (total + digit) % 10, 0);
  const rule =
    'Write the member code in blocks of two capital letters and two digits, joined by hyphens. In the places of digits the letter O means 0 and the letter l means 1. Add one more hyphen and the check digit: the sum of all digits, its last digit.';
  return {
    fields: { rule, text },
    expected: agreed(text, `${blocks.join('-')}-${sum % 10}`, `${fixed.join('-')}-${check}`),
  };
}
