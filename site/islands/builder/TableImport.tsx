import { type ReactNode, useEffect, useId, useState } from 'react';
import type { ForeignFile, ImportNote } from '../../../engine/exchange/import/importer.ts';
import { UserError } from '../../../engine/problem.ts';
import type { Draft } from '../../lib/builder/draft.ts';
import { cellText } from '../../lib/builder/records.ts';
import {
  draftOfTable,
  type Mapping,
  previewTable,
  ROLES,
  type TablePreview,
} from '../../lib/builder/tabular.ts';

interface TableImportProps {
  readonly file: ForeignFile;
  onDraft(draft: Draft): void;
}

/** Rows of the table that are shown. */
const SHOWN = 5;
/** Notes that are shown. */
const NOTES = 50;

/** A table on its way to a benchmark: which column means what, and what that makes of the rows. */
export function TableImport({ file, onDraft }: TableImportProps): ReactNode {
  const [preview, setPreview] = useState<TablePreview>();
  const [mapping, setMapping] = useState<Mapping>({});
  const [result, setResult] = useState<Awaited<ReturnType<typeof draftOfTable>>>();
  const [problem, setProblem] = useState('');
  const id = useId();
  useEffect(() => {
    const open = async () => {
      const found = await previewTable(file);
      setPreview(found);
      setMapping(found.guessed);
    };
    open().catch((error: unknown) => setProblem(String(error)));
  }, [file]);
  useEffect(() => {
    if (preview === undefined) return;
    let isCurrent = true;
    const read = async () => {
      const found = await draftOfTable(file, mapping);
      if (!isCurrent) return;
      setResult(found);
      setProblem('');
    };
    read().catch((error: unknown) => {
      if (!isCurrent) return;
      setResult(undefined);
      setProblem(error instanceof UserError ? error.message : String(error));
    });
    return () => {
      isCurrent = false;
    };
  }, [file, mapping, preview]);
  if (preview === undefined) return <p role="status">Reading {file.path} …</p>;
  const options = (chosen: string | undefined) =>
    chosen === undefined || chosen === '' || preview.columns.includes(chosen)
      ? preview.columns
      : [chosen, ...preview.columns];
  return (
    <section className="table-import" aria-label="Columns of the table">
      <h3>Which column means what?</h3>
      <div className="fields">
        {ROLES.map((role) => (
          <div className="field" key={role}>
            <label htmlFor={`${id}-${role}`}>{role}</label>
            <select
              id={`${id}-${role}`}
              value={mapping[role] ?? ''}
              onChange={(event) => setMapping({ ...mapping, [role]: event.target.value })}
            >
              <option value="">—</option>
              {options(mapping[role]).map((column) => (
                <option key={column}>{column}</option>
              ))}
            </select>
          </div>
        ))}
      </div>
      <Sample preview={preview} mapping={mapping} />
      <p role="status">
        {result?.draft
          ? `${result.draft.cases} of ${preview.rows.length} rows become cases.`
          : `No benchmark yet. ${problem}`}
      </p>
      <Notes notes={[...preview.notes, ...(result?.notes ?? [])]} />
      <button
        type="button"
        className="primary"
        disabled={!result?.draft}
        onClick={() => result?.draft && onDraft({ id: result.draft.id, files: result.draft.files })}
      >
        Make the benchmark
      </button>
    </section>
  );
}

function Sample({ preview, mapping }: { preview: TablePreview; mapping: Mapping }): ReactNode {
  const roleOf = (column: string) =>
    ROLES.find((role) => (mapping[role] ?? '').split('|').includes(column));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="scroll" aria-label="First rows" tabIndex={0}>
      <table>
        <caption>The first rows</caption>
        <thead>
          <tr>
            {preview.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
                <span className="unit"> {roleOf(column) ?? 'as it is'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.slice(0, SHOWN).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name
            <tr key={index}>
              {preview.columns.map((column) => (
                <td key={column} dir="auto">
                  {cellText(row[column]).slice(0, 80)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Notes({ notes }: { readonly notes: readonly ImportNote[] }): ReactNode {
  const texts = notes.map(
    ({ line, severity, item, reason, fix }) =>
      `Row ${line}, ${severity} ${item}: ${reason}${fix === '' ? '' : ` (${fix})`}`,
  );
  const unique = [...new Set(texts)];
  return (
    <ul className="notes">
      {unique.slice(0, NOTES).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {unique.length > NOTES && <li>and {unique.length - NOTES} more</li>}
    </ul>
  );
}
