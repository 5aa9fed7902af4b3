import { sentenceCount } from '../text/sentences.ts';
import {
  counted,
  type Followed,
  type Instruction,
  numberGiven,
  related,
  textGiven,
} from './instruction.ts';
import { wordCount } from './words.ts';

/** Sentences are those of the scorer `sentence_count`; the reference has NLTK's Punkt find them. */
export const numberSentences: Instruction = {
  id: 'length_constraints:number_sentences',
  needs: ['num_sentences', 'relation'],
  check: (reply, given): Followed => {
    const limit = numberGiven(given, 'num_sentences');
    return related(sentenceCount(reply), 'sentences', textGiven(given, 'relation'), limit);
  },
};

export const numberWords: Instruction = {
  id: 'length_constraints:number_words',
  needs: ['num_words', 'relation'],
  check: (reply, given): Followed => {
    const limit = numberGiven(given, 'num_words');
    return related(wordCount(reply), 'words', textGiven(given, 'relation'), limit);
  },
};

/** Paragraphs between `***`; an empty one may only stand first or last, and does not count. */
export const numberParagraphs: Instruction = {
  id: 'length_constraints:number_paragraphs',
  needs: ['num_paragraphs'],
  check: (reply, given): Followed => {
    const parts = reply.split('***').map((part) => part.trim());
    if (parts.slice(1, -1).includes('')) return { follows: false, found: 'an empty paragraph' };
    const count = parts.filter((part) => part !== '').length;
    return counted(count, 'paragraphs', numberGiven(given, 'num_paragraphs'), 'exactly');
  },
};

/** Paragraphs between empty lines, of which one begins with a given word. */
export const nthParagraphFirstWord: Instruction = {
  id: 'length_constraints:nth_paragraph_first_word',
  needs: ['num_paragraphs', 'nth_paragraph', 'first_word'],
  check: (reply, given): Followed => {
    const parts = reply.split('\n\n');
    const count = parts.filter((part) => part.trim() !== '').length;
    const number = counted(count, 'paragraphs', numberGiven(given, 'num_paragraphs'), 'exactly');
    const nth = numberGiven(given, 'nth_paragraph');
    const paragraph = nth <= count ? (parts[nth - 1] ?? '').trim() : '';
    if (number.follows !== true || paragraph === '')
      return { ...number, follows: number.follows && false };
    const word = firstWord(paragraph);
    const follows = word === textGiven(given, 'first_word').toLowerCase();
    return { follows, found: `paragraph ${nth} begins with “${word.slice(0, 40)}”` };
  },
};

/** The first word up to its first punctuation mark, without the quotes before it. */
function firstWord(paragraph: string): string {
  const word = /^\S+/.exec(paragraph)?.[0] ?? '';
  const bare = word.replace(/^'+/, '').replace(/^"+/, '');
  return (/^[^.,?!'"]*/.exec(bare)?.[0] ?? '').toLowerCase();
}
