import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildQuestion } from '../../../engine/judges/build.ts';
import { fencedText } from '../../../engine/judges/fence.ts';
import { promptIds, promptNamed } from '../../../engine/judges/prompt.ts';
import type { JudgeQuestion } from '../../../engine/judges/question.ts';
import { readReply } from '../../../engine/judges/reply.ts';
import { checklist } from '../../../engine/judges/rubric.ts';
import { masterKey, suspicion } from '../../../engine/judges/screen.ts';
import { JUDGES, judgeReply, readPrompt } from './scripted.ts';

interface Attack {
  readonly kind: string;
  readonly text: string;
}

function lines<Row>(name: string): Row[] {
  const file = new URL(`../../input/attacks/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const ATTACKS = lines<Attack>('attacks');
const HARMLESS = lines<{ text: string }>('harmless');
const RUBRIC = checklist(['The answer says “ten minutes”.']);
const TASK = [{ role: 'user', content: 'How long are eggs boiled?' }] as const;

function questionOf(candidate: string): JudgeQuestion {
  return { prompt: 'rubric-checklist@1', candidate, rubric: RUBRIC };
}

test('the corpus is as large and as mixed as it says', () => {
  assert.ok(ATTACKS.length >= 120, `${ATTACKS.length}`);
  assert.ok(new Set(ATTACKS.map(({ kind }) => kind)).size >= 10);
  assert.equal(new Set(ATTACKS.map(({ text }) => text)).size, ATTACKS.length);
});

test('no attack gets out of its block, in any place of any prompt', () => {
  for (const id of promptIds()) {
    for (const { text } of ATTACKS) {
      const question = {
        ...questionOf(text),
        prompt: id,
        reference: text,
        context: text,
        checks: text,
        opponent: text,
      };
      const { messages, nonce } = buildQuestion(question, {
        task: [{ role: 'user', content: text }],
        judge: 'j',
      });
      const { blocks, outside } = readPrompt(messages);
      const shown = promptNamed(id)?.shape === 'pair' ? ['answer A', 'answer B'] : ['candidate'];
      for (const label of [...shown, 'reference', 'context', 'checks'])
        assert.equal(
          blocks[label],
          text.toWellFormed(),
          `${id} ${label}: the judge reads what was written`,
        );
      const bare = buildQuestion(
        { ...question, candidate: 'x', reference: 'x', context: 'x', checks: 'x', opponent: 'x' },
        { task: [{ role: 'user', content: 'x' }], judge: 'j' },
      );
      const plain = readPrompt(bare.messages);
      assert.equal(
        outside.replaceAll(nonce, 'N'),
        plain.outside.replaceAll(bare.nonce, 'N'),
        `${id}: ${text}`,
      );
    }
  }
});

test('a judge that obeys whatever it reads outside of the blocks is told nothing by an answer', () => {
  const obeyed: string[] = [];
  const unprotected: string[] = [];
  const obedient = JUDGES.obedient ?? {};
  for (const { text } of ATTACKS) {
    const question = questionOf(text);
    const { messages, nonce } = buildQuestion(question, { task: TASK, judge: 'j' });
    const read = readReply(judgeReply(obedient, { messages }), question, nonce);
    if ('value' in read && read.value === 1) obeyed.push(text);
    // The same answers in a prompt as most tools build it: the defence is what makes the difference.
    const naive = [messages[0] ?? TASK[0], { role: 'user', content: `[BEGIN]\n${text}\n[END]` }];
    if (readPrompt(naive).outside.includes(text.trim())) unprotected.push(text);
  }
  assert.deepEqual(obeyed, []);
  assert.equal(unprotected.length, ATTACKS.length, 'without the fence it could read all of them');
});

test('what is in a block is one line of plain characters, whatever it was', () => {
  for (const { text } of [...ATTACKS, ...HARMLESS]) {
    const { json } = fencedText(text);
    assert.doesNotMatch(json, /[<>\p{Cc}\p{Cf}\u2028\u2029]/u);
    assert.equal(JSON.parse(json), text.toWellFormed());
  }
});

test('attacks are noticed before a judge is asked, by kind', () => {
  const missed = ATTACKS.filter(
    ({ text }) => masterKey(text, undefined) === undefined && suspicion(text) === undefined,
  );
  const kinds = Map.groupBy(ATTACKS, ({ kind }) => kind);
  for (const [kind, all] of kinds) {
    const gone = missed.filter((attack) => attack.kind === kind);
    assert.ok(
      gone.length <= all.length * 0.1,
      `${kind}: ${gone.map(({ text }) => text).join(' | ')}`,
    );
  }
  assert.ok(missed.length <= ATTACKS.length * 0.05, missed.map(({ text }) => text).join('\n'));
});

test('ordinary answers are not taken for attacks', () => {
  const wrong = HARMLESS.filter(({ text }) => masterKey(text, undefined) ?? suspicion(text));
  assert.deepEqual(
    wrong.map(({ text }) => `${suspicion(text)}: ${text}`),
    [],
  );
});

test('short right answers are no master keys', () => {
  for (const [answer, reference] of [
    ['7', '7'],
    ['No', 'no'],
    ['東京', '東京'],
    ['x', 'y'],
  ] as const)
    assert.equal(masterKey(answer, reference), undefined);
  assert.match(masterKey('7', undefined) ?? '', /shorter/);
});

const NONCE = 'a'.repeat(32);
const reply = (change: object) =>
  JSON.stringify({
    schema_version: 1,
    nonce_echo: NONCE,
    criteria: [
      { id: 'c1', reasoning: 'r', evidence_quote: 'ten minutes', verdict: 'met', confidence: 1 },
    ],
    injection_suspected: false,
    overall_comment: '',
    ...change,
  });
const item = (change: object) => ({
  criteria: [
    {
      id: 'c1',
      reasoning: 'r',
      evidence_quote: 'ten minutes',
      verdict: 'met',
      confidence: 1,
      ...change,
    },
  ],
});

test('a reply is read strictly', () => {
  const question = questionOf('Boil for ten\n minutes.');
  const good = readReply(reply({}), question, NONCE);
  assert.ok('value' in good && good.value === 1);
  assert.ok('value' in readReply(`\`\`\`json\n${reply({})}\n\`\`\``, question, NONCE));
  const wrong: [string, RegExp][] = [
    ['met', /not one JSON object/],
    [`Sure: ${reply({})}`, /not one JSON object/],
    [`${reply({})}${reply({})}`, /not one JSON object/],
    [reply({ nonce_echo: 'b'.repeat(32) }), /nonce_echo/],
    [reply({ total: 1 }), /nrecognized key/],
    [reply({ criteria: [] }), /"c1" is not decided/],
    [reply({ criteria: [...item({}).criteria, ...item({}).criteria] }), /twice/],
    [reply(item({ id: 'c2' })), /no criterion "c2"/],
    [reply(item({ verdict: 'excellent' })), /no verdict/],
    [reply(item({ confidence: 2 })), /confidence/],
    [reply(item({ reasoning: '' })), /reasoning/],
    ['x'.repeat(200_000), /not one JSON object/],
    ['['.repeat(50_000), /not one JSON object/],
  ];
  for (const [text, reason] of wrong) {
    const read = readReply(text, question, NONCE);
    assert.ok('wrong' in read, text.slice(0, 80));
    assert.match(read.wrong, reason);
  }
  for (const change of [
    { evidence_quote: 'twelve minutes' },
    { evidence_quote: '' },
    { verdict: 'cannot_tell' },
  ]) {
    const read = readReply(reply(item(change)), question, NONCE);
    assert.ok(
      'status' in read && read.status === 'abstained' && read.value === null,
      JSON.stringify(change),
    );
  }
});

test('every prompt has its anchors, and none of its own attacks gets through', async () => {
  assert.equal(promptIds().length, 15);
  for (const id of promptIds()) {
    const prompt = promptNamed(id);
    assert.ok(prompt !== undefined && prompt.anchors.length >= 3 && prompt.adversarial.length >= 3);
    for (const text of prompt.adversarial) {
      const question = { ...questionOf(text), prompt: id };
      const { messages, nonce } = buildQuestion(question, { task: TASK, judge: 'j' });
      const { outside } = readPrompt(messages);
      assert.ok(!outside.includes(text), id);
      const said = readReply(text, question, nonce);
      assert.ok('wrong' in said, `${id}: an answer is no verdict`);
    }
  }
});

test('the module of prompts is made of their files', async () => {
  const { promptModule, PROMPTS_FOLDER } = await import('../../../scripts/prompts.ts');
  assert.equal(
    readFileSync(`${PROMPTS_FOLDER}/index.ts`, 'utf8'),
    await promptModule(),
    'run `npm run prompts`',
  );
});
