import '../jitless.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import type { BuilderProps } from './Builder.tsx';

const Loaded = lazy(async () => ({ default: (await import('./Builder.tsx')).Builder }));

/** The builder, which is fetched when its page is opened. */
export function BuilderPage(props: BuilderProps): ReactNode {
  return (
    <Suspense fallback={<p role="status">Loading the builder …</p>}>
      <Loaded {...props} />
    </Suspense>
  );
}
