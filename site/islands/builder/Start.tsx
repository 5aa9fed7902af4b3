import { type ReactNode, useId, useState } from 'react';
import type { ForeignFile } from '../../../engine/exchange/import/importer.ts';
import { UserError } from '../../../engine/problem.ts';
import { draftOfFiles, draftOfZip } from '../../lib/builder/archive.ts';
import { forkOf } from '../../lib/builder/contribute.ts';
import { blankDraft, type Draft } from '../../lib/builder/draft.ts';
import { fetchDraft, type LibraryEntry, type Shelf } from '../../lib/builder/shelf.ts';
import { pastedFile } from '../../lib/builder/tabular.ts';
import { TableImport } from './TableImport.tsx';

interface StartProps {
  readonly shelf: Shelf | undefined;
  /** Takes the place of the present draft, which can be undone. */
  onDraft(draft: Draft): void;
}

/** Where a benchmark begins: blank, a template, another benchmark, files, or a pasted table. */
export function Start({ shelf, onDraft }: StartProps): ReactNode {
  const [table, setTable] = useState<ForeignFile>();
  const [problem, setProblem] = useState('');
  const [pasted, setPasted] = useState('');
  const id = useId();
  const attempt = async (open: () => Promise<void>) => {
    setProblem('');
    await open().catch((error: unknown) => setProblem(inWords(error)));
  };
  const openFiles = (files: readonly File[]) =>
    attempt(async () => {
      const opened = await openedFrom(files);
      if ('id' in opened) onDraft(opened);
      else setTable(opened);
    });
  const openEntry = (entry: LibraryEntry) =>
    attempt(async () => {
      const draft = await fetchDraft(entry);
      onDraft(
        entry.fingerprint === undefined
          ? draft
          : forkOf(draft, { ...entry, fingerprint: entry.fingerprint }),
      );
    });
  return (
    <section className="part" id="start" aria-labelledby="start-title">
      <h2 id="start-title">Start</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the file field inside is its equal */}
      <div
        className="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void openFiles([...event.dataTransfer.files]);
        }}
      >
        <label htmlFor={`${id}-files`}>
          Drop or choose a table (CSV, TSV, JSON, JSONL, XLSX), the files of a benchmark, or its ZIP
        </label>
        <input
          id={`${id}-files`}
          type="file"
          multiple
          onChange={(event) => void openFiles([...(event.target.files ?? [])])}
        />
        <label htmlFor={`${id}-paste`}>Or paste cells of a spreadsheet, CSV or JSON</label>
        <textarea
          id={`${id}-paste`}
          rows={3}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <p className="bar">
          <button
            type="button"
            disabled={pasted.trim() === ''}
            onClick={() => setTable(pastedFile(pasted))}
          >
            Read what I pasted
          </button>
          <button type="button" onClick={() => onDraft(blankDraft())}>
            Start blank
          </button>
        </p>
      </div>
      {shelf && <Library shelf={shelf} onOpen={(entry) => void openEntry(entry)} />}
      <p className="problem" role="alert">
        {problem}
      </p>
      {table && (
        <TableImport
          key={`${table.path} ${table.bytes.length}`}
          file={table}
          onDraft={(draft) => {
            setTable(undefined);
            onDraft(draft);
          }}
        />
      )}
    </section>
  );
}

interface LibraryProps {
  readonly shelf: Shelf;
  onOpen(entry: LibraryEntry): void;
}

function Library({ shelf, onOpen }: LibraryProps): ReactNode {
  const id = useId();
  const entries = [...shelf.templates, ...shelf.benchmarks];
  const [chosen, setChosen] = useState('');
  const entry = entries.find(({ files }) => files === chosen);
  return (
    <p className="bar">
      <label htmlFor={id}>Or start from</label>
      <select id={id} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">choose …</option>
        <optgroup label="Templates">
          {shelf.templates.map(({ files, title }) => (
            <option key={files} value={files}>
              {title}
            </option>
          ))}
        </optgroup>
        <optgroup label="Fork a benchmark">
          {shelf.benchmarks.map(({ files, title }) => (
            <option key={files} value={files}>
              {title}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="button" disabled={!entry} onClick={() => entry && onOpen(entry)}>
        Open
      </button>
    </p>
  );
}

/** Dropped files as a benchmark, or as a table that has to become one. */
async function openedFrom(files: readonly File[]): Promise<Draft | ForeignFile> {
  const [first, ...others] = files;
  if (first === undefined) throw new UserError('no file was chosen');
  if (others.length === 0 && !/\.ya?ml$/i.test(first.name)) {
    const bytes = new Uint8Array(await first.arrayBuffer());
    return /\.zip$/i.test(first.name) ? draftOfZip(bytes) : { path: first.name, bytes };
  }
  const read = files.map(async (file) => ({ name: file.name, text: await file.text() }));
  return draftOfFiles(await Promise.all(read));
}

function inWords(error: unknown): string {
  if (error instanceof UserError)
    return error.fix === '' ? error.message : `${error.message}: ${error.fix}`;
  return `this cannot be opened: ${String(error)}`;
}
