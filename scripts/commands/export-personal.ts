import { resolve } from 'node:path';
import { personalRecord } from '../../engine/exchange/personal-record.ts';
import { writeNewFiles } from '../../engine/node/exchange/new-files.ts';
import { readLedger } from '../../engine/node/ledger.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const exportPersonal: Command = {
  summary: 'everything the workspace holds about a person, as one JSON document',
  usage: 'LOGIN [--out FILE]',
  options: {
    out: { type: 'string', value: 'FILE', about: 'where to (default: standard output)' },
    ...RESULTS_OPTION,
  },
  run: runExportPersonal,
};

const ELSEWHERE =
  'what git and GitHub keep is not in it: commits (git log --author), issues, pull requests and comments';

async function runExportPersonal(invocation: Invocation): Promise<number> {
  const { names, root, terminal, values } = invocation;
  const [login, ...others] = names;
  if (login === undefined || others.length > 0 || !/^@?[A-Za-z0-9-]{1,39}$/.test(login))
    throw new UserError(
      'export-personal takes one login at GitHub',
      'benchmarkhub export-personal octocat',
    );
  const workspace = await openValid(invocation, []);
  const folder = resultsFolder(invocation);
  using database = await openAnalysis(workspace, folder);
  const { rows } = await database.query('SELECT run_id, benchmark, repository FROM results');
  const record = personalRecord(login, {
    benchmarks: workspace.benchmarks,
    ledger: await readLedger(folder),
    results: rows.map(({ run_id, benchmark, repository }) => ({
      run_id: String(run_id),
      benchmark: String(benchmark),
      repository: typeof repository === 'string' ? repository : null,
    })),
  });
  const text = JSON.stringify(record, null, 2);
  const out = textOption(values, 'out');
  if (out === undefined) terminal.out(text);
  else {
    const path = resolve(root, out);
    await writeNewFiles(resolve(path, '..'), [
      { path: path.split(/[\\/]/).at(-1) ?? out, content: `${text}\n` },
    ]);
    terminal.out(invocation.json ? JSON.stringify({ file: path }) : path);
  }
  terminal.log(ELSEWHERE);
  return 0;
}
