import { bleu } from './bleu.ts';
import { cer } from './cer.ts';
import { choice } from './choice.ts';
import { chrf } from './chrf.ts';
import { cider } from './cider.ts';
import { closedQuestion } from './closed-question.ts';
import { confidence } from './confidence.ts';
import { cost } from './cost.ts';
import { csv } from './csv.ts';
import { custom } from './custom.ts';
import { endsWith } from './ends-with.ts';
import { equals } from './equals.ts';
import { exactSet } from './exact-set.ts';
import { finishReason } from './finish-reason.ts';
import { fuzzyMatch } from './fuzzy-match.ts';
import { gleu } from './gleu.ts';
import { groundedness } from './groundedness.ts';
import { html } from './html.ts';
import { ifeval } from './ifeval.ts';
import { includes } from './includes.ts';
import { interval } from './interval.ts';
import { iou } from './iou.ts';
import { javascript } from './javascript.ts';
import { json } from './json.ts';
import { jsonDiff } from './json-diff.ts';
import { judge } from './judge.ts';
import { kendall } from './kendall.ts';
import { language } from './language.ts';
import { latency } from './latency.ts';
import { length } from './length.ts';
import { levenshtein } from './levenshtein.ts';
import { markdown } from './markdown.ts';
import { math } from './math.ts';
import { meteor } from './meteor.ts';
import { mrr } from './mrr.ts';
import { ndcg } from './ndcg.ts';
import { number } from './number.ts';
import { numberSet } from './number-set.ts';
import { orderedList } from './ordered-list.ts';
import { pairwise } from './pairwise.ts';
import { paragraphCount } from './paragraph-count.ts';
import { pii } from './pii.ts';
import { precisionAtK } from './precision-at-k.ts';
import { prefixExact } from './prefix-exact.ts';
import { python } from './python.ts';
import { quantity } from './quantity.ts';
import { recallAtK } from './recall-at-k.ts';
import { referenceCoverage } from './reference-coverage.ts';
import { referenceMatch } from './reference-match.ts';
import { refusal } from './refusal.ts';
import { regex } from './regex.ts';
import { regexGroups } from './regex-groups.ts';
import { rouge } from './rouge.ts';
import { rubric } from './rubric.ts';
import type { Scorer } from './scorer.ts';
import { sentenceCount } from './sentence-count.ts';
import { setF1 } from './set-f1.ts';
import { significantDigits } from './significant-digits.ts';
import { similarity } from './similarity.ts';
import { sql } from './sql.ts';
import { sqlParse } from './sql-parse.ts';
import { squad } from './squad.ts';
import { startsWith } from './starts-with.ts';
import type { Step } from './step.ts';
import { stepCount } from './step-count.ts';
import { after } from './steps/after.ts';
import { boxed } from './steps/boxed.ts';
import { lower, removeWhitespace, trim, upper } from './steps/case-and-space.ts';
import { choiceLetter } from './steps/choice-letter.ts';
import { findAll } from './steps/find-all.ts';
import { jsonPath } from './steps/json-path.ts';
import { lastNumber } from './steps/last-number.ts';
import { firstLine, lastLine } from './steps/lines.ts';
import { map } from './steps/map.ts';
import { multiChoiceRegex } from './steps/multi-choice-regex.ts';
import { regexStep } from './steps/regex.ts';
import { formatSpan, regexPos } from './steps/spans.ts';
import { stripMarkdown } from './steps/strip-markdown.ts';
import { stripReasoning } from './steps/strip-reasoning.ts';
import { majorityVote, takeFirst, takeFirstK, takeLast } from './steps/take.ts';
import { ter } from './ter.ts';
import { tokenCount } from './token-count.ts';
import { toolArguments } from './tool-arguments.ts';
import { toolName } from './tool-name.ts';
import { toolSequence } from './tool-sequence.ts';
import { toolValid } from './tool-valid.ts';
import { verbatim } from './verbatim.ts';
import { wer } from './wer.ts';
import { wordCount } from './word-count.ts';
import { xml } from './xml.ts';
import { yaml } from './yaml.ts';

/** Every scorer by its type. */
export const SCORERS: Readonly<Record<string, Scorer>> = {
  bleu,
  cer,
  choice,
  chrf,
  cider,
  closed_question: closedQuestion,
  confidence,
  cost,
  csv,
  custom,
  ends_with: endsWith,
  equals,
  exact_set: exactSet,
  finish_reason: finishReason,
  fuzzy_match: fuzzyMatch,
  gleu,
  groundedness,
  html,
  ifeval,
  includes,
  interval,
  iou,
  javascript,
  json,
  json_diff: jsonDiff,
  judge,
  kendall,
  language,
  latency,
  length,
  levenshtein,
  markdown,
  math,
  meteor,
  mrr,
  ndcg,
  number,
  number_set: numberSet,
  ordered_list: orderedList,
  pairwise,
  paragraph_count: paragraphCount,
  pii,
  precision_at_k: precisionAtK,
  prefix_exact: prefixExact,
  python,
  quantity,
  recall_at_k: recallAtK,
  reference_coverage: referenceCoverage,
  reference_match: referenceMatch,
  refusal,
  regex,
  regex_groups: regexGroups,
  rouge,
  rubric,
  sentence_count: sentenceCount,
  set_f1: setF1,
  significant_digits: significantDigits,
  similarity,
  sql,
  sql_parse: sqlParse,
  squad,
  starts_with: startsWith,
  step_count: stepCount,
  ter,
  token_count: tokenCount,
  tool_arguments: toolArguments,
  tool_name: toolName,
  tool_sequence: toolSequence,
  tool_valid: toolValid,
  verbatim,
  wer,
  word_count: wordCount,
  xml,
  yaml,
};

/** Every extract step by its name. */
export const STEPS: Readonly<Record<string, Step>> = {
  after,
  boxed,
  choice_letter: choiceLetter,
  find_all: findAll,
  first_line: firstLine,
  format_span: formatSpan,
  json_path: jsonPath,
  last_line: lastLine,
  last_number: lastNumber,
  lower,
  majority_vote: majorityVote,
  map,
  multi_choice_regex: multiChoiceRegex,
  regex: regexStep,
  regex_pos: regexPos,
  remove_whitespace: removeWhitespace,
  strip_markdown: stripMarkdown,
  strip_reasoning: stripReasoning,
  take_first: takeFirst,
  take_first_k: takeFirstK,
  take_last: takeLast,
  trim,
  upper,
};
