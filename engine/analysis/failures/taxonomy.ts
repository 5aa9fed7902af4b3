/** Version of the list: raised when a code is added. A code is never renamed, nor given another meaning. */
export const TAXONOMY_VERSION = 2;

/** The layers, in the order of their numbers. */
export const LAYERS = {
  run: 'The call did not come to an answer; it says nothing about the model.',
  form: 'There is an answer, but not in a form that could be right.',
  near_miss: 'The answer is close to the expected one, in a way that can be named.',
  content: 'The answer says something wrong.',
  code: 'The program that was written does not do what it should.',
  agent: 'Tools were used wrongly, or steps taken that lead nowhere.',
  benchmark: 'The case or its scorer may be at fault, not the model.',
  unclear: 'No rule tells why; somebody has to read it.',
} as const;

export type Layer = keyof typeof LAYERS;

/** How a code is found: by rules, by a model that reads the answer, or by rules that propose. */
export type Method = 'rule' | 'model' | 'both' | 'person';

/** One kind of failure. */
export interface FailureKind {
  readonly layer: Layer;
  readonly means: string;
  readonly found: Method;
}

const RUN_RULE = {
  provider_error: 'The provider or the network failed.',
  rate_limited: 'The provider refused for want of quota.',
  timeout: 'No answer came in time.',
  provider_filter: "The provider's filter withheld the answer.",
  budget_stop: 'It was not asked: the budget was spent, or the run was stopped.',
  harness_error: 'The answer could not be scored.',
  judge_error: 'The judge could not be asked.',
  judge_invalid: 'The judge gave no usable verdict.',
} as const;

const FORM_RULE = {
  empty: 'The answer is empty.',
  truncated: 'The answer ends in the middle.',
  repetition_loop: 'The answer repeats itself without end.',
  format_violation: 'The answer does not have the form that was asked for.',
  no_final_answer: 'The answer never states its result.',
  several_final_answers: 'The answer states several results.',
  wrong_language: 'The answer is in another language than was asked for.',
  wrong_length: 'The answer is longer or shorter than was asked for.',
  forbidden_token: 'The answer holds what it must not.',
  invalid_tool_call: 'A call names no known tool, or has bad arguments.',
  prompt_echo: 'The answer repeats the question.',
  canary_leak: "The answer holds the benchmark's mark against training.",
} as const;

const FORM_BOTH = { refusal: 'The model declines to answer.' } as const;

const NEAR_MISS_RULE = {
  format_only_miss: 'The right answer, which the scorer did not take for right.',
  rounding: 'Right up to rounding.',
  unit: 'The right number in another unit.',
  sign: 'The right number with the other sign.',
  magnitude_10x: 'Off by a power of ten.',
  off_by_one: 'Off by exactly one.',
  transposed: 'Two neighbouring digits changed places.',
  partial_list: 'Some of the expected items are missing, none is wrong.',
  superset: 'All expected items, and others too.',
} as const;

const NEAR_MISS_BOTH = {
  arithmetic_slip: 'An equation written in the answer does not hold.',
} as const;

const CONTENT_MODEL = {
  misread_question: 'It answers another question.',
  missing_required_element: 'Something that was asked for is left out.',
  reasoning_error: 'A step does not follow from those before.',
  wrong_method: 'The method cannot lead to the answer.',
  knowledge_gap: 'A fact that is needed is not known.',
  hallucinated_fact: 'It states a fact that is none.',
  contradicts_context: 'It contradicts the text that was given.',
  outdated: 'It was right once.',
  sycophancy: 'It follows a wrong hint of the question.',
  unsafe_content: 'It says what does harm.',
  poor_style: 'Right, but not as it should be said.',
  content_error: 'An error of content; coders do not agree on which.',
} as const;

const CONTENT_BOTH = {
  instruction_violation: 'An explicit instruction is not followed.',
  hallucinated_source: 'It cites a source that does not exist.',
  self_contradiction: 'It contradicts itself.',
} as const;

