import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { classifyFailure } from '../../../../engine/analysis/failures/classify.ts';
import { number } from '../../../../engine/scorers/number.ts';
import { PACKAGE_ROOT } from '../../../../scripts/workspace.ts';
import { failedCall, verdict } from './sample.ts';

const FOLDER = join(PACKAGE_ROOT, '..', 'shared', 'data', 'gsm8k');
const skip = existsSync(FOLDER) ? false : 'the recorded outputs of GSM8K are not here';

interface Recorded {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly output: string;
  readonly is_correct: boolean;
}

function read(name: string): Recorded[] {
  const lines = readFileSync(join(FOLDER, name), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

test('real wrong answers of GSM8K: right ones are never called near misses of the key', {
  skip,
}, () => {
  const questions = new Map(read('questions.jsonl').map((row) => [row.id, row]));
  const counts: Record<string, number> = {};
  for (const { id, output, is_correct } of read('outputs.jsonl')) {
    const question = questions.get(id);
    const expected = question?.answer.split('####').at(-1)?.trim() ?? '';
    const options = number.options.parse({});
    const score = number.score({ output, answer: output, expected, variables: {} }, options);
    const call = failedCall({
      output,
      answer: score.answer,
      expected,
      prompt: question?.question ?? '',
      verdicts: [verdict({ type: 'number', answer: score.answer, reason: score.reason })],
    });
    const { primary } = classifyFailure(call);
    // The label upstream says whether the answer is right; only then the rules may find it equal.
    assert.equal(primary === 'format_only_miss', is_correct, `${id}: ${primary} ${score.reason}`);
    if (!is_correct) counts[primary] = (counts[primary] ?? 0) + 1;
  }
  // Each was read by hand: the three equations are false, the others are what their names say.
  assert.deepEqual(counts, {
    needs_human: 111,
    off_by_one: 3,
    arithmetic_slip: 3,
    transposed: 2,
    magnitude_10x: 2,
  });
});
