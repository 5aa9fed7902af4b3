import { toCsv } from '../../engine/exchange/csv.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { tableLines } from '../terminal/table.ts';
import { printable } from '../terminal/terminal.ts';
import { openAnalysis, openValid, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

export const query: Command = {
  summary: 'one SQL statement over the views results, latest, cases and models',
  usage: '"SQL"',
  options: {
    format: {
      type: 'string',
      value: 'table|json|csv',
      about: 'how rows are printed (default: table)',
    },
    ...RESULTS_OPTION,
  },
  run: runQuery,
};

/** Rows of a table on a screen; files take any number. */
const MAX_TABLE_ROWS = 1_000;

async function runQuery(invocation: Invocation): Promise<number> {
  const format = invocation.json ? 'json' : (textOption(invocation.values, 'format') ?? 'table');
  if (!['table', 'json', 'csv'].includes(format))
    throw new UserError(`--format takes table, json or csv, not "${format}"`);
  const [sql] = invocation.names;
  if (sql === undefined || invocation.names.length > 1) {
    throw new UserError(
      'query takes one SQL statement in quotes',
      'benchmarkhub query "SELECT model, avg(score) FROM latest GROUP BY model"',
    );
  }
  const workspace = await openValid(invocation, []);
  using database = await openAnalysis(workspace, resultsFolder(invocation));
  const { columns, rows } = await database.query(sql);
  if (format === 'json') invocation.terminal.out(JSON.stringify(rows, null, 2));
  else if (format === 'csv') invocation.terminal.out(toCsv(columns, rows));
  else printTable(invocation, columns, rows);
  return 0;
}

function printTable(
  { terminal }: Invocation,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): void {
  const cells = rows
    .slice(0, MAX_TABLE_ROWS)
    .map((row) => columns.map((name) => cellText(row[name])));
  const titles = columns.map(
    (title, index) =>
      ({
        title,
        align: typeof rows[0]?.[columns[index] ?? ''] === 'number' ? 'right' : 'left',
      }) as const,
  );
  for (const line of tableLines(titles, cells)) terminal.out(line);
  const hidden = rows.length - cells.length;
  terminal.log(
    `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}${hidden > 0 ? `, ${hidden} not shown: use --format csv` : ''}`,
  );
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const line = printable(text);
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
