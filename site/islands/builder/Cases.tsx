import { type ReactNode, useEffect, useId, useState } from 'react';
import { isJsonObject, type JsonObject } from '../../../engine/json.ts';
import { benchmarkText, textOf } from '../../lib/builder/draft.ts';
import {
  cellText,
  freeId,
  isTable,
  moved,
  type Records,
  readRecords,
  recordsText,
  typedValue,
} from '../../lib/builder/records.ts';
import { yamlValue } from '../../lib/builder/yaml-edit.ts';
import { Sortable } from './Sortable.tsx';
import type { DraftEditor } from './state.ts';

/** Cases that are listed at once. */
const SHOWN = 25;

/** The cases of the first file that a table can show. */
export function Cases({ editor }: { readonly editor: DraftEditor }): ReactNode {
  const name = caseFileOf(editor);
  const text = name === undefined ? '' : textOf(editor.draft, name);
  const [records, setRecords] = useState<Records>();
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const found = name === undefined ? undefined : await readRecords({ name, text });
      if (isCurrent) setRecords(found);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [name, text]);
  return (
    <section className="part" id="cases" aria-labelledby="cases-title" data-path="cases">
      <h2 id="cases-title">Cases</h2>
      {name !== undefined && records !== undefined ? (
        <CaseTable name={name} records={records} editor={editor} />
      ) : (
        <p className="note">
          These cases are edited as text, below; a table appears when their file can be read and is
          CSV, TSV, JSON or JSONL.
        </p>
      )}
    </section>
  );
}

function caseFileOf({ draft }: DraftEditor): string | undefined {
  const value = yamlValue(benchmarkText(draft));
  const cases = isJsonObject(value) ? value.cases : undefined;
  const [first] = [cases].flat();
  return typeof first === 'string' && isTable(first) ? first : undefined;
}

interface CaseTableProps {
  readonly name: string;
  readonly records: Records;
  readonly editor: DraftEditor;
}

function CaseTable({ name, records, editor }: CaseTableProps): ReactNode {
  const [selected, setSelected] = useState(0);
  const [page, setPage] = useState(0);
  const { rows } = records;
  const pages = Math.max(1, Math.ceil(rows.length / SHOWN));
  const first = Math.min(page, pages - 1) * SHOWN;
  const index = Math.min(selected, rows.length - 1);
  const write = (next: readonly JsonObject[], subject = '', columns = records.columns) =>
    editor.setFile(name, recordsText(name, next, columns), subject);
  const move = (from: number, to: number) => {
    write(moved(rows, first + from, first + to));
    setSelected(first + to);
  };
  return (
    <>
      <p className="note">
        {rows.length} cases in {name}
        {pages > 1 && `, page ${first / SHOWN + 1} of ${pages}`}
      </p>
      <Sortable
        label="Cases in order"
        rows={rows.slice(first, first + SHOWN).map(titleOf)}
        selected={index - first}
        onSelect={(place) => setSelected(first + place)}
        onMove={move}
        onRemove={rows.length > 1 ? (place) => write(rows.toSpliced(first + place, 1)) : undefined}
      />
      <p className="bar">
        {pages > 1 && (
          <>
            <button type="button" disabled={first === 0} onClick={() => setPage(page - 1)}>
              Previous page
            </button>
            <button type="button" disabled={page >= pages - 1} onClick={() => setPage(page + 1)}>
              Next page
            </button>
          </>
        )}
        <button
          type="button"
          onClick={() => {
            const blank = Object.fromEntries(records.columns.map((column) => [column, '']));
            write([...rows, { ...blank, id: freeId(rows) }]);
            setSelected(rows.length);
            setPage(Math.floor(rows.length / SHOWN));
          }}
        >
          Add a case
        </button>
      </p>
      {rows[index] && (
        <CaseForm
          record={rows[index]}
          columns={records.columns}
          onChange={(column, value) =>
            write(
              rows.map((row, place) =>
                place === index ? { ...row, [column]: typedValue(value, row[column]) } : row,
              ),
              `case ${index} ${column}`,
            )
          }
          onColumn={(column) =>
            write(
              rows.map((row) => ({ ...row, [column]: '' })),
              '',
              [...records.columns, column],
            )
          }
        />
      )}
    </>
  );
}

function titleOf(row: JsonObject): string {
  const { id, ...rest } = row;
  const [text] = Object.values(rest).filter((value) => typeof value === 'string' && value !== '');
  return `${cellText(id)} ${cellText(text).slice(0, 70)}`.trim();
}

interface CaseFormProps {
  readonly record: JsonObject;
  readonly columns: readonly string[];
  onChange(column: string, text: string): void;
  onColumn(name: string): void;
}

function CaseForm({ record, columns, onChange, onColumn }: CaseFormProps): ReactNode {
  const id = useId();
  const [column, setColumn] = useState('');
  const canAdd = column.trim() !== '' && !columns.includes(column.trim());
  return (
    <fieldset className="case">
      <legend>Case {cellText(record.id)}</legend>
      {columns.map((name) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{name}</label>
          <textarea
            id={`${id}-${name}`}
            rows={cellText(record[name]).length > 70 ? 3 : 1}
            dir="auto"
            value={cellText(record[name])}
            onChange={(event) => onChange(name, event.target.value)}
          />
        </div>
      ))}
      <div className="field">
        <label htmlFor={`${id}-column`}>Another column</label>
        <span className="bar">
          <input
            id={`${id}-column`}
            value={column}
            onChange={(event) => setColumn(event.target.value)}
          />
          <button
            type="button"
            disabled={!canAdd}
            onClick={() => {
              onColumn(column.trim());
              setColumn('');
            }}
          >
            Add the column
          </button>
        </span>
      </div>
    </fieldset>
  );
}
