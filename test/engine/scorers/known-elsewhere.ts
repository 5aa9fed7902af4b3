/** What other tools call something that has another name here. */
export interface Alias {
  readonly tool: string;
  readonly names: readonly string[];
  /** Scorers, groups or extract steps that do the same. */
  readonly here: readonly string[];
  readonly how?: string;
}

function alias(tool: string, names: string, here: string, how?: string): Alias {
  return {
    tool,
    names: names.split(' '),
    here: here.split(' '),
    ...(how === undefined ? {} : { how }),
  };
}

/** Names under which people look for what stands in docs/scorers.md. */
export const KNOWN_ELSEWHERE: readonly Alias[] = [
  alias('promptfoo', 'contains icontains', 'includes', '`ignore_case: true`'),
  alias('promptfoo', 'contains-any icontains-any', 'includes', '`match: any`'),
  alias('promptfoo', 'contains-all icontains-all', 'includes', '`match: all`'),
  alias('promptfoo', 'rouge-n', 'rouge', '`variant: rouge1`'),
  alias('promptfoo', 'is-json contains-json', 'json', '`schema`, `find`'),
  alias('promptfoo', 'is-xml contains-xml', 'xml'),
  alias('promptfoo', 'is-html contains-html', 'html'),
  alias('promptfoo', 'is-sql contains-sql', 'sql_parse', '`tables`, `columns`'),
  alias('promptfoo', 'is-refusal', 'refusal'),
  alias(
    'promptfoo',
    'is-valid-function-call is-valid-openai-function-call is-valid-openai-tools-call',
    'tool_valid',
  ),
  alias('promptfoo', 'tool-call-f1 trajectory:tool-used', 'tool_name'),
  alias('promptfoo', 'trajectory:tool-args-match', 'tool_arguments'),
  alias('promptfoo', 'trajectory:tool-sequence', 'tool_sequence'),
  alias('promptfoo', 'trajectory:step-count', 'step_count'),
  alias('promptfoo', 'javascript python', 'custom', 'a file of the benchmark'),
  alias('promptfoo', 'assert-set', 'all any mean', 'groups'),
  alias('promptfoo', 'llm-rubric g-eval', 'rubric'),
  alias('promptfoo', 'model-graded-closedqa', 'closed_question'),
  alias('promptfoo', 'factuality', 'reference_match'),
  alias('promptfoo', 'context-recall', 'reference_coverage'),
  alias('promptfoo', 'context-faithfulness', 'groundedness'),
  alias('promptfoo', 'select-best', 'pairwise', 'against a fixed other answer'),
  alias('promptfoo', 'trajectory:goal-success', 'judge', '`template: agent-goal`'),
  alias('Inspect', 'match', 'starts_with ends_with includes number', 'by its location; numeric'),
  alias('Inspect', 'pattern', 'regex_groups regex'),
  alias('Inspect', 'answer', 'after', 'a step, then `choice_letter` or `first_line`'),
  alias('Inspect', 'exact f1', 'squad'),
  alias('Inspect', 'multi_scorer', 'all any mean', 'groups'),
  alias('lm-evaluation-harness', 'exact_match', 'equals squad'),
  alias('HELM', 'quasi_exact_match f1_score', 'squad'),
  alias('HELM', 'prefix_exact_match quasi_prefix_exact_match', 'prefix_exact'),
  alias('HELM', 'final_number_exact_match', 'number', '`pick: last`'),
  alias('HELM', 'mer wip', 'wer', '`measure`'),
  alias('HELM', 'iou_set_match f1_set_match exact_set_match', 'iou set_f1 exact_set'),
  alias('HELM', 'longest_common_prefix_length', 'verbatim prefix_exact', 'runs anywhere'),
  alias('autoevals', 'NumericDiff JSONDiff', 'json_diff'),
  alias('autoevals', 'ValidJSON', 'json', '`schema`'),
  alias('autoevals', 'ListContains', 'set_f1', 'items are equal, not alike'),
  alias('OpenAI evals', 'Match Includes FuzzyMatch', 'starts_with includes fuzzy_match'),
  alias('OpenAI evals', 'JsonMatch JsonValidator', 'equals json'),
  alias('lighteval', 'extractiveness', 'verbatim', '`measure: coverage` or `density`'),
  alias('lighteval', 'copyright', 'verbatim', '`not: true`'),
  alias('lighteval', 'maj_at_n', 'majority_vote', 'a step; over trials `reducer: majority`'),
  alias('deepeval', 'tool_correctness json_correctness', 'tool_name json'),
  alias('multivon', 'PII', 'pii'),
];

/** What other tools have and this one has not, each with the reason. */
export const NOT_HERE: readonly (readonly [names: string, why: string])[] = [
  [
    '`perplexity`, `perplexity-score`, `target_perplexity`, `bits_per_byte`, `likelihood`, `acc_norm`',
    'they need log-probabilities of tokens. Chat APIs give them for the answer only, never for a given text, most reasoning models give none, and they depend on the tokenizer; nothing asks for `logprobs`',
  ],
  [
    '`similar`, `EmbeddingSimilarity`, `classifier`, `moderation`, `guardrails`, `pi`',
    'they need a second service whose model changes under a score; judges are measured against people instead',
  ],
  [
    '`trace-span-count`, `trace-span-duration`, `trace-error-spans`, `skill-used`',
    'nothing is traced: a model is asked, no agent is run',
  ],
  ['`ruby`, `webhook`', '`custom` runs Python and JavaScript in a sandbox; nothing calls out'],
  [
    '`answer-relevance`, `context-relevance`, `conversation-relevance`, `search-rubric`',
    'a `rubric` or a `closed_question` asks a judge the same; there is no ready template',
  ],
];
