import type { ChartFile } from '../../lib/charts/chart-view.ts';

/** What a bundle with Vega can do. */
export interface Drawing {
  /** Draws a chart anew so that it answers to pointers. */
  explore(tools: HTMLElement, file: ChartFile, say: (text: string) => void): Promise<void>;
  png(file: ChartFile): Promise<Blob>;
  svg(file: ChartFile): Promise<Blob>;
}

/** Fired once, with a `Drawing`, when the bundle is there. */
export const LIVE_EVENT = 'benchmarkhub:drawing';

let loading: Promise<Drawing> | undefined;

/** Fetches Vega, once for all charts of a page. */
export function loadDrawing(address: string): Promise<Drawing> {
  loading ??= new Promise<Drawing>((resolve, reject) => {
    document.addEventListener(
      LIVE_EVENT,
      (event) => resolve((event as CustomEvent<Drawing>).detail),
      { once: true },
    );
    import(/* @vite-ignore */ address).catch((error: unknown) => {
      loading = undefined;
      reject(error);
    });
  });
  return loading;
}
