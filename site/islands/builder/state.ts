import { useEffect, useReducer, useState } from 'react';
import type { Path } from '../../../engine/benchmark/document.ts';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import type { JsonValue } from '../../../engine/json.ts';
import { type Draft, withFile } from '../../lib/builder/draft.ts';
import { changed, type History, redone, startHistory, undone } from '../../lib/builder/history.ts';
import { type CheckedDraft, checkDraft } from '../../lib/builder/problems.ts';
import { keepDraft } from '../../lib/builder/storage.ts';
import { withValue } from '../../lib/builder/yaml-edit.ts';

/** What the parts of the builder may do to the draft. */
export interface DraftEditor {
  readonly draft: Draft;
  /** What was last found; of an earlier draft while the present one is being read. */
  readonly checked: CheckedDraft | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Whether the browser keeps the present draft. */
  readonly isKept: boolean;
  /** Changes with the same subject in a row are undone together. */
  edit(draft: Draft, subject?: string): void;
  setValue(path: Path, value: JsonValue | undefined, subject?: string): void;
  setFile(name: string, text: string, subject?: string): void;
  undo(): void;
  redo(): void;
}

type Action =
  | { readonly type: 'edit'; readonly change: (draft: Draft) => Draft; readonly subject: string }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

function reduce(history: History<Draft>, action: Action): History<Draft> {
  if (action.type === 'undo') return undone(history);
  if (action.type === 'redo') return redone(history);
  return changed(history, action.change(history.present), action.subject);
}

/** Milliseconds without a key before a draft is read anew. */
const PAUSE_MS = 150;

/** The draft with its history, its problems and its place in the browser's storage. */
export function useDraft(first: Draft): DraftEditor {
  const [history, dispatch] = useReducer(reduce, first, startHistory<Draft>);
  const [checked, setChecked] = useState<CheckedDraft>();
  const [isKept, setKept] = useState(true);
  const draft = history.present;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      setKept(keepDraft(localStorage, draft));
      const found = await checkDraft(draft);
      if (isCurrent) setChecked(found);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [draft]);
  const change = (apply: (draft: Draft) => Draft, subject = '') =>
    dispatch({ type: 'edit', change: apply, subject });
  return {
    draft,
    checked,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isKept,
    edit: (next, subject) => change(() => next, subject),
    setFile: (name, text, subject) => change((present) => withFile(present, name, text), subject),
    setValue: (path, value, subject) =>
      change((present) => writtenAt(present, path, value), subject),
    undo: () => dispatch({ type: 'undo' }),
    redo: () => dispatch({ type: 'redo' }),
  };
}

function writtenAt(draft: Draft, path: Path, value: JsonValue | undefined): Draft {
  const before = draft.files.find(({ name }) => name === BENCHMARK_FILE)?.text ?? '';
  return withFile(draft, BENCHMARK_FILE, withValue(before, path, value));
}
