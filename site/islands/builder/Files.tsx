import { type ReactNode, useId } from 'react';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import { textOf, withFile, withoutFile } from '../../lib/builder/draft.ts';
import type { DraftEditor } from './state.ts';

interface FilesProps {
  readonly editor: DraftEditor;
  /** Name of the file that is shown. */
  readonly shown: string;
  onShow(name: string): void;
}

/** Every file as text: what the forms write can be read, and written, here. */
export function Files({ editor, shown, onShow }: FilesProps): ReactNode {
  const id = useId();
  const { draft } = editor;
  const name = draft.files.some((file) => file.name === shown) ? shown : BENCHMARK_FILE;
  return (
    <section className="part" id="files" aria-labelledby="files-title">
      <h2 id="files-title">Files</h2>
      <p className="bar">
        <label htmlFor={`${id}-name`}>File</label>
        <select id={`${id}-name`} value={name} onChange={(event) => onShow(event.target.value)}>
          {draft.files.map((file) => (
            <option key={file.name}>{file.name}</option>
          ))}
        </select>
        <label htmlFor={`${id}-add`}>Add files</label>
        <input
          id={`${id}-add`}
          type="file"
          multiple
          onChange={async (event) => {
            let next = draft;
            for (const file of event.target.files ?? [])
              next = withFile(next, file.name, await file.text());
            editor.edit(next);
          }}
        />
        {name !== BENCHMARK_FILE && (
          <button type="button" onClick={() => editor.edit(withoutFile(draft, name))}>
            Remove {name}
          </button>
        )}
      </p>
      <label htmlFor="file-text">Text of {name}</label>
      <textarea
        id="file-text"
        className="code"
        rows={18}
        spellCheck={false}
        dir="ltr"
        value={textOf(draft, name)}
        onChange={(event) => editor.setFile(name, event.target.value, `file ${name}`)}
      />
    </section>
  );
}
