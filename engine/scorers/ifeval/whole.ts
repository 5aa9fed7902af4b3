import { detectLanguage, LANGUAGES } from '../text/detect-language.ts';
import { type Followed, type Instruction, numberGiven, related, textGiven } from './instruction.ts';
import { capitalWords, isLower, isUpper } from './words.ts';

/**
 * The language is told as by the scorer `language`; the reference asks langdetect. A reply whose
 * language cannot be told follows, as in the reference; a language unknown here cannot be checked.
 */
export const responseLanguage: Instruction = {
  id: 'language:response_language',
  needs: ['language'],
  check: (reply, given): Followed => {
    const wanted = textGiven(given, 'language').toLowerCase().split('-')[0] ?? '';
    if (!LANGUAGES.includes(wanted))
      return { follows: null, found: `the language "${wanted}" is not known here` };
    const { language } = detectLanguage(reply);
    return { follows: language === null || language === wanted, found: `in ${language ?? 'any'}` };
  },
};

export const englishCapital: Instruction = {
  id: 'change_case:english_capital',
  needs: [],
  check: (reply): Followed => inCase(reply, isUpper(reply), 'capital'),
};

export const englishLowercase: Instruction = {
  id: 'change_case:english_lowercase',
  needs: [],
  check: (reply): Followed => inCase(reply, isLower(reply), 'small'),
};

export const capitalWordFrequency: Instruction = {
  id: 'change_case:capital_word_frequency',
  needs: ['capital_frequency', 'capital_relation'],
  check: (reply, given): Followed => {
    const limit = numberGiven(given, 'capital_frequency');
    const relation = textGiven(given, 'capital_relation');
    return related(capitalWords(reply), 'words in capitals', relation, limit);
  },
};

export const noComma: Instruction = {
  id: 'punctuation:no_comma',
  needs: [],
  check: (reply): Followed => {
    const commas = reply.split(',').length - 1;
    return { follows: commas === 0, found: `${commas} commas` };
  },
};

/** Two different texts with `******` between them. */
export const twoResponses: Instruction = {
  id: 'combination:two_responses',
  needs: [],
  check: (reply): Followed => {
    const parts = reply.split('******').map((part) => part.trim());
    const filled = parts.filter((part) => part !== '');
    const hasGap = parts.slice(1, -1).includes('');
    const follows = !hasGap && filled.length === 2 && filled[0] !== filled[1];
    return { follows, found: `${new Set(filled).size} different responses` };
  },
};

export const repeatPrompt: Instruction = {
  id: 'combination:repeat_prompt',
  needs: ['prompt_to_repeat'],
  check: (reply, given): Followed => {
    const request = textGiven(given, 'prompt_to_repeat').trim().toLowerCase();
    const follows = reply.trim().toLowerCase().startsWith(request);
    return { follows, found: follows ? 'the request first' : 'another beginning' };
  },
};

export const endChecker: Instruction = {
  id: 'startend:end_checker',
  needs: ['end_phrase'],
  check: (reply, given): Followed => {
    const end = textGiven(given, 'end_phrase').trim().toLowerCase();
    const text = withoutQuotes(reply.trim()).toLowerCase();
    const follows = text.endsWith(end);
    return { follows, found: `ends with “${text.slice(-40)}”` };
  },
};

export const quotation: Instruction = {
  id: 'startend:quotation',
  needs: [],
  check: (reply): Followed => {
    const text = reply.trim();
    const follows = text.length > 1 && text.startsWith('"') && text.endsWith('"');
    return { follows, found: follows ? 'in quotation marks' : 'not in quotation marks' };
  },
};

/** The letters decide; of a language that cannot be told English is assumed, as in the reference. */
function inCase(reply: string, isRight: boolean, kind: string): Followed {
  if (!isRight) return { follows: false, found: `not all ${kind} letters` };
  const { language } = detectLanguage(reply.toLowerCase());
  return { follows: language === null || language === 'en', found: `in ${language ?? 'any'}` };
}

function withoutQuotes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === '"') start++;
  while (end > start && text[end - 1] === '"') end--;
  return text.slice(start, end);
}
