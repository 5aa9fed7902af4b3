import { join, resolve } from 'node:path';
import { Deadline } from '../../engine/exchange/import/bounds.ts';
import type { ForeignFile, Imported, ImportNote } from '../../engine/exchange/import/importer.ts';
import { IMPORTERS } from '../../engine/exchange/import/index.ts';
import { detectFormat, importBenchmarks, namedFiles } from '../../engine/exchange/import/run.ts';
import { RECORDING_READERS } from '../../engine/exchange/recorded/index.ts';
import { suggestion } from '../../engine/nearest.ts';
import { readForeignFiles } from '../../engine/node/exchange/foreign-files.ts';
import { writeNewFiles } from '../../engine/node/exchange/new-files.ts';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, textOption } from '../command.ts';
import { RESULTS_OPTION } from '../workspace.ts';
import { importLeaderboard, looksLikeLeaderboard } from './import/leaderboard.ts';
import { noteLines } from './import/notes.ts';
import { importRecordings } from './import/recordings.ts';

const FORMATS = [...Object.keys(IMPORTERS), ...Object.keys(RECORDING_READERS), 'leaderboard'];

export const importCommand: Command = {
  summary: `take in benchmarks, recorded answers or leaderboards of other tools; formats: ${FORMATS.join(', ')}`,
  usage: '<path…>',
  options: {
    format: {
      type: 'string',
      value: 'auto|…',
      about: 'the format (default: auto, told from the files)',
    },
    id: { type: 'string', value: 'NAME', about: 'id of the benchmark; several get numbers' },
    into: {
      type: 'string',
      value: 'DIR',
      about: 'folder the benchmarks are made in (default: benchmarks/)',
    },
    columns: { type: 'string', value: 'expected=answer,…', about: 'which column means what' },
    benchmark: {
      type: 'string',
      value: 'ID',
      about: 'the benchmark that recorded answers belong to',
    },
    model: { type: 'string', value: 'ID', about: 'the model of answers that do not name theirs' },
    source: { type: 'string', value: 'URL', about: 'where a leaderboard was published' },
    date: { type: 'string', value: 'YYYY-MM-DD', about: 'when a leaderboard was published' },
    'dry-run': { type: 'boolean', about: 'write nothing, only say what would come of it' },
    ...RESULTS_OPTION,
  },
  run: runImport,
};

async function runImport(invocation: Invocation): Promise<number> {
  const { names, values } = invocation;
  if (names.length === 0)
    throw new UserError(
      'import takes the files or folders to read',
      'benchmarkhub import promptfooconfig.yaml',
    );
  const files = await readForeignFiles(names);
  const format = formatOf(textOption(values, 'format') ?? 'auto', files);
  if (format === 'leaderboard') return importLeaderboard(invocation, namedFiles(files));
  if (Object.hasOwn(RECORDING_READERS, format))
    return importRecordings(invocation, namedFiles(files), format);
  const id = textOption(values, 'id');
  const imported = await importBenchmarks(IMPORTERS, files, format, {
    columns: columnsOf(textOption(values, 'columns')),
    deadline: new Deadline(() => performance.now()),
    ...(id === undefined ? {} : { id }),
  });
  if (values['dry-run'] !== true) await write(invocation, imported);
  print(invocation, imported);
  return imported.benchmarks.length > 0 ? 0 : 1;
}

/** The surest of all formats; what is a table and a leaderboard is a leaderboard. */
function formatOf(written: string, files: readonly ForeignFile[]): string {
  if (written !== 'auto') {
    if (FORMATS.includes(written)) return written;
    throw new UserError(`there is no format "${written}"`, suggestion(written, FORMATS));
  }
  const named = namedFiles(files);
  const leaderboard = { detect: () => (looksLikeLeaderboard(named) ? 0.6 : 0) };
  return detectFormat({ ...IMPORTERS, ...RECORDING_READERS, leaderboard }, named) || 'auto';
}

/** `expected=answer,question=prompt` as an object. @throws UserError */
function columnsOf(written: string | undefined): Record<string, string> {
  const pairs = (written ?? '').split(',').filter((pair) => pair.trim() !== '');
  const entries = pairs.map((pair) => {
    const [role = '', column = ''] = pair.split('=').map((part) => part.trim());
    if (role === '' || column === '')
      throw new UserError(
        `--columns takes role=column, not "${pair}"`,
        '--columns question=prompt,expected=answer',
      );
    return [role, column] as const;
  });
  return Object.fromEntries(entries);
}

async function write({ root, values }: Invocation, { benchmarks }: Imported): Promise<void> {
  const folder = resolve(root, textOption(values, 'into') ?? 'benchmarks');
  const files = benchmarks.flatMap(({ id, files: own }) =>
    own.map(({ name, text }) => ({ path: `${id}/${name}`, content: text })),
  );
  await writeNewFiles(folder, files);
}

function print({ json, terminal, values, root }: Invocation, imported: Imported): void {
  const { format, benchmarks, notes, moreNotes } = imported;
  const isDry = values['dry-run'] === true;
  if (json) {
    const listed = benchmarks.map(({ files, ...benchmark }) => ({
      ...benchmark,
      files: files.map(({ name }) => name),
    }));
    terminal.out(
      JSON.stringify(
        { format, dry_run: isDry, benchmarks: listed, notes, more_notes: moreNotes },
        null,
        2,
      ),
    );
    return;
  }
  const folder = textOption(values, 'into') ?? join(root, 'benchmarks');
  for (const { id, cases, comparable } of benchmarks) {
    const warning = comparable
      ? ''
      : `, ${terminal.style.warn('not comparable')} with the original`;
    terminal.out(`${isDry ? 'would make' : 'made'} ${join(folder, id)}: ${cases} cases${warning}`);
  }
  for (const line of noteLines(notes, terminal, moreNotes)) terminal.out(line);
  terminal.log(`${format}: ${benchmarks.length} benchmarks, ${countText(notes)}`);
}

function countText(notes: readonly ImportNote[]): string {
  const count = (severity: string) => notes.filter((note) => note.severity === severity).length;
  return `${count('dropped')} dropped, ${count('changed')} changed, ${count('approximated')} approximated`;
}
