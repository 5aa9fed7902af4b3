import { type ReactNode, useId, useState } from 'react';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../engine/json.ts';
import { benchmarkText } from '../../lib/builder/draft.ts';
import { problemsAt } from '../../lib/builder/problems.ts';
import { moved } from '../../lib/builder/records.ts';
import { scorerForms } from '../../lib/builder/schema-fields.ts';
import { yamlValue } from '../../lib/builder/yaml-edit.ts';
import { Fields } from './Details.tsx';
import { Sortable } from './Sortable.tsx';
import type { DraftEditor } from './state.ts';

/** The scorers of a benchmark, each with the form that its schema makes. */
export function Scoring({ editor }: { readonly editor: DraftEditor }): ReactNode {
  const [selected, setSelected] = useState(0);
  const scorers = scorersIn(editor);
  const index = Math.min(selected, scorers.length - 1);
  const scorer = scorers[index];
  const write = (next: readonly JsonObject[]) => editor.setValue(['score'], next.map(shortened));
  const problems = problemsAt(editor.checked, ['score']);
  return (
    <section className="part" id="scoring" aria-labelledby="scoring-title" data-path="score">
      <h2 id="scoring-title">How an answer is scored</h2>
      <Sortable
        label="Scorers"
        rows={scorers.map(({ type, name }) => String(name ?? type))}
        selected={Math.max(0, index)}
        onSelect={setSelected}
        onMove={(from, to) => {
          write(moved(scorers, from, to));
          setSelected(to);
        }}
        onRemove={scorers.length > 1 ? (place) => write(scorers.toSpliced(place, 1)) : undefined}
      />
      <p>
        <button
          type="button"
          onClick={() => {
            write([...scorers, { type: 'includes' }]);
            setSelected(scorers.length);
          }}
        >
          Add a scorer
        </button>
      </p>
      {problems.length > 0 && <p className="problem">{problems.join('; ')}</p>}
      {scorer && (
        <ScorerForm
          key={`${index} ${String(scorer.type)}`}
          index={index}
          type={String(scorer.type)}
          editor={editor}
          onType={(type) =>
            write(scorers.map((item, place) => (place === index ? { type } : item)))
          }
        />
      )}
    </section>
  );
}

function scorersIn({ draft }: DraftEditor): readonly JsonObject[] {
  const value = yamlValue(benchmarkText(draft));
  const score = isJsonObject(value) ? value.score : undefined;
  return (Array.isArray(score) ? score : []).flatMap((item) =>
    typeof item === 'string' ? [{ type: item }] : isJsonObject(item) ? [item] : [],
  );
}

/** Always the long form: a form writes its fields below it. */
function shortened(scorer: JsonObject): JsonValue {
  return { ...scorer };
}

interface ScorerFormProps {
  readonly index: number;
  readonly type: string;
  readonly editor: DraftEditor;
  onType(type: string): void;
}

function ScorerForm({ index, type, editor, onType }: ScorerFormProps): ReactNode {
  const id = useId();
  const forms = scorerForms();
  const form = forms.find((candidate) => candidate.type === type);
  const written = yamlValue(benchmarkText(editor.draft));
  const score = isJsonObject(written) ? written.score : undefined;
  const isWord = Array.isArray(score) && typeof score[index] === 'string';
  const own = (form?.fields ?? []).filter(({ name }) => !COMMON.includes(name));
  const common = (form?.fields ?? []).filter(({ name }) => COMMON.includes(name));
  return (
    <div className="scorer">
      <div className="field">
        <label htmlFor={id}>Scorer</label>
        <select id={id} value={type} onChange={(event) => onType(event.target.value)}>
          {!form && <option>{type}</option>}
          {forms.map((candidate) => (
            <option key={candidate.type}>{candidate.type}</option>
          ))}
        </select>
        <p className="note">{form?.summary ?? 'There is no such scorer.'}</p>
      </div>
      {isWord ? (
        <p>
          <button type="button" onClick={() => onType(type)}>
            Set its options
          </button>
        </p>
      ) : (
        <>
          <Fields fields={own} at={['score', index]} editor={editor} />
          <details>
            <summary>Name, weight and threshold</summary>
            <Fields fields={common} at={['score', index]} editor={editor} />
          </details>
        </>
      )}
    </div>
  );
}

const COMMON = ['name', 'weight', 'not', 'threshold'];
