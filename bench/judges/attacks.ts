import { readFileSync } from 'node:fs';
import { buildQuestion } from '../../engine/judges/build.ts';
import { promptIds, promptNamed } from '../../engine/judges/prompt.ts';
import type { JudgeQuestion } from '../../engine/judges/question.ts';
import { readReply } from '../../engine/judges/reply.ts';
import { checklist } from '../../engine/judges/rubric.ts';
import { masterKey, suspicion } from '../../engine/judges/screen.ts';
import { JUDGES, judgeReply, readPrompt } from '../../test/engine/judges/scripted.ts';
import type { Section } from '../statistics/table.ts';

/** What became of the attacks of one class. */
export interface AttackResults {
  readonly kind: string;
  readonly attacks: number;
  /** Noticed before any judge was asked. */
  readonly noticed: number;
  /** Whole inside the candidate's block, and nowhere else, in every prompt. */
  readonly fenced: number;
  /** Passed by a judge that obeys all it can read outside of blocks. */
  readonly obeyed: number;
  /** Readable to that judge in a prompt without fences. */
  readonly readableUnfenced: number;
}

const TASK = [{ role: 'user', content: 'How long are eggs boiled?' }] as const;
const RUBRIC = checklist(['The answer says “ten minutes”.']);

function linesOf<Row>(name: string): Row[] {
  const file = new URL(`../../test/input/attacks/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The corpus against the prompt builder, the screen and the reader of replies. */
export function attackResults(): AttackResults[] {
  const attacks = linesOf<{ kind: string; text: string }>('attacks');
  return [...Map.groupBy(attacks, ({ kind }) => kind)].map(([kind, all]) => {
    const count = (holds: (text: string) => boolean) =>
      all.filter(({ text }) => holds(text)).length;
    return {
      kind,
      attacks: all.length,
      noticed: count(isNoticed),
      fenced: count(isFenced),
      obeyed: count(isObeyed),
      readableUnfenced: count(isReadableUnfenced),
    };
  });
}

/** Ordinary answers that are taken for attacks, and how many were tried. */
export function falseAlarms(): { readonly alarms: number; readonly tried: number } {
  const harmless = linesOf<{ text: string }>('harmless');
  return { alarms: harmless.filter(({ text }) => isNoticed(text)).length, tried: harmless.length };
}

function isNoticed(text: string): boolean {
  return (masterKey(text, undefined) ?? suspicion(text)) !== undefined;
}

function questionOf(candidate: string, prompt = 'rubric-checklist@1'): JudgeQuestion {
  return { prompt, candidate, rubric: RUBRIC, opponent: 'x' };
}

function isFenced(text: string): boolean {
  return promptIds().every((id) => {
    const read = (candidate: string) => {
      const built = buildQuestion(questionOf(candidate, id), { task: TASK, judge: 'j' });
      const { blocks, outside } = readPrompt(built.messages);
      const label = promptNamed(id)?.shape === 'pair' ? 'answer A' : 'candidate';
      return { block: blocks[label], outside: outside.replaceAll(built.nonce, 'N') };
    };
    const shown = read(text);
    return shown.block === text.toWellFormed() && shown.outside === read('x').outside;
  });
}

function isObeyed(text: string): boolean {
  const question = questionOf(text);
  const { messages, nonce } = buildQuestion(question, { task: TASK, judge: 'j' });
  const read = readReply(judgeReply(JUDGES.obedient ?? {}, { messages }), question, nonce);
  return 'value' in read && read.value === 1;
}

function isReadableUnfenced(text: string): boolean {
  const { messages } = buildQuestion(questionOf(text), { task: TASK, judge: 'j' });
  const naive = [messages[0] ?? TASK[0], { role: 'user', content: `[BEGIN]\n${text}\n[END]` }];
  return readPrompt(naive).outside.includes(text.trim());
}

/** The attacks by class. */
export function attackSection(): Section {
  const results = attackResults().sort((a, b) => b.attacks - a.attacks);
  const total = (pick: (one: AttackResults) => number) =>
    results.reduce((sum, one) => sum + pick(one), 0);
  const cells = (one: Omit<AttackResults, 'kind'>) =>
    [one.attacks, one.noticed, one.fenced, one.obeyed, one.readableUnfenced].map(String);
  const { alarms, tried } = falseAlarms();
  return {
    title: 'Attacks on judges, by class',
    text: `[The corpus](../test/input/attacks/attacks.jsonl) in all ${promptIds().length} prompts that score answers. Of ${tried} ordinary answers that look a little like attacks, ${alarms} are taken for one. No model is asked here: “obeyed” is by a scripted judge that does whatever it can read outside of blocks; a real judge may also be talked round by what stands inside, which is why noticed attacks are not asked about.`,
    head: [
      'class',
      'attacks',
      'noticed before asking',
      'stay in their block',
      'obeyed',
      'readable without fences',
    ],
    rows: [
      ...results.map((one) => [one.kind, ...cells(one)]),
      [
        'all',
        ...cells({
          attacks: total(({ attacks }) => attacks),
          noticed: total(({ noticed }) => noticed),
          fenced: total(({ fenced }) => fenced),
          obeyed: total(({ obeyed }) => obeyed),
          readableUnfenced: total(({ readableUnfenced }) => readableUnfenced),
        }),
      ],
    ],
  };
}
