import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreBy } from './helpers.ts';

const CITIES = ['London', 'Paris', 'Rome', 'New York'];
const MANY = Array.from({ length: 10 }, (_, place) => `option number ${place}x`);

/** The letter that a reply to the question about cities chooses; a text that the reason starts with otherwise. */
const READ: readonly (readonly [string, string])[] = [
  // The whole reply.
  ['B', 'B'],
  ['b', 'B'],
  ['(B)', 'B'],
  ['B.', 'B'],
  ['B)', 'B'],
  ['**B**', 'B'],
  ['`B`', 'B'],
  ['"B"', 'B'],
  [' B \n', 'B'],
  ['Ｂ', 'B'],
  ['$\\boxed{B}$', 'B'],
  ['\\boxed{\\text{B}}', 'B'],
  ['\\(\\boxed{\\text{(B)}}\\)', 'B'],
  ['Option B', 'B'],
  ['option b.', 'B'],
  ['A', 'A'],
  ['a', 'A'],
  ['Paris', 'B'],
  ['paris.', 'B'],
  ['new  york', 'D'],

  // A letter with its text.
  ['B) Paris', 'B'],
  ['B. Paris', 'B'],
  ['B: Paris', 'B'],
  ['(B) Paris', 'B'],
  ['**B)** Paris', 'B'],
  ['B) Paris is the capital, not A) London.', 'B'],
  ['B\n\nParis has been the capital since 987.', 'B'],

  // Announced answers; the last one counts.
  ['Answer: B', 'B'],
  ['Answer:B', 'B'],
  ['ANSWER: b', 'B'],
  ['Answer:\n\nB', 'B'],
  ['**Answer:** B', 'B'],
  ['**Answer: B) Paris**', 'B'],
  ['The answer is B.', 'B'],
  ['The answer is (B).', 'B'],
  ['The answer is **B**.', 'B'],
  ['The answer is: B) Paris', 'B'],
  ['The correct answer is option B', 'B'],
  ['The correct option is B because of its size.', 'B'],
  ['The best answer would be clearly B', 'B'],
  ['The final answer is $\\boxed{B}$.', 'B'],
  ['#### B', 'B'],
  ['I choose B.', 'B'],
  ["I'd go with B", 'B'],
  ['The answer is Paris.', 'B'],
  ['The answer is New York, not London.', 'D'],
  ['Answer: A. No, wait. Answer: B', 'B'],
  ['At first I thought the answer is A. But the answer is B.', 'B'],
  ['It cannot be A or C. The answer is B. D is wrong as well.', 'B'],
  ['The answer is not A. The answer is B', 'B'],
  ['The answer is A because it is big', 'A'],
  ['Answer: A', 'A'],
  ['B is the correct answer. A is not.', 'B'],
  ['The answer could be A, but B is correct.', 'B'],
  ['Is the answer A? No: C is the capital of Italy, so the answer is B!', 'B'],

  ['The answer would most likely be B.', 'B'],
  ['Answer - B', 'B'],
  ['The correct answer is:\n\n**B**\n\nA is in England.', 'B'],
  ['The answer is B. Explanation: option A is in England, option C in Italy.', 'B'],
  ['Option A is wrong. Option B is the correct answer, as C is wrong too.', 'B'],
  ['Die richtige Antwort ist B.', 'B'],
  ['La respuesta correcta es (B).', 'B'],
  ['Réponse : B', 'B'],
  ['Правильный ответ: B', 'B'],
  ['正确答案是B。', 'B'],
  ['答案：Ｂ', 'B'],

  // Weaker words lead to an answer where nothing stronger does.
  ["It's B, not A.", 'B'],
  ['Not A or C, so it must be Paris and not Rome.', 'B'],
  ['B, because A and C are elsewhere.', 'B'],
  ['B - Paris, as A is in England', 'B'],

  // The last line.
  ['London is not in France.\nB', 'B'],
  ['A is in England.\n\nTherefore, B.', 'B'],
  ['A) London is in England\nC) Rome is in Italy\n\nSo the answer must be B', 'B'],
  ['London is in England, Rome in Italy.\nParis', 'B'],

  // The text of one option.
  ['It is Paris, I think.', 'B'],
  ['The capital is Paris!', 'B'],

  // In passing.
  ['I believe that (B) fits', 'B'],
  ['Clearly B', 'B'],

  // English words are no letters.
  ['A big city it is.', 'no choice found'],
  ['I do not know.', 'no choice found'],
  ['A person like I cannot say', 'no choice found'],
  ['The answer is a city.', 'no choice found'],
  ["It's a question about D.C. and I'd say nothing", 'no choice found'],
  ['', 'no choice found'],
  ['E', 'no choice found'],
  ['Answer: Z', 'no choice found'],
  ['Berlin', 'no choice found'],
  ['Parisian', 'no choice found'],

  // What does not decide.
  ['The answer is A or B.', 'ambiguous'],
  ['Answer: A and B', 'ambiguous'],
  ['Both London and Paris', 'ambiguous'],
  ['(A) or maybe (C)', 'ambiguous'],
  ['A) London\nB) Paris\nC) Rome', 'ambiguous'],
];

for (const [reply, expected] of READ) {
  test(`choice: ${JSON.stringify(reply)} is ${expected}`, () => {
    const score = scoreBy('choice', {}, reply, 'B', { choices: CITIES });
    if (expected.length === 1) {
      assert.equal(score.answer, expected, score.reason);
      assert.equal(score.value, expected === 'B' ? 1 : 0);
    } else {
      assert.equal(score.answer, null);
      assert.equal(score.value, 0);
      assert.ok(score.reason.startsWith(expected), score.reason);
    }
  });
}

