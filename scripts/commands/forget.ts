import { join } from 'node:path';
import {
  type Forgotten,
  forgetAuthor,
  forgetCases,
  sameLogin,
} from '../../engine/node/exchange/forget-files.ts';
import { removeFromJournal } from '../../engine/node/exchange/journal-removal.ts';
import { type Rewrite, rewriteResults } from '../../engine/node/exchange/rewrite.ts';
import type { Workspace } from '../../engine/node/workspace.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const forget: Command = {
  summary: 'remove a case with all its answers, or an author, from the data and all future builds',
  usage: '[benchmark…] --case ID | --author LOGIN [--yes]',
  options: {
    case: { type: 'string', value: 'ID', about: 'the case' },
    author: {
      type: 'string',
      value: 'LOGIN',
      about: 'login at GitHub, of an author or of cases with the field "author"',
    },
    yes: { type: 'boolean', about: 'do it; without, it is only told' },
    ...RESULTS_OPTION,
  },
  run: runForget,
};

async function runForget(invocation: Invocation): Promise<number> {
  const { values } = invocation;
  const [id, login] = [textOption(values, 'case'), textOption(values, 'author')];
  if ((id === undefined) === (login === undefined))
    throw new UserError(
      'forget needs --case ID or --author LOGIN',
      'benchmarkhub forget my-benchmark --case c-042',
    );
  const workspace = await openValid(invocation);
  const apply = values.yes === true;
  const cases = casesOf(workspace, id, login);
  const places = [
    ...(await forgetCases(
      invocation.root,
      cases.map(({ testCase }) => testCase),
      apply,
    )),
    ...(await authorsOf(workspace, login, apply)),
  ];
  const names = new Set(cases.map(({ benchmark, testCase }) => `${benchmark} ${testCase.id}`));
  // Results of a case that is gone from the files already are still found by its id.
  const isGone = (benchmark: string, caseId: string) =>
    names.has(`${benchmark} ${caseId}`) || (id === caseId && workspace.ids.includes(benchmark));
  const rewrites = await rewriteResults(
    resultsFolder(invocation),
    'forgotten',
    (result) => (isGone(result.benchmark, result.case_id) ? null : result),
    apply,
  );
  const journal = join(invocation.root, '.benchmarkhub', 'journal.sqlite');
  const callKeys = rewrites.flatMap((rewrite) => rewrite.callKeys);
  const replies = removeFromJournal(journal, { callKeys }, apply);
  if (places.length === 0 && rewrites.length === 0)
    throw new UserError(
      `nothing here is about ${id ?? login}`,
      'benchmarkhub validate --json lists benchmarks',
    );
  print(invocation, { places, rewrites, replies, apply });
  return 0;
}

function casesOf({ benchmarks }: Workspace, id: string | undefined, login: string | undefined) {
  return benchmarks.flatMap(({ id: benchmark, cases }) =>
    cases
      .filter((testCase) =>
        login === undefined ? testCase.id === id : sameLogin(testCase.variables.author, login),
      )
      .map((testCase) => ({ benchmark, testCase })),
  );
}

async function authorsOf(
  { root, benchmarks }: Workspace,
  login: string | undefined,
  apply: boolean,
): Promise<Forgotten[]> {
  if (login === undefined) return [];
  const found = await Promise.all(benchmarks.map((each) => forgetAuthor(root, each, login, apply)));
  return found.flat();
}

interface Outcome {
  readonly places: readonly Forgotten[];
  readonly rewrites: readonly Rewrite[];
  readonly replies: number;
  readonly apply: boolean;
}

const HISTORY =
  'git keeps what was committed: to take it out of the history as well, rewrite it with git filter-repo, force-push all branches (also "results"), and ask GitHub to drop cached views; forks and clones of others keep theirs';

function print(
  { json, terminal }: Invocation,
  { places, rewrites, replies, apply }: Outcome,
): void {
  const rows = rewrites.reduce((sum, file) => sum + file.rows, 0);
  if (json) {
    const files = rewrites.map(({ callKeys: _, ...file }) => file);
    terminal.out(
      JSON.stringify({ applied: apply, places, rows, replies, files, history: HISTORY }, null, 2),
    );
    return;
  }
  const verb = apply ? 'removed' : 'would remove';
  for (const { file, line, removable } of places)
    terminal.out(removable ? `${verb} ${file}:${line}` : `remove by hand: ${file}:${line}`);
  for (const { file, rows: count } of rewrites) terminal.out(`${verb} ${count} results of ${file}`);
  terminal.log(`${verb} ${rows} results and ${replies} replies of the journal`);
  if (apply) terminal.log('the benchmark has another fingerprint now, so its board begins anew');
  terminal.log(apply ? HISTORY : 'nothing was changed; add --yes to do it');
}
