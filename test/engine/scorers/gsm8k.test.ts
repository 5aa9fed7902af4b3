import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scoreCase } from '../../../engine/scorers/score-case.ts';
import { specOf, stepsOf } from './helpers.ts';

const FOLDER = new URL('../../../../shared/data/gsm8k/', import.meta.url);
const skip = existsSync(FOLDER) ? false : 'the recorded outputs of GSM8K are not on this machine';

interface Output {
  readonly id: string;
  readonly output: string;
  readonly is_correct: boolean;
}

/** Ways to the answer that all have to agree with the published labels. */
const PIPELINES: Readonly<Record<string, unknown[]>> = {
  'after "A:", last_number': [{ after: 'A:' }, 'last_number'],
  last_number: ['last_number'],
  'after "A:"': [{ after: 'A:' }],
  'no step at all': [],
  'a pattern': [{ regex: 'A: (\\S+)' }],
};

/** The gold number follows the last `####` and may hold thousands separators. */
function goldAnswers(): Map<string, string> {
  const questions = linesOf<{ id: string; answer: string }>('questions.jsonl');
  return new Map(
    questions.map(({ id, answer }) => [id, answer.split('####').at(-1)?.trim() ?? '']),
  );
}

function linesOf<Row>(file: string): Row[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

for (const [name, steps] of Object.entries(PIPELINES)) {
  // All 200 agree, so there is no disagreement to explain: outputs of “A: 90,000”, “A: $18” and
  // those that end without a line “A:” included.
  test(`GSM8K: ${name} agrees with is_correct on all 200 outputs`, { skip }, () => {
    const gold = goldAnswers();
    const disagreements = linesOf<Output>('outputs.jsonl').filter((row) => {
      const answered = { output: row.output, expected: gold.get(row.id), variables: {} };
      const { score } = scoreCase([specOf('number')], stepsOf(steps), answered);
      return (score === 1) !== row.is_correct;
    });
    assert.deepEqual(disagreements, []);
  });
}
