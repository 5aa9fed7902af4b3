import type { ReactNode } from 'react';
import { isJsonObject } from '../../../engine/json.ts';
import { benchmarkText } from '../../lib/builder/draft.ts';
import { problemsAt } from '../../lib/builder/problems.ts';
import {
  benchmarkFields,
  parameterFields,
  type SchemaField,
} from '../../lib/builder/schema-fields.ts';
import { yamlValue } from '../../lib/builder/yaml-edit.ts';
import { Field } from './Field.tsx';
import type { DraftEditor } from './state.ts';

const MAIN = ['title', 'description', 'version', 'license', 'tags', 'language'];
const MORE = ['trials', 'reducer', 'reducer_k', 'chance', 'cluster', 'shuffle_choices', 'canary'];

/** Title, licence and what else describes a benchmark. */
export function Details({ editor }: { readonly editor: DraftEditor }): ReactNode {
  const { draft, edit } = editor;
  return (
    <section className="part" id="details" aria-labelledby="details-title">
      <h2 id="details-title">What it is</h2>
      <div className="field" data-path="id">
        <label htmlFor="draft-id">id</label>
        <input
          id="draft-id"
          value={draft.id}
          aria-describedby="draft-id-help"
          onChange={(event) => edit({ ...draft, id: event.target.value }, 'id')}
        />
        <p className="note" id="draft-id-help">
          Name of its folder: lower-case letters, digits and hyphens.
        </p>
      </div>
      <Fields fields={benchmarkFields(MAIN)} at={[]} editor={editor} />
      <details>
        <summary>Trials, aggregation and what is sent along</summary>
        <Fields fields={benchmarkFields(MORE)} at={[]} editor={editor} />
        <Fields fields={parameterFields()} at={['parameters']} editor={editor} />
      </details>
    </section>
  );
}

interface FieldsProps {
  readonly fields: readonly SchemaField[];
  /** Where the values stand in `benchmark.yaml`. */
  readonly at: readonly (string | number)[];
  readonly editor: DraftEditor;
}

/** A form of values that stand beside each other in `benchmark.yaml`. */
export function Fields({ fields, at, editor }: FieldsProps): ReactNode {
  let object = yamlValue(benchmarkText(editor.draft));
  for (const key of at)
    object = Array.isArray(object)
      ? object[Number(key)]
      : isJsonObject(object)
        ? object[String(key)]
        : undefined;
  const values = isJsonObject(object) ? object : {};
  return (
    <div className="fields">
      {fields.map((field) => {
        const path = [...at, field.name];
        return (
          <Field
            key={field.name}
            field={field}
            path={path.join('.')}
            value={values[field.name]}
            rows={field.name === 'description' ? 3 : 1}
            problems={problemsAt(editor.checked, path)}
            onChange={(value) => editor.setValue(path, value, path.join('.'))}
          />
        );
      })}
    </div>
  );
}
