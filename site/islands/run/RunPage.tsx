import '../jitless.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import type { RunnerProps } from './Runner.tsx';

const Loaded = lazy(async () => ({ default: (await import('./Runner.tsx')).Runner }));

/** The runner, which is fetched when its page is opened. */
export function RunPage(props: RunnerProps): ReactNode {
  return (
    <Suspense fallback={<p role="status">Loading the runner …</p>}>
      <Loaded {...props} />
    </Suspense>
  );
}
