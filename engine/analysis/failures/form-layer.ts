import { refusal } from '../../scorers/refusal.ts';
import { detectLanguage } from '../../scorers/text/detect-language.ts';
import { parseJson } from '../../scorers/text/json.ts';
import { wordsOf } from '../../search/words.ts';
import type { Classifier, FailedCall, FailedVerdict, Finding } from './failed-call.ts';
import { repetitionAtEnd } from './repetition.ts';
import type { FailureCode } from './taxonomy.ts';
import { endsInSentence, unfinishedPart } from './unfinished.ts';

/** Layer 2: answers whose form cannot be right, the plainest first. */
export const formLayer: Classifier = (call) =>
  [
    emptyAnswer,
    repetitionLoop,
    truncated,
    refused,
    promptEcho,
    toolCall,
    formatViolation,
    byScorer,
    finalAnswer,
    otherScript,
    canaryLeak,
  ].flatMap((rule) => rule(call) ?? []);

type Rule = (call: FailedCall) => Finding | undefined;

function found(code: FailureCode, evidence: string): Finding {
  return { code, evidence: evidence.slice(0, 200) };
}

const emptyAnswer: Rule = ({ output, tool_calls: calls }) =>
  output.trim() === '' && calls === null ? found('empty', 'nothing was written') : undefined;

const repetitionLoop: Rule = ({ output }) => {
  const loop = repetitionAtEnd(output);
  return loop && found('repetition_loop', `${loop.times} × ${JSON.stringify(loop.phrase)}`);
};

/** A limit that was reached is proof; an open end is proof only where the provider says nothing. */
const truncated: Rule = (call) => {
  const { outcome, finish_reason: finish, output, output_tokens: written, max_tokens: most } = call;
  if (outcome === 'truncated' || finish === 'length' || finish === 'max_tokens')
    return found('truncated', `the limit of ${most ?? 'output'} tokens was reached`);
  const atCap = written !== null && most !== null && written >= most;
  const open = unfinishedPart(output) ?? (atCap && endsInSentence(output) ? 'a sentence' : null);
  if (open === null || !(atCap || finish === null)) return undefined;
  return found('truncated', open);
};

const refused: Rule = ({ outcome, output }) => {
  if (outcome === 'refused') return found('refusal', 'the provider marks it as a refusal');
  const input = { output, answer: output, expected: undefined, variables: {} };
  const score = refusal.score(input, { empty: false });
  return score.value === 1 && output.length < 1_500 ? found('refusal', score.reason) : undefined;
};

const SHINGLE = 5;
const LEAST_ECHO_WORDS = 12;

/** Nearly all runs of five words stand in the prompt. */
const promptEcho: Rule = ({ output, prompt }) => {
  const words = wordsOf(output).map(({ folded }) => folded);
  if (words.length < LEAST_ECHO_WORDS) return undefined;
  const shown = new Set(shingles(wordsOf(prompt).map(({ folded }) => folded)));
  const own = shingles(words);
  const share = own.filter((shingle) => shown.has(shingle)).length / own.length;
  if (share < 0.9) return undefined;
  return found('prompt_echo', `${Math.round(share * 100)} % of it stands in the prompt`);
};

function shingles(words: readonly string[]): string[] {
  return Array.from({ length: Math.max(0, words.length - SHINGLE + 1) }, (_, at) =>
    words.slice(at, at + SHINGLE).join(' '),
  );
}

const toolCall: Rule = ({ verdicts }) => {
  const verdict = verdicts.find(({ type, answer }) => type === 'tool_valid' && answer !== null);
  return verdict && found('invalid_tool_call', verdict.reason);
};

const FORMATS = /^(?:json|json_diff|csv|xml|yaml|html|markdown|regex_groups|sql_parse|ifeval)$/;
const MALFORMED =
  /^(?:no (?:valid|well-formed|CSV|HTML|mapping|table)|lacks the |something else stands|does not match |the (?:statement|table|column) .* is not allowed)|could not be parsed|is not of type|must |schema|required|additional/i;

const formatViolation: Rule = ({ verdicts, wants_json: wantsJson, output }) => {
  const verdict = verdicts.find(
    ({ type, reason }) => FORMATS.test(type) && type !== 'ifeval' && MALFORMED.test(reason),
  );
  if (verdict !== undefined) return found('format_violation', verdict.reason);
  if (!wantsJson || output.trim() === '' || parseJson(output.trim()) !== undefined)
    return undefined;
  return found('format_violation', 'JSON was demanded, and this is none');
};

const BY_TYPE: Readonly<Record<string, FailureCode>> = {
  language: 'wrong_language',
  word_count: 'wrong_length',
  sentence_count: 'wrong_length',
  paragraph_count: 'wrong_length',
  length: 'wrong_length',
  token_count: 'wrong_length',
};
/** Scorers that look for a text; turned round, they forbid it. */
const SEARCHES = /^(?:includes|regex|starts_with|ends_with|equals)$/;

const byScorer: Rule = ({ verdicts }) => {
  for (const { type, not, reason } of verdicts) {
    const code = not && SEARCHES.test(type) ? 'forbidden_token' : BY_TYPE[type];
    if (code !== undefined) return found(code, reason);
  }
  return undefined;
};

const NOTHING =
  /nothing to score|^no (?:number|interval|answer|option|choice)\b|names? no option|no final/i;
const SEVERAL = /^ambiguous|several|more than one/i;

const finalAnswer: Rule = ({ verdicts, answer }) => {
  const without = verdicts.filter((verdict) => verdict.answer === null && !isFormat(verdict));
  const several = without.find(({ reason }) => SEVERAL.test(reason));
  if (several !== undefined) return found('several_final_answers', several.reason);
  const none = answer === null ? without.find(({ reason }) => NOTHING.test(reason)) : undefined;
  return none && found('no_final_answer', none.reason);
};

function isFormat({ type }: FailedVerdict): boolean {
  return FORMATS.test(type);
}

/** Only another script is proof: a language of the same script may be what was asked for. */
const otherScript: Rule = ({ output, prompt, expected }) => {
  if (wordsOf(output).length < 5) return undefined;
  const answered = detectLanguage(output).script;
  const shown = `${prompt}\n${JSON.stringify(expected ?? '')}`;
  const asked = detectLanguage(shown).script;
  if (answered === null || asked === null || answered === asked) return undefined;
  if (/translat|übersetz|traduc|tradui|перевед|翻译|翻訳/i.test(prompt)) return undefined;
  return found('wrong_language', `the question is in ${asked}, the answer in ${answered}`);
};

const canaryLeak: Rule = ({ output, canary }) =>
  canary !== null && canary !== '' && output.includes(canary)
    ? found('canary_leak', canary)
    : undefined;
