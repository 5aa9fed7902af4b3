import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { messagesOf, shownChoices } from '../../engine/plan/call.ts';
import type { Result } from '../../engine/results/columns.ts';
import { turnsOf } from '../../engine/results/turns.ts';
import { printable } from '../terminal/terminal.ts';

/** What was asked and what is expected, for a person who is not told who answered. */
export function taskLines(benchmark: Benchmark, row: Result): string[] {
  const testCase = benchmark.cases.find(({ hash }) => hash === row.case_hash);
  const messages =
    testCase === undefined
      ? []
      : messagesOf(benchmark, testCase, shownChoices(benchmark, testCase, row.trial));
  return [
    '',
    'TASK',
    ...messages.flatMap(({ content }) => block(content)),
    ...turnsOf(row.turns).flatMap(({ user, reply }, index) => [
      ...(index === 0 ? [] : ['USER', ...block(user)]),
      `REPLY ${index + 1}`,
      ...block(reply.output ?? ''),
    ]),
    ...(testCase?.expected === undefined
      ? []
      : ['EXPECTED', ...block(JSON.stringify(testCase.expected))]),
  ];
}

/** An answer under its title. */
export function answerLines(title: string, row: Pick<Result, 'output'>): string[] {
  return [title, ...block(row.output ?? ''), ''];
}

function block(text: string): string[] {
  return text.split('\n').map((line) => `  ${printable(line)}`);
}