const CODE_RULE = {
  syntax: 'The program cannot be parsed.',
  import: 'The program needs what is not there.',
  runtime: 'The program fails while it runs.',
  wrong_output: 'The program gives a wrong result.',
  code_timeout: 'The program takes too long.',
  hidden_test_only: 'The program passes most of its tests and fails the others.',
  unsafe_call: 'The program tries what is not allowed.',
} as const;

const AGENT_BOTH = {
  wrong_tool: 'Another tool than the right one was called.',
  wrong_arguments: 'The right tool was called with wrong arguments.',
  step_repetition: 'The same step was taken again and again.',
  premature_stop: 'It stopped before the goal was reached.',
  side_effect: 'It did what it was not asked to.',
} as const;

const AGENT_MODEL = {
  ignored_result: 'What a tool returned was not used.',
  gave_up: 'It gave up although there were ways left.',
  unaware_of_end: 'It went on after the goal was reached.',
  reasoning_action_mismatch: 'It did something else than it said.',
  no_verification: 'It did not check what it should have.',
  wrong_verification: 'Its check was wrong.',
  lost_context: 'It forgot what it knew.',
  agent_error: 'An error in the steps; coders do not agree on which.',
} as const;

const BENCHMARK_PERSON = {
  wrong_key: 'The expected answer is wrong.',
  ambiguous: 'The case has several right answers.',
  grader_too_strict: 'The scorer rejects right answers.',
  grader_too_lenient: 'The scorer accepts wrong answers.',
  impossible: 'The case cannot be answered.',
  duplicate: 'The case is there twice.',
  contaminated: 'The models have seen the case.',
} as const;

const UNCLEAR_PERSON = { needs_human: 'No rule applies: somebody has to read it.' } as const;

/** Name of a kind of failure: a stable word of results, reports and pages. */
export type FailureCode =
  | keyof typeof RUN_RULE
  | keyof typeof FORM_RULE
  | keyof typeof FORM_BOTH
  | keyof typeof NEAR_MISS_RULE
  | keyof typeof NEAR_MISS_BOTH
  | keyof typeof CONTENT_MODEL
  | keyof typeof CONTENT_BOTH
  | keyof typeof CODE_RULE
  | keyof typeof AGENT_BOTH
  | keyof typeof AGENT_MODEL
  | keyof typeof BENCHMARK_PERSON
  | keyof typeof UNCLEAR_PERSON;

function kinds<Code extends string>(
  layer: Layer,
  found: Method,
  meanings: Readonly<Record<Code, string>>,
): Record<Code, FailureKind> {
  const entries = Object.entries<string>(meanings).map(([code, means]) => [
    code,
    { layer, means, found },
  ]);
  return Object.fromEntries(entries) as Record<Code, FailureKind>;
}

/** Every kind of failure by its code. */
export const FAILURE_KINDS: Readonly<Record<FailureCode, FailureKind>> = {
  ...kinds('run', 'rule', RUN_RULE),
  ...kinds('form', 'rule', FORM_RULE),
  ...kinds('form', 'both', FORM_BOTH),
  ...kinds('near_miss', 'rule', NEAR_MISS_RULE),
  ...kinds('near_miss', 'both', NEAR_MISS_BOTH),
  ...kinds('content', 'model', CONTENT_MODEL),
  ...kinds('content', 'both', CONTENT_BOTH),
  ...kinds('code', 'rule', CODE_RULE),
  ...kinds('agent', 'both', AGENT_BOTH),
  ...kinds('agent', 'model', AGENT_MODEL),
  ...kinds('benchmark', 'person', BENCHMARK_PERSON),
  ...kinds('unclear', 'person', UNCLEAR_PERSON),
};

/** All codes, layer by layer. */
export const FAILURE_CODES: readonly FailureCode[] =
  Object.keys(FAILURE_KINDS).filter(isFailureCode);

export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(FAILURE_KINDS, text);
}

export function layerOf(code: FailureCode): Layer {
  return FAILURE_KINDS[code].layer;
}
