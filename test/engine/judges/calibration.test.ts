import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Coverage, simulateBoards } from '../../../bench/judges/coverage.ts';
import { hashOf } from '../../../engine/hash.ts';
import { formOf } from '../../../engine/judges/answer-form.ts';
import { biasReports, type VoteOnAnswer } from '../../../engine/judges/bias.ts';
import { calibrate } from '../../../engine/judges/calibration.ts';
import {
  drawSample,
  type HumanLabel,
  type JudgedAnswer,
  parseLabels,
  splitOf,
} from '../../../engine/judges/labels.ts';
import type { Vote } from '../../../engine/judges/question.ts';

test('1,000 boards of judges with known errors: corrected intervals hold the truth in at least 93 %', () => {
  const judges = simulateBoards('boards');
  const sum = (pick: (judge: Coverage) => number) =>
    judges.reduce((all, one) => all + pick(one), 0);
  const [boards, held, raw] = [
    sum((judge) => judge.boards),
    sum(({ corrected }) => corrected),
    sum(({ uncorrected }) => uncorrected),
  ];
  assert.equal(boards, 1000);
  assert.ok(held / boards >= 0.93, `corrected: ${held} of ${boards}; uncorrected: ${raw}`);
  assert.ok(raw / boards < 0.5, `what the judge says alone holds the truth in only ${raw}`);
});

const answers: JudgedAnswer[] = ['a/one', 'b/two'].flatMap((model) =>
  Array.from({ length: 2000 }, (_, index) => ({
    case_id: `c${index}`,
    case_hash: hashOf(index),
    output_hash: hashOf([model, index]),
    model,
    passed: index % 10 !== 0,
  })),
);

test('the sample is random, stratified, and always the same', () => {
  const drawn = drawSample(answers);
  assert.deepEqual(
    drawSample([...answers].reverse())
      .map(({ answer }) => answer.output_hash)
      .sort(),
    drawn.map(({ answer }) => answer.output_hash).sort(),
  );
  for (const model of ['a/one', 'b/two']) {
    const mine = drawn.filter(({ answer }) => answer.model === model);
    assert.deepEqual(
      [
        mine.filter(({ answer }) => answer.passed).length,
        mine.filter(({ answer }) => !answer.passed).length,
      ],
      [90, 15],
    );
    const weight = mine.reduce((sum, { probability }) => sum + 1 / probability, 0);
    assert.ok(Math.abs(weight - 2000) < 1e-6, 'inverse probabilities add up to all answers');
  }
  const few = drawSample(answers.slice(0, 10));
  assert.equal(few.length, 10, 'fewer than thirty are all looked at');
  const splits = Map.groupBy(answers, splitOf);
  assert.ok(Math.abs((splits.get('train')?.length ?? 0) / answers.length - 0.2) < 0.03);
});

function labelsOf(
  isRight: (answer: JudgedAnswer, index: number) => boolean,
  source: HumanLabel['source'] = 'random',
): HumanLabel[] {
  return drawSample(answers).map(({ answer, probability }, index) => ({
    case_id: answer.case_id,
    case_hash: answer.case_hash,
    output_hash: answer.output_hash,
    fingerprint: 'f',
    label: answer.passed === isRight(answer, index) ? 'pass' : 'fail',
    source,
    probability,
    reviewer: 'ada',
    seconds: 3,
    comment: '',
  }));
}

test('a judge climbs the ladder only by random labels', () => {
  assert.equal(calibrate(answers, []).status, 'uncalibrated');
  const perfect = calibrate(
    answers,
    labelsOf(() => true),
  );
  assert.equal(perfect.status, 'certified');
  assert.equal(perfect.kappa?.value, 1);
  const coin = calibrate(
    answers,
    labelsOf((_, index) => index % 2 === 0),
  );
  assert.equal(coin.status, 'uncalibrated');
  const contested = calibrate(
    answers,
    labelsOf(() => true, 'queue'),
  );
  assert.deepEqual([contested.labels, contested.status], [0, 'uncalibrated']);
});

test('scores are corrected by the errors that labels show, model by model', () => {
  // The judge passes nine tenths of both; people pass none of what it passed of the second model.
  const { scores } = calibrate(
    answers,
    labelsOf(({ model, passed }) => !(model === 'b/two' && passed)),
  );
  const [first, second] = scores;
  assert.deepEqual(
    [first?.judged, first?.method, second?.method],
    [0.9, 'stratified', 'stratified'],
  );
  assert.ok(
    Math.abs((first?.value ?? 0) - 0.9) < 0.01 && (second?.value ?? 1) < 0.01,
    JSON.stringify(scores),
  );
});

