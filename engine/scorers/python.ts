import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type ProgramOptions, programOptions, scoreProgram } from './text/program.ts';

/** Runs Python code in the sandbox against the tests of its case. */
export const python: Scorer<ProgramOptions> = {
  type: 'python',
  version: 1,
  summary: 'Runs Python code in a sandbox against the tests of its case.',
  options: programOptions,
  needsExpected: false,
  executes: true,
  threshold: 1,
  example: {
    options: {
      call: 'double',
      tests: [
        [[2], 4],
        [[3], 6],
      ],
    },
    right: 'def double(x):\n    return 2 * x',
    wrong: 'def double(x):\n    return x + 2',
  },
  score: (input: ScoreInput, options: ProgramOptions): Score =>
    scoreProgram('python', input, options),
};
