import { type ReactNode, useEffect, useState } from 'react';
import type { Model } from '../../../engine/model/model.ts';
import { fetchModels } from '../../lib/builder/catalogue.ts';
import { forkOf } from '../../lib/builder/contribute.ts';
import { blankDraft } from '../../lib/builder/draft.ts';
import type { PlacedProblem } from '../../lib/builder/problems.ts';
import { fetchDraft, fetchShelf, type Shelf } from '../../lib/builder/shelf.ts';
import { keptDraft } from '../../lib/builder/storage.ts';
import { Cases } from './Cases.tsx';
import { Contribute } from './Contribute.tsx';
import { Details } from './Details.tsx';
import { Files } from './Files.tsx';
import { goTo } from './go-to.ts';
import { Prompt } from './Prompt.tsx';
import { Cost, Problems } from './Rail.tsx';
import { Scoring } from './Scoring.tsx';
import { Start } from './Start.tsx';
import { type DraftEditor, useDraft } from './state.ts';

/** Addresses that the page hands in. */
export interface BuilderProps {
  readonly shelf: string;
  readonly models: string;
  readonly run: string;
  readonly repository: string | undefined;
  readonly branch: string;
}

/** The page on which a benchmark is made. */
export function Builder({ shelf, models, run, repository, branch }: BuilderProps): ReactNode {
  const [first] = useState(() => keptDraft(localStorage) ?? blankDraft());
  const editor = useDraft(first);
  const [library, setLibrary] = useState<Shelf>();
  const [known, setKnown] = useState<readonly Model[]>([]);
  const [trouble, setTrouble] = useState('');
  const [shown, setShown] = useState('benchmark.yaml');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const load = async () => {
      const [found, catalogue] = [await fetchShelf(shelf), await fetchModels(models)];
      setLibrary(found);
      setKnown(catalogue.models);
      await openAsked(found, editor);
    };
    load().catch((error: unknown) => setTrouble(String(error)));
  }, [shelf, models]);
  useUndoKeys(editor);
  const go = (problem: PlacedProblem) => {
    setShown(problem.place.file);
    requestAnimationFrame(() => goTo(problem));
  };
  return (
    <div className="builder">
      <Toolbar editor={editor} />
      <p className="problem" role="alert">
        {trouble}
      </p>
      <div className="columns">
        <div>
          <Start shelf={library} onDraft={(draft) => editor.edit(draft)} />
          <Details editor={editor} />
          <Cases editor={editor} />
          <Prompt editor={editor} run={run} />
          <Scoring editor={editor} />
          <Files editor={editor} shown={shown} onShow={setShown} />
          <Contribute editor={editor} repository={repository} branch={branch} run={run} />
        </div>
        <aside aria-label="Check, cost and resolution">
          <Problems editor={editor} onGo={go} />
          <Cost editor={editor} models={known} />
        </aside>
      </div>
    </div>
  );
}

/** Opens the benchmark that `?from=` names, as a fork; what was there before can be had by undoing. */
async function openAsked(shelf: Shelf, editor: DraftEditor): Promise<void> {
  const asked = new URL(location.href).searchParams.get('from');
  const entry = [...shelf.benchmarks, ...shelf.templates].find(({ id }) => id === asked);
  if (entry === undefined) return;
  const draft = await fetchDraft(entry);
  const { fingerprint } = entry;
  editor.edit(fingerprint === undefined ? draft : forkOf(draft, { fingerprint }));
  // Once opened it is the visitor's own: loading the page again must not throw their work away.
  const address = new URL(location.href);
  address.searchParams.delete('from');
  history.replaceState(null, '', address);
}

function Toolbar({ editor }: { readonly editor: DraftEditor }): ReactNode {
  return (
    <div className="toolbar" role="toolbar" aria-label="History">
      <button type="button" disabled={!editor.canUndo} onClick={editor.undo}>
        Undo
      </button>
      <button type="button" disabled={!editor.canRedo} onClick={editor.redo}>
        Redo
      </button>
      <span className="note">
        {editor.isKept ? 'Kept in this browser' : 'Not kept: this browser’s storage is full'}
      </span>
    </div>
  );
}

/** Control+Z and Control+Shift+Z, but in text fields, which undo letter by letter themselves. */
function useUndoKeys({ undo, redo }: DraftEditor): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const types = event.target instanceof Element && event.target.closest('input,textarea');
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || types) return;
      event.preventDefault();
      if (event.shiftKey) redo();
      else undo();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [undo, redo]);
}
