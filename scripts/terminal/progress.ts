import { failedCalls, type RunProgress } from '../../engine/run/progress.ts';
import { countText, dollars, duration } from './format.ts';
import type { Terminal } from './terminal.ts';

const LIVE_INTERVAL_MS = 100;
const LOG_INTERVAL_MS = 10_000;

/**
 * Shows a run until it is stopped: one line redrawn for a person, a plain line now and then
 * elsewhere. Returns the function that stops it.
 */
export function showProgress(
  terminal: Terminal,
  progress: RunProgress,
  now: () => number = Date.now,
): () => void {
  const started = now();
  const line = () => progressLine(progress, (now() - started) / 1000);
  const draw = () => (terminal.live ? terminal.progress(line()) : terminal.log(line()));
  const timer = setInterval(draw, terminal.live ? LIVE_INTERVAL_MS : LOG_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** `[=====>    ] 412/1,000  38/s  $0.12  left 15 s  3 failed`. */
export function progressLine(progress: RunProgress, seconds: number): string {
  const done = progress.reused + progress.asked;
  const rate = seconds > 0 ? progress.asked / seconds : 0;
  const failed = failedCalls(progress);
  return [
    bar(progress.total === 0 ? 1 : done / progress.total),
    `${countText(done)}/${countText(progress.total)}`,
    `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
    dollars(progress.spentUsd),
    rate > 0 && done < progress.total ? `left ${duration((progress.total - done) / rate)}` : '',
    progress.reused > 0 ? `${countText(progress.reused)} reused` : '',
    failed > 0 ? `${countText(failed)} failed (${failureKinds(progress)})` : '',
  ]
    .filter((part) => part !== '')
    .join('  ');
}

function failureKinds({ failures }: RunProgress): string {
  return Object.entries(failures)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}

function bar(share: number, width = 24): string {
  const full = Math.min(width, Math.floor(share * width));
  const head = full < width ? '>' : '';
  return `[${'='.repeat(full)}${head}${' '.repeat(Math.max(0, width - full - 1))}]`;
}
