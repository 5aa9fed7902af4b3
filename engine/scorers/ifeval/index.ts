import {
  constrainedResponse,
  jsonFormat,
  multipleSections,
  numberBulletLists,
  numberHighlightedSections,
  numberPlaceholders,
  postscript,
  title,
} from './formats.ts';
import type { Instruction } from './instruction.ts';
import { existence, forbiddenWords, frequency, letterFrequency } from './keywords.ts';
import {
  nthParagraphFirstWord,
  numberParagraphs,
  numberSentences,
  numberWords,
} from './lengths.ts';
import {
  capitalWordFrequency,
  endChecker,
  englishCapital,
  englishLowercase,
  noComma,
  quotation,
  repeatPrompt,
  responseLanguage,
  twoResponses,
} from './whole.ts';

/** The 25 kinds of instructions of IFEval by their ids. */
export const INSTRUCTIONS: Readonly<Record<string, Instruction>> = {
  'change_case:capital_word_frequency': capitalWordFrequency,
  'change_case:english_capital': englishCapital,
  'change_case:english_lowercase': englishLowercase,
  'combination:repeat_prompt': repeatPrompt,
  'combination:two_responses': twoResponses,
  'detectable_content:number_placeholders': numberPlaceholders,
  'detectable_content:postscript': postscript,
  'detectable_format:constrained_response': constrainedResponse,
  'detectable_format:json_format': jsonFormat,
  'detectable_format:multiple_sections': multipleSections,
  'detectable_format:number_bullet_lists': numberBulletLists,
  'detectable_format:number_highlighted_sections': numberHighlightedSections,
  'detectable_format:title': title,
  'keywords:existence': existence,
  'keywords:forbidden_words': forbiddenWords,
  'keywords:frequency': frequency,
  'keywords:letter_frequency': letterFrequency,
  'language:response_language': responseLanguage,
  'length_constraints:nth_paragraph_first_word': nthParagraphFirstWord,
  'length_constraints:number_paragraphs': numberParagraphs,
  'length_constraints:number_sentences': numberSentences,
  'length_constraints:number_words': numberWords,
  'punctuation:no_comma': noComma,
  'startend:end_checker': endChecker,
  'startend:quotation': quotation,
};
