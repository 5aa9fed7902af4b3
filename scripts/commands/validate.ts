import { join } from 'node:path';
import { foresightOf } from '../../engine/analysis/foresight.ts';
import type { Benchmark } from '../../engine/benchmark/benchmark.ts';
import { duplicateProblems, nearDuplicates } from '../../engine/benchmark/near-duplicates.ts';
import type { Registry } from '../../engine/model/model.ts';
import { outputProblems } from '../../engine/node/output-problems.ts';
import { codeRefusal } from '../../engine/node/sandbox/secrets.ts';
import { checkSolutions } from '../../engine/node/solutions.ts';
import { type Problem, sortProblems, UserError } from '../../engine/problem.ts';
import { executesCode } from '../../engine/results/executions.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { printable } from '../terminal/terminal.ts';
import { openNamed, openWorkspaceJournal, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const validate: Command = {
  summary: 'check benchmarks, cases and models; every problem with its line and the fix',
  usage: '[benchmark…]',
  options: {
    format: {
      type: 'string',
      value: 'text|github|json',
      about: 'how problems are printed (default: text)',
    },
    'against-library': {
      type: 'boolean',
      about: 'warn of cases that another benchmark of the workspace has too, or nearly',
    },
    outputs: {
      type: 'boolean',
      about: 'warn of personal data and keys in stored outputs, with file, run and case',
    },
    ...RESULTS_OPTION,
    'no-code': { type: 'boolean', about: 'do not run the expected solutions of code cases' },
  },
  run: runValidate,
};

async function runValidate(invocation: Invocation): Promise<number> {
  const format = invocation.json ? 'json' : (textOption(invocation.values, 'format') ?? 'text');
  if (!['text', 'github', 'json'].includes(format))
    throw new UserError(`--format takes text, github or json, not "${format}"`);
  const { benchmarks, ids, registry, ...opened } = await openNamed(invocation);
  if (ids.length === 0)
    throw new UserError(
      `there are no benchmarks in ${join(invocation.root, 'benchmarks')}`,
      'go to the folder that holds benchmarks/, or name it with --root',
    );
  const problems = sortProblems([
    ...opened.problems,
    ...(invocation.values['against-library'] === true
      ? await libraryProblems(invocation, benchmarks)
      : []),
    ...(invocation.values.outputs === true
      ? await outputProblems(resultsFolder(invocation), benchmarks)
      : []),
    ...(await solutionProblems(invocation, benchmarks, registry)),
  ]);
  const valid = problems.every(({ severity }) => severity !== 'error');
  if (format === 'json') {
    const listed = benchmarks.map(({ id, cases, fingerprint }) => ({
      id,
      cases: cases.length,
      fingerprint,
      minimum_detectable_effect: foresightOf({ id, cases })?.minimum_detectable_effect ?? null,
    }));
    invocation.terminal.out(JSON.stringify({ valid, benchmarks: listed, problems }, null, 2));
  } else {
    const line = format === 'github' ? githubLine : textLine(invocation);
    for (const problem of problems) invocation.terminal.out(line(problem));
    const cases = benchmarks.reduce((sum, benchmark) => sum + benchmark.cases.length, 0);
    if (valid)
      invocation.terminal.log(
        `${count(ids.length, 'benchmark')}, ${count(cases, 'case')}: valid${problems.length > 0 ? `, ${count(problems.length, 'warning')}` : ''}`,
      );
    else invocation.terminal.log(summaryOf(problems));
    // Of a whole library nobody reads a line for each.
    for (const benchmark of invocation.names.length > 0 ? benchmarks : []) {
      const power = foresightOf(benchmark);
      if (power !== undefined) invocation.terminal.log(`${benchmark.id}: ${power.sentence}`);
    }
  }
  return valid ? 0 : 1;
}

/** Cases that another benchmark of the workspace has too. */
async function libraryProblems(
  invocation: Invocation,
  benchmarks: readonly Benchmark[],
): Promise<Problem[]> {
  const library = await openNamed({ ...invocation, names: [] });
  return duplicateProblems(nearDuplicates(benchmarks, library.benchmarks));
}

/** Solutions of cases that are code are run; what they gave is kept, so once. */
async function solutionProblems(
  { root, terminal, values }: Invocation,
  benchmarks: readonly Benchmark[],
  registry: Registry,
): Promise<Problem[]> {
  if (values['no-code'] === true || !benchmarks.some(executesCode)) return [];
  const refused = codeRefusal(process.env, registry);
  if (refused !== undefined) {
    terminal.log(`the expected solutions were not run: ${refused}`);
    return [];
  }
  using journal = openWorkspaceJournal(root);
  return await checkSolutions(benchmarks, { store: journal.executions });
}

function textLine({ terminal: { style } }: Invocation): (problem: Problem) => string {
  return (problem) => {
    const place = style.bold(`${printable(problem.file)}:${problem.line}:${problem.column}`);
    const kind = problem.severity === 'error' ? style.bad('error') : style.warn('warning');
    const fix = problem.fix === '' ? '' : `\n    ${style.accent('→')} ${printable(problem.fix)}`;
    return `${place} ${kind} ${printable(problem.message)}${fix}`;
  };
}

/** A workflow command; its data are escaped as GitHub's own toolkit does. */
function githubLine(problem: Problem): string {
  const data = (text: string) =>
    text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const text = problem.fix === '' ? problem.message : `${problem.message} (${problem.fix})`;
  return `::${problem.severity} file=${property(problem.file)},line=${problem.line},col=${problem.column}::${data(text)}`;
}

function summaryOf(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const files = new Set(problems.map(({ file }) => file)).size;
  return `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')} in ${count(files, 'file')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
