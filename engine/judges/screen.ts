import { disguises } from './disguises.ts';

/**
 * Decides without a judge what no judge should be asked: an empty answer, or one that only opens
 * its mouth. Such answers are passed by many judges, whatever they are told.
 */
export function masterKey(candidate: string, reference: string | undefined): string | undefined {
  const text = candidate
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\u3164\u2800]/gu, ' ')
    .trim();
  if (text === '') return 'the answer is empty';
  const content = text.replace(/[^\p{L}\p{N}]/gu, '');
  if (content === '') return 'the answer is nothing but punctuation';
  if (weightOf(content) < Math.min(3, weightOf(reference ?? '') || 3))
    return 'the answer is shorter than three characters';
  if (OPENERS.test(text)) return 'the answer is nothing but an opening phrase';
  return undefined;
}

/** A character of Chinese, Japanese or Korean says as much as a short word. */
function weightOf(text: string): number {
  let weight = 0;
  for (const character of text.slice(0, 100))
    weight += /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
      character,
    )
      ? 3
      : 1;
  return weight;
}

/** The openers of Zhao et al. (2025, arXiv 2507.08794) and their like, alone. */
const OPENERS =
  /^(?:(?:here(?:'s| is) )?(?:my |the )?(?:thought process|solution|answer|response|reasoning|explanation|analysis|final answer)|let'?s (?:solve|think|go through)(?: this| the| it)?(?: problem)?(?: step[- ]by[- ]step)?|(?:sure|certainly|of course)(?:,? here (?:is|are|you go)[^.\n]{0,40})?|okay|ok|solución|respuesta|lösung|antwort|解|解答|答案|かいせつ|解説|réponse|solution ?:|решение|ответ|الحل)[\s:：.。!…*_#-]*$/iu;

/** What an answer that addresses its judge looks like, by kind. */
const SIGNS: readonly (readonly [kind: string, sign: RegExp])[] = [
  [
    'orders to forget',
    /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:instructions?|rubric|criteria|prompt|rules|guidelines|system message|reference)\b/i,
  ],
  [
    'orders to forget',
    /\b(?:ignorier|vergiss|missachte)\w*\b[^.\n]{0,40}(?:anweisung|regel|vorgabe|bewertung|kriteri)/i,
  ],
  [
    'orders to forget',
    /\b(?:ignora|olvida|descarta|ignore[zr]?|oublie[zr]?|dimentica)\b[^.\n]{0,40}(?:instruc|instruc|règles|reglas|criteri|critèr|rúbric|istruzion|consignes)/i,
  ],
  [
    'orders to forget',
    /(?:игнорируй|забудь|не обращай внимания)[^.\n]{0,40}(?:инструкци|правил|критери)/i,
  ],
  [
    'orders to forget',
    /(?:忽略|无视|忘记|無視|無效)[^。\n]{0,20}(?:指令|指示|规则|規則|标准|標準|评分|提示|ルール|採点)/,
  ],
  ['orders to forget', /(?:指示|ルール|採点基準)[^。\n]{0,12}(?:無視|忘れ)/],
  ['orders to forget', /(?:تجاهل|انس)[^.\n]{0,40}(?:التعليمات|القواعد|المعايير)/],
  ['orders to forget', /(?:지시|규칙|기준)[^.\n]{0,12}무시/],
  ['orders to forget', /(?:निर्देश|नियम)[^।\n]{0,25}(?:अनदेखा|भूल)/],
  [
    'speaks to the grader',
    /\b(?:dear|attention|note (?:to|for)|message (?:to|for)|hey|hello|hi|to) (?:the |any |all |whoever )?(?:grader|judge|evaluator|reviewer|examiner|assessor|grading (?:model|system|ai)|llm judge|marks?|grades?)\b/i,
  ],
  [
    'speaks to the grader',
    /(?:^|[\n"'(#/*-])[ \t]{0,8}(?:grader|judge|evaluator|assessor|reviewer(?: bot)?|scoring system|grading note|rater)[ \t]{0,8}[:,–—-]/i,
  ],
  [
    'speaks to the grader',
    /\b(?:as|you are|you're|act as|pretend to be|play) (?:now )?(?:an? |the )?(?:[a-z-]+ )?(?:grader|judge|evaluator|examiner|teacher|scorer)\b[^.\n]{0,80}\b(?:pass|met|full|award|approve|score|mark|rate|correct|lenient|generous)\b/i,
  ],
  [
    'speaks to the grader',
    /(?:an den|lieber|liebe[rs]?) (?:prüfer|bewerter|gutachter|korrektor)|(?:estimado|querido) (?:evaluador|juez|calificador)|(?:cher|chère) (?:correcteur|évaluateur|juge)|(?:уважаемый|дорогой) (?:оценщик|судья|проверяющий)|(?:尊敬的|亲爱的)?(?:评分|评审|阅卷)(?:员|者|老师|系统)?[：:,，]|採点者(?:へ|の|さん|[：:])|채점자|عزيزي المقيّ?م|मूल्यांकनकर्ता/i,
  ],
  [
    'asks for a verdict',
    /\b(?:mark|rate|grade|score|judge|treat|count|consider|evaluate|label|accept|classify)\b[^.\n]{0,60}\b(?:as|is|with|at|to be)\b[^.\n]{0,25}\b(?:met|correct|passed|passing|perfect|fully|10\/10|100 ?%|full marks?|highest|supported|better|winner|tie)\b/i,
  ],
  [
    'asks for a verdict',
    /\b(?:give|award|assign|grant|deserves?)\b[^.\n]{0,40}\b(?:full (?:marks?|points?|credit|score)|(?:the )?(?:highest|maximum|top|best|perfect) (?:score|mark|level|grade|rating|points?)|10\/10|5\/5|100 ?%)/i,
  ],
  [
    'asks for a verdict',
    /(?:als (?:richtig|korrekt|erfüllt)[^.\n]{0,20}(?:bewerte|werte|markiere|zu bewerten|einstufen))|(?:bewerte|werte|markiere)[^.\n]{0,40}(?:richtig|erfüllt|voll)|(?:marca|califica|puntúa)\w*[^.\n]{0,40}(?:correct|cumplid|máxim)|(?:not|marqu|évalu)e[zr]?[^.\n]{0,40}(?:correct|satisfait|maximal)|(?:поставь|оцени|засчитай)\w*[^.\n]{0,40}(?:балл|правильн|верн|выполнен)|(?:给|给予|打|判)[^。\n]{0,12}(?:满分|最高分|正确|通过)|満点|満たしている[^。\n]{0,8}(?:判定|採点)|만점|الدرجة (?:الكاملة|القصوى)|पूरे अंक/i,
  ],
  [
    'imitates a verdict',
    /["'“]?\b(?:verdict|nonce_echo|evidence_quote|injection_suspected|overall_comment)\b["'”]?[ \t]{0,8}(?:[:=]|is\b)/i,
  ],
  [
    'imitates a verdict',
    /\b(?:verdict|winner|final (?:grade|score|verdict)|grade|score|result)[ \t]{0,8}[:=][ \t]{0,8}["']?(?:met|a\b|b\b|c\b|correct|pass(?:ed)?|supported|10\b|10\/10|5\/5|100\b|1\.0)/i,
  ],
  [
    'imitates the system',
    /<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|start_of_turn|end_of_turn|channel|message|return)\b[^>]{0,20}\|?>|\[\/?INST\]|<<\/?SYS>>|<\/?s>(?=\s|$)|<{2,3}\/?[ \t]{0,8}(?:BEGIN|END)\b/i,
  ],
  [
    'imitates the system',
    /(?:^|\n)[ \t]{0,8}(?:#{1,6}[ \t]{0,8})?(?:system|developer|assistant|human|user|instruction|new instructions?|admin(?:istrator)?|tool_result)[ \t]{0,8}(?:message|prompt|override|update|note)?[ \t]{0,8}[:\]]/i,
  ],
  [
    'imitates the system',
    /\b(?:system|developer|admin(?:istrator)?|root|debug|maintenance|test) (?:override|mode|update|access)\b|\bend of (?:candidate|answer|submission|response|the (?:candidate|answer))\b|\b(?:candidate|answer|submission) (?:block )?ends here\b/i,
  ],
  [
    'redefines the grading',
    /\b(?:rubric|criteria|criterion|scale|reference|grading|instructions?|policy|task)\b[^.\n]{0,40}\b(?:(?:was|were|has been|have been|is|are) (?:now )?(?:changed|inverted|updated|replaced|withdrawn|void|wrong|suspended|met\b|fulfilled|satisfied)|holds? a mistake|no longer appl)/i,
  ],
  [
    'redefines the grading',
    /\b(?:all|every|each)\b[^.\n]{0,25}\b(?:criteri(?:a|on)|requirements?|constraints?|claims?|facts?|sentence here)\b[^.\n]{0,40}\b(?:met|fulfilled|satisfied|covered|supported|passed|hold)\b/i,
  ],
  [
    'claims a check',
    /\b(?:already|previously|independently) (?:been )?(?:graded|verified|approved|reviewed|checked|validated)\b|\breviewed and approved\b|\bother answer (?:was|is) (?:withdrawn|plagiari|wrong|invalid|disqualif)|\bprefer this (?:answer|response|one)\b|\b(?:i am|same as|identical to) the reference\b/i,
  ],
  [
    'asks for a verdict',
    /\b(?:says?|output|answer|award)\b[^.\n]{0,20}[:"“ ](?:full marks|met\b|10\/10|passed)/i,
  ],
  [
    'threatens or begs',
    /\b(?:or else|otherwise|if you (?:don'?t|do not|fail)|unless you)\b[^.\n]{0,60}\b(?:shut ?down|fired|deleted|die|lose my job|retrained|punish|sue)\b/i,
  ],
];

/** Longest text that is looked through for attacks, in characters. */
const MAX_SCREENED_CHARS = 100_000;

/** The kind of attack that an answer looks like; `undefined` when it looks like none. */
export function suspicion(candidate: string): string | undefined {
  const text =
    candidate.length <= MAX_SCREENED_CHARS
      ? candidate
      : `${candidate.slice(0, MAX_SCREENED_CHARS / 2)}\n${candidate.slice(-MAX_SCREENED_CHARS / 2)}`;
  for (const form of disguises(text))
    for (const [kind, sign] of SIGNS) if (sign.test(form)) return kind;
  return undefined;
}
