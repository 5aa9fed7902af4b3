import type { Score, ScoreInput, Scorer } from './scorer.ts';
import { type ProgramOptions, programOptions, scoreProgram } from './text/program.ts';

/** Runs JavaScript code in the sandbox against the tests of its case. */
export const javascript: Scorer<ProgramOptions> = {
  type: 'javascript',
  version: 1,
  summary: 'Runs JavaScript code in a sandbox against the tests of its case.',
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
    right: 'const double = (x) => 2 * x;',
    wrong: 'const double = (x) => x + 2;',
  },
  score: (input: ScoreInput, options: ProgramOptions): Score =>
    scoreProgram('javascript', input, options),
};
