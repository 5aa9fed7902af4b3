import {
  type Followed,
  type Instruction,
  numberGiven,
  related,
  textGiven,
  textsGiven,
} from './instruction.ts';
import { hasWord, occurrences } from './words.ts';

export const existence: Instruction = {
  id: 'keywords:existence',
  needs: ['keywords'],
  check: (reply, given): Followed => {
    const missing = textsGiven(given, 'keywords').filter((word) => occurrences(reply, word) === 0);
    return { follows: missing.length === 0, found: told(missing, 'missing') };
  },
};

export const forbiddenWords: Instruction = {
  id: 'keywords:forbidden_words',
  needs: ['forbidden_words'],
  check: (reply, given): Followed => {
    const used = textsGiven(given, 'forbidden_words').filter((word) => hasWord(reply, word));
    return { follows: used.length === 0, found: told(used, 'used') };
  },
};

export const frequency: Instruction = {
  id: 'keywords:frequency',
  needs: ['keyword', 'frequency', 'relation'],
  check: (reply, given): Followed => {
    const keyword = textGiven(given, 'keyword').trim();
    const count = occurrences(reply, keyword);
    const limit = numberGiven(given, 'frequency');
    return related(count, `times “${keyword}”`, textGiven(given, 'relation'), limit);
  },
};

export const letterFrequency: Instruction = {
  id: 'keywords:letter_frequency',
  needs: ['letter', 'let_frequency', 'let_relation'],
  check: (reply, given): Followed => {
    const letter = textGiven(given, 'letter').trim();
    const count = occurrences(reply, letter);
    const limit = numberGiven(given, 'let_frequency');
    return related(count, `times “${letter}”`, textGiven(given, 'let_relation'), limit);
  },
};

function told(words: readonly string[], what: string): string {
  return words.length === 0 ? `none ${what}` : `${what}: ${words.join(', ')}`;
}
