import { type ReactNode, useId, useRef, useState } from 'react';
import type { Message } from '../../../engine/benchmark/benchmark.ts';
import { isJsonObject, type JsonValue } from '../../../engine/json.ts';
import { benchmarkText } from '../../lib/builder/draft.ts';
import { renderedPrompt } from '../../lib/builder/preview.ts';
import { problemsAt } from '../../lib/builder/problems.ts';
import { moved } from '../../lib/builder/records.ts';
import { yamlValue } from '../../lib/builder/yaml-edit.ts';
import { Sortable } from './Sortable.tsx';
import type { DraftEditor } from './state.ts';

const ROLES = ['system', 'user', 'assistant'] as const;

interface PromptProps {
  readonly editor: DraftEditor;
  /** Address of the page that runs benchmarks. */
  readonly run: string;
}

/** Messages with their variables, and what a case makes of them. */
export function Prompt({ editor, run }: PromptProps): ReactNode {
  const [selected, setSelected] = useState(0);
  const messages = messagesIn(editor);
  const index = Math.min(selected, messages.length - 1);
  const message = messages[index];
  const write = (next: readonly Message[], subject = '') =>
    editor.setValue(['prompt'], promptOf(next), subject);
  const replace = (changed: Message) =>
    write(
      messages.map((item, place) => (place === index ? changed : item)),
      `prompt.${index}`,
    );
  return (
    <section className="part" id="prompt" aria-labelledby="prompt-title" data-path="prompt">
      <h2 id="prompt-title">What the model is asked</h2>
      <Sortable
        label="Messages"
        rows={messages.map(({ role, content }) => `${role}: ${content.slice(0, 60)}`)}
        selected={index}
        onSelect={setSelected}
        onMove={(from, to) => {
          write(moved(messages, from, to));
          setSelected(to);
        }}
        onRemove={messages.length > 1 ? (place) => write(messages.toSpliced(place, 1)) : undefined}
      />
      <p>
        <button
          type="button"
          onClick={() => {
            write([{ role: 'system', content: 'Answer briefly.' }, ...messages]);
            setSelected(0);
          }}
        >
          Add a message
        </button>
      </p>
      {message && <MessageForm message={message} editor={editor} onChange={replace} />}
      <Rendered editor={editor} run={run} />
    </section>
  );
}

/** The messages as they are written; a plain string is one of the user. */
function messagesIn({ draft }: DraftEditor): readonly Message[] {
  const value = yamlValue(benchmarkText(draft));
  const prompt = isJsonObject(value) ? value.prompt : undefined;
  if (!Array.isArray(prompt)) return [{ role: 'user', content: String(prompt ?? '') }];
  return prompt.filter(isJsonObject).map(({ role, content }) => ({
    role: ROLES.find((known) => known === role) ?? 'user',
    content: String(content ?? ''),
  }));
}

function promptOf(messages: readonly Message[]): JsonValue {
  const [only, ...others] = messages;
  if (only?.role === 'user' && others.length === 0) return only.content;
  return messages.map(({ role, content }) => ({ role, content }));
}

interface MessageFormProps {
  readonly message: Message;
  readonly editor: DraftEditor;
  onChange(message: Message): void;
}

function MessageForm({ message, editor, onChange }: MessageFormProps): ReactNode {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const variables = Object.keys(editor.checked?.benchmark?.cases[0]?.variables ?? {});
  const problems = problemsAt(editor.checked, ['prompt'], true);
  const insert = (name: string) => {
    const { selectionStart, selectionEnd } = area.current ?? {};
    const [from, to] = [selectionStart ?? message.content.length, selectionEnd ?? undefined];
    const { content } = message;
    const text = `${content.slice(0, from)}{{${name}}}${content.slice(to ?? from)}`;
    onChange({ ...message, content: text });
    area.current?.focus();
  };
  return (
    <div className="field">
      <label htmlFor={`${id}-role`}>Role</label>
      <select
        id={`${id}-role`}
        value={message.role}
        onChange={(event) =>
          onChange({
            ...message,
            role: ROLES.find((role) => role === event.target.value) ?? 'user',
          })
        }
      >
        {ROLES.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <label htmlFor={id}>Text</label>
      <textarea
        id={id}
        ref={area}
        rows={6}
        value={message.content}
        aria-invalid={problems.length > 0}
        onChange={(event) => onChange({ ...message, content: event.target.value })}
      />
      <p className="chips">
        {variables.map((name) => (
          <button type="button" key={name} onClick={() => insert(name)}>
            {`{{${name}}}`}
          </button>
        ))}
      </p>
      {problems.length > 0 && <p className="problem">{problems.join('; ')}</p>}
    </div>
  );
}

function Rendered({ editor, run }: PromptProps): ReactNode {
  const [number, setNumber] = useState(1);
  const id = useId();
  const benchmark = editor.checked?.benchmark;
  if (benchmark === undefined)
    return <p className="note">The preview appears when nothing is wrong any more.</p>;
  const place = Math.min(number, benchmark.cases.length);
  return (
    <div className="preview">
      <h3>As case {benchmark.cases[place - 1]?.id} asks it</h3>
      <label htmlFor={id}>Case number</label>
      <input
        id={id}
        type="number"
        min={1}
        max={benchmark.cases.length}
        value={place}
        onChange={(event) => setNumber(Math.max(1, Number(event.target.value)))}
      />
      <a
        className="button"
        href={`${run}?${new URLSearchParams({ draft: '1', case: benchmark.cases[place - 1]?.id ?? '' })}`}
      >
        Try this case
      </a>
      {renderedPrompt(benchmark, place - 1).map(({ role, content }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place in a conversation
        <figure key={index}>
          <figcaption>{role}</figcaption>
          <pre dir="auto">{content}</pre>
        </figure>
      ))}
    </div>
  );
}