test('labels are read strictly, line by line', () => {
  const [label] = labelsOf(() => true);
  const text = [
    JSON.stringify(label),
    '{"label":"pass"}',
    'no json',
    '',
    JSON.stringify({ ...label, model: 'x' }),
  ].join('\n');
  const read = parseLabels(text);
  assert.deepEqual([read.labels.length, read.wrong], [1, [2, 3, 5]]);
});

const vote = (judge: string, value: number, fields: Partial<Vote> = {}): Vote => ({
  judge,
  prompt: 'p@1',
  key: 'k',
  order: null,
  repeat: 1,
  counts: true,
  status: 'valid',
  value,
  confidence: 1,
  verdicts: {},
  reason: '',
  injection_suspected: false,
  ...fields,
});
const about = (one: Vote, index: number, fields: Partial<VoteOnAnswer> = {}): VoteOnAnswer => ({
  vote: one,
  case_id: `c${index}`,
  model: 'm/one',
  vendor: 'm',
  judge_vendor: 'j',
  length: 100,
  formatted: false,
  language: null,
  human: null,
  ...fields,
});

test('each habit of a judge is seen in its votes', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index);
  const first = hundred.flatMap((index) => [
    about(vote('first', 1, { order: 'ab' }), index),
    about(vote('first', 0, { order: 'ba' }), index),
  ]);
  const fair = hundred.flatMap((index) =>
    (['ab', 'ba'] as const).map((order) => about(vote('fair', index % 2, { order }), index)),
  );
  const verbose = hundred.flatMap((index) =>
    [50, 400].map((length) =>
      about(vote('verbose', Number(length > 60)), index, { length, model: `m/${length}` }),
    ),
  );
  const lenient = hundred.map((index) => about(vote('lenient', 1), index, { human: index % 2 }));
  const flaky = hundred.flatMap((index) =>
    [1, 2].map((repeat) => about(vote('flaky', (index * repeat) % 2, { repeat }), index)),
  );
  const family = hundred.map((index) =>
    about(vote('family', Number(index < 50)), index, { human: 0, vendor: index < 50 ? 'j' : 'm' }),
  );
  const reports = new Map(
    biasReports([first, fair, verbose, lenient, flaky, family].flat()).map((report) => [
      report.judge,
      report,
    ]),
  );
  const of = (name: string) => reports.get(name) ?? assert.fail(name);
  assert.equal(of('first').position_consistency?.value, 0);
  assert.ok((of('first').first_place?.p_value ?? 1) < 1e-20);
  assert.equal(of('fair').position_consistency?.value, 1);
  assert.equal(of('fair').first_place, null);
  // 0 to 1 over three doublings of the length.
  assert.ok(Math.abs((of('verbose').length_slope?.value ?? 0) - 1 / 3) < 1e-9);
  assert.ok(
    (of('lenient').leniency?.low ?? 0) > 0.35 && (of('lenient').leniency?.value ?? 0) === 0.5,
  );
  assert.equal(of('flaky').self_consistency?.value, 0.5);
  assert.ok((of('family').family_gap?.value ?? 0) === 1);
});

test('what markup gains and how other languages fare is told from stored votes', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index);
  const markup = hundred.flatMap((index) =>
    [true, false].map((formatted) =>
      about(vote('markup', Number(formatted)), index, { formatted, model: `m/${formatted}` }),
    ),
  );
  const blind = markup.map((one, index) => ({
    ...one,
    vote: vote('blind', Math.floor(index / 2) % 2),
  }));
  // Passes all that is German, and of what is French only what people pass.
  const german = hundred.map((index) => {
    const [language, human] = [index < 60 ? 'de' : 'fr', index % 2] as const;
    return about(vote('german', language === 'de' ? 1 : human), index, { language, human });
  });
  const reports = biasReports([...markup, ...blind, ...german]);
  const of = (name: string) => reports.find(({ judge }) => judge === name) ?? assert.fail(name);
  assert.equal(of('markup').format_gap?.value, 1);
  assert.equal(of('blind').format_gap?.value, 0);
  assert.equal(of('german').format_gap, null, 'one form only says nothing');
  const gap = of('german').language_gap;
  assert.equal(gap?.language, 'de');
  assert.equal(gap.value, -0.5);
  assert.ok(gap.high < 0);
  assert.equal(of('markup').language_gap, null);
});

test('markup is seen where a line begins with it, and not in prose', () => {
  for (const text of [
    '# Ice\n\nIt floats.',
    'Two:\n- one\n- two',
    'It **floats**.',
    '| a | b |',
    '1. One',
  ])
    assert.equal(formOf(text).formatted, true, text);
  for (const text of ['Ice floats - always.', '5 * 3 * 2', 'a_b_c', '-5', '#1 is Uruguay', ''])
    assert.equal(formOf(text).formatted, false, text);
  assert.equal(formOf('Das Eis schwimmt, weil es leichter als das Wasser ist.').language, 'de');
  assert.equal(formOf(null).language, null);
});
