import { useEffect, useRef, useState } from 'react';
import { memoryJournal } from '../../../engine/run/journal.ts';
import type { RunProgress } from '../../../engine/run/progress.ts';
import { type PageResults, type PageRun, runInPage } from '../../lib/run/run-in-page.ts';
import { directFetch } from '../direct-fetch.ts';

/** A run under way, or done. */
export interface RunState {
  /** As it stood when it was last looked at. */
  readonly progress: RunProgress | undefined;
  readonly isRunning: boolean;
  readonly done: PageResults | undefined;
  /** What went wrong with the run as a whole. */
  readonly problem: string;
  start(run: Omit<PageRun, 'journal' | 'fetch' | 'stop' | 'onStart'>): void;
  stop(): void;
}

/** Milliseconds between two looks at the progress. */
const LOOK_MS = 200;

/** Runs, keeps what was answered while the page is open, and stops when it is left. */
export function useRun(): RunState {
  const [journal] = useState(memoryJournal);
  const stopper = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<RunProgress>();
  const [isRunning, setRunning] = useState(false);
  const [done, setDone] = useState<PageResults>();
  const [problem, setProblem] = useState('');
  useEffect(() => () => stopper.current?.abort(), []);
  const start: RunState['start'] = (asked) => {
    const controller = new AbortController();
    stopper.current = controller;
    setRunning(true);
    setProblem('');
    let timer: ReturnType<typeof setInterval> | undefined;
    const onStart = (live: RunProgress) => {
      timer = setInterval(() => setProgress({ ...live }), LOOK_MS);
    };
    const effects = { journal, fetch: directFetch, stop: controller.signal, onStart };
    runInPage({ ...asked, ...effects })
      .then(setDone, (error: unknown) => setProblem(String(error)))
      .finally(() => {
        clearInterval(timer);
        setRunning(false);
      });
  };
  return { progress, isRunning, done, problem, start, stop: () => stopper.current?.abort() };
}