test('choice: “I” is a letter only where there are nine options and it is announced', () => {
  const read = (reply: string) => scoreBy('choice', {}, reply, 'I', { choices: MANY }).answer;
  assert.equal(read('I'), 'I');
  assert.equal(read('The answer is I.'), 'I');
  assert.equal(read('I think the answer is C'), 'C');
  assert.equal(read('I would say nothing'), null);
  assert.equal(read('Maybe I am wrong'), null);
});

test('choice: an option that is part of another one is not named by it', () => {
  const choices = ['cat', 'a cat and a dog', 'dog', 'cats'];
  const read = (reply: string) => scoreBy('choice', {}, reply, 'A', { choices });
  assert.equal(read('It shows a cat and a dog').answer, 'B');
  assert.equal(read('It shows two cats').answer, 'D');
  assert.equal(read('It shows a dog').answer, 'C');
  assert.equal(read('Answer: a cat and a dog').answer, 'B');
});

test('choice: “None of the above” and “Both A and B” are texts of options', () => {
  const choices = ['1', '2', 'Both A and B', 'None of the above'];
  assert.equal(scoreBy('choice', {}, 'Both A and B', 'C', { choices }).answer, 'C');
  assert.equal(scoreBy('choice', {}, 'The answer is both A and B.', 'C', { choices }).answer, 'C');
  assert.equal(scoreBy('choice', {}, 'None of the above.', 'D', { choices }).answer, 'D');
});

test('choice: numbers as options are not found inside longer numbers', () => {
  const choices = ['3', '3.5', '13', '35'];
  assert.equal(scoreBy('choice', {}, 'It makes 3.5', 'B', { choices }).answer, 'B');
  assert.equal(scoreBy('choice', {}, 'It makes 13 in all.', 'C', { choices }).answer, 'C');
  assert.equal(scoreBy('choice', {}, 'The answer is 3.', 'A', { choices }).answer, 'A');
});

test('choice: letters are shown ones, the recorded answer is the written one', () => {
  // Shown: A Rome, B London, C Paris. Written: A London, B Paris, C Rome.
  const shown = { choices: ['Rome', 'London', 'Paris'], order: [2, 0, 1] };
  const score = scoreBy('choice', {}, 'The answer is C.', 'B', shown);
  assert.deepEqual(score, { value: 1, answer: 'B', reason: 'B is right' });
  assert.equal(scoreBy('choice', {}, 'Rome', 'B', shown).answer, 'C');
  assert.equal(scoreBy('choice', {}, 'B', 'Paris', shown).answer, 'A');
  assert.equal(scoreBy('choice', {}, 'C', 'Paris', shown).value, 1);
  assert.equal(scoreBy('choice', {}, 'C', 1, shown).value, 1);
});

test('choice: the expected value is a letter, a text, or an index from 0', () => {
  const value = (expected: string | number, choices = CITIES) =>
    scoreBy('choice', {}, 'The answer is B.', expected, { choices }).value;
  assert.equal(value('B'), 1);
  assert.equal(value('b'), 1);
  assert.equal(value('paris'), 1);
  assert.equal(value(1), 1);
  assert.equal(value('1'), 1);
  assert.equal(value(2), 0);
  // The text of an option is meant before an index is.
  assert.equal(value('1', ['0', '2', '1']), 0);
  assert.equal(value(1, ['0', '2', '1']), 1);
});

test('choice: an expected value that is no option leaves the case unscored', () => {
  const score = (expected: string | number | boolean, choices = CITIES) =>
    scoreBy('choice', {}, 'B', expected, { choices });
  for (const expected of ['Berlin', 'E', 4, -1, 1.5, true]) {
    assert.equal(score(expected).value, null);
    assert.match(score(expected).reason, /is no option$/);
  }
  assert.match(score('A', ['B', 'A']).reason, /a letter and the text of another option/);
  assert.match(score('same', ['same', 'Same.']).reason, /several options/);
  assert.equal(score('A', ['A', 'B']).value, 0);
});

test('choice: any item of an expected list is right', () => {
  const value = (reply: string) =>
    scoreBy('choice', {}, reply, ['A', 'Rome'], { choices: CITIES }).value;
  assert.deepEqual([value('A'), value('C'), value('B')], [1, 1, 0]);
});

test('choice: all items have to be named where several are right', () => {
  const read = (reply: string) =>
    scoreBy('choice', { multiple: true }, reply, ['A', 'C'], { choices: CITIES });
  const right = [
    'A, C',
    'A and C',
    'C, A',
    'AC',
    'A C',
    '(A) and (C)',
    'Answer: A, C',
    'The answers are A and C.',
    'The correct options are: A, and C',
    'Answer:\nA) London\nC) Rome',
    '\\boxed{A, C}',
    '**A** and **C**',
    'London and Rome',
    'First I thought of B. Answer: A & C',
  ];
  for (const reply of right) assert.equal(read(reply).value, 1, reply);
  assert.equal(read('A, C').answer, 'A, C');
  for (const reply of ['A', 'A, B, C', 'B', 'Answer: A', 'London']) {
    assert.equal(read(reply).value, 0, reply);
  }
  assert.match(read('nothing').reason, /^no choice found/);
});

test('choice: without options in the case, letters alone are read', () => {
  assert.equal(scoreBy('choice', {}, 'The answer is (D).', 'D').value, 1);
  assert.equal(scoreBy('choice', {}, 'B) because', 'D').answer, 'B');
  assert.equal(scoreBy('choice', {}, 'D', 'Paris').value, null);
});
