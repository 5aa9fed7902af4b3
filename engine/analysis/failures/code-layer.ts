import type { Classifier, FailedVerdict, Finding } from './failed-call.ts';
import type { FailureCode } from './taxonomy.ts';

const RUNNERS: ReadonlySet<string> = new Set(['python', 'javascript', 'sql', 'custom']);

/** What the reasons of scorers that run code say, the first match counting. */
const SIGNS: readonly (readonly [RegExp, FailureCode])[] = [
  [/the code took too long/, 'code_timeout'],
  [/\b(?:SyntaxError|IndentationError|TabError|Parser Error|unexpected token)\b/i, 'syntax'],
  [/\b(?:ModuleNotFoundError|ImportError|No module named|Cannot find module)\b/i, 'import'],
  [
    /\b(?:PermissionError|Permission Error|SecurityError)\b|not (?:allowed|permitted)|is disabled|blocked/i,
    'unsafe_call',
  ],
  [/the code (?:failed|took too much memory|printed too much)/, 'runtime'],
  [/a test failed/, 'wrong_output'],
];

/** Layer 5: programs, by what the sandbox said of them. */
export const codeLayer: Classifier = ({ verdicts }) =>
  verdicts.filter(({ type, value }) => RUNNERS.has(type) && value !== null).flatMap(findingsOf);

function findingsOf({ reason }: FailedVerdict): Finding[] {
  const code = SIGNS.find(([sign]) => sign.test(reason))?.[1];
  if (code === undefined) return [];
  const [, passed, total] = /passed (\d+) of (\d+) tests/.exec(reason) ?? [];
  const isMost = Number(passed) > 0 && Number(passed) >= Number(total) / 2;
  const more: Finding[] = isMost
    ? [{ code: 'hidden_test_only', evidence: `passed ${passed} of ${total} tests` }]
    : [];
  return [{ code, evidence: reason }, ...more];
}
