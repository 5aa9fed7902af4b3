import { type Compaction, compactResults } from '../../engine/node/exchange/compact.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const compact: Command = {
  summary:
    'fold the files of results of past months into one a benchmark and month; no row is lost',
  usage: '[--before YYYY-MM-DD] [--yes]',
  options: {
    before: {
      type: 'string',
      value: 'YYYY-MM-DD',
      about: 'only runs before this day (default: the first of this month, UTC)',
    },
    yes: { type: 'boolean', about: 'do it; without, it is only told' },
    ...RESULTS_OPTION,
  },
  run: runCompact,
};

async function runCompact(invocation: Invocation): Promise<number> {
  const { values, json, terminal } = invocation;
  const apply = values.yes === true;
  const before = dayOf(textOption(values, 'before'), new Date());
  const compactions = await compactResults(resultsFolder(invocation), before, apply);
  if (json) {
    const listed = compactions.map(({ bytesAfter, ...each }) => ({
      ...each,
      bytes_after: bytesAfter,
    }));
    terminal.out(JSON.stringify({ applied: apply, compactions: listed }, null, 2));
    return 0;
  }
  for (const each of compactions) terminal.out(line(each));
  const files = compactions.reduce((sum, each) => sum + each.files.length, 0);
  terminal.log(
    compactions.length === 0
      ? `there is nothing to fold before ${before.toISOString().slice(0, 10)}`
      : `${files} files ${apply ? 'became' : 'would become'} ${compactions.length}${apply ? '' : '; add --yes to do it'}`,
  );
  return 0;
}

/** The day that was written, or the first of the month of `now`. @throws UserError */
function dayOf(written: string | undefined, now: Date): Date {
  if (written === undefined) return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const day = new Date(`${written}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(day.getTime())) return day;
  throw new UserError(`--before takes a day such as 2026-01-31, not "${written}"`);
}

function line({
  benchmark,
  month,
  files,
  rows,
  bytes,
  bytesAfter,
  replacement,
}: Compaction): string {
  const size = bytesAfter === null ? `${bytes} bytes` : `${bytes} → ${bytesAfter} bytes`;
  return `${benchmark} ${month}: ${files.length} files, ${rows} rows, ${size} → ${replacement}`;
}
