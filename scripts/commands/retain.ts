import { join } from 'node:path';
import { removeFromJournal } from '../../engine/node/exchange/journal-removal.ts';
import { rewriteResults } from '../../engine/node/exchange/rewrite.ts';
import { UserError } from '../../engine/problem.ts';
import type { Result } from '../../engine/results/columns.ts';
import { type Command, type Invocation, integerOption } from '../command.ts';
import { RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const retain: Command = {
  summary:
    'drop outputs that are older than some days, and excerpts of them; scores, costs and times stay',
  usage: '--days N [--yes]',
  options: {
    days: { type: 'string', value: 'N', about: 'outputs older than N days go' },
    yes: { type: 'boolean', about: 'do it; without, it is only told' },
    ...RESULTS_OPTION,
  },
  run: runRetain,
};

const DAY_MS = 86_400_000;

async function runRetain(invocation: Invocation): Promise<number> {
  const { values, root, json, terminal } = invocation;
  const days = integerOption(values, 'days', 0, 100_000);
  if (days === undefined)
    throw new UserError('retain needs --days N', 'benchmarkhub retain --days 90');
  const apply = values.yes === true;
  const cutoff = new Date(Date.now() - days * DAY_MS);
  const change = (result: Result) => withoutOutput(result, cutoff);
  const files = await rewriteResults(resultsFolder(invocation), 'retained', change, apply);
  const journal = join(root, '.benchmarkhub', 'journal.sqlite');
  const replies = removeFromJournal(journal, { olderThan: cutoff }, apply);
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  if (json) {
    const listed = files.map(({ callKeys: _, ...file }) => file);
    terminal.out(
      JSON.stringify(
        { applied: apply, before: cutoff.toISOString(), rows, replies, files: listed },
        null,
        2,
      ),
    );
    return 0;
  }
  for (const file of files)
    terminal.out(
      `${file.file}: ${file.rows} outputs${apply ? ` dropped, now ${file.replacement}` : ''}`,
    );
  terminal.log(
    `${rows} stored outputs and ${replies} replies of the journal are older than ${cutoff.toISOString().slice(0, 10)}`,
  );
  terminal.log(
    apply
      ? 'they are gone here; what was committed or published before is still in the history'
      : 'nothing was changed; add --yes to drop them',
  );
  return 0;
}

/** A row without the output and without what quotes it; `reason` and `answer` are excerpts. */
function withoutOutput(result: Result, cutoff: Date): Result {
  const time = (result.asked_at ?? result.run_at).getTime();
  const holds = [result.output, result.answer, result.turns].some((text) => text != null);
  if (time >= cutoff.getTime() || !holds) return result;
  const scores = result.scores.map((score) => ({ ...score, answer: null, reason: '' }));
  return { ...result, output: null, answer: null, scores, votes: null, turns: null };
}
