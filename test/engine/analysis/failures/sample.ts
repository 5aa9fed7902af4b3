import type {
  FailedCall,
  FailedVerdict,
} from '../../../../engine/analysis/failures/failed-call.ts';

/** A call that was answered and did not pass, with what the test changes of it. */
export function failedCall(fields: Partial<FailedCall> = {}): FailedCall {
  return {
    outcome: 'answered',
    finish_reason: 'stop',
    error: null,
    output: 'It is blue.',
    output_tokens: 12,
    max_tokens: 200,
    score: 0,
    answer: 'It is blue.',
    verdicts: [verdict()],
    expected: undefined,
    choices: [],
    prompt: 'What colour is it?',
    canary: null,
    wants_json: false,
    tool_calls: null,
    ...fields,
  };
}

export function verdict(fields: Partial<FailedVerdict> = {}): FailedVerdict {
  return {
    type: 'equals',
    not: false,
    value: 0,
    answer: 'It is blue.',
    reason: 'expected "red", found "It is blue."',
    ...fields,
  };
}

/** A call whose answer was compared with what is expected. */
export function answered(answer: string, expected: string | number, type = 'equals'): FailedCall {
  const verdicts = [verdict({ type, answer, reason: `expected ${expected}, found ${answer}` })];
  return failedCall({ output: answer, answer, expected, verdicts });
}
