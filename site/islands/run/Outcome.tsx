import type { ReactNode } from 'react';
import type { BoardRow } from '../../../engine/analysis/board.ts';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { dollars } from '../../lib/builder/words.ts';
import { resultsFile } from '../../lib/run/export.ts';
import type { PageResults } from '../../lib/run/run-in-page.ts';
import { download } from '../builder/download.ts';
import type { RunState } from './use-run.ts';

interface OutcomeProps {
  readonly run: RunState;
  readonly benchmark: Benchmark | undefined;
}

/** Answers that are shown. */
const SHOWN = 20;

/** Progress, then the board with its intervals, the answers, and the file to contribute. */
export function Outcome({ run, benchmark }: OutcomeProps): ReactNode {
  const { progress, isRunning, done } = run;
  return (
    <section aria-label="Results" className="part">
      {isRunning && progress && (
        <>
          <progress
            aria-label="Progress"
            max={progress.total}
            value={progress.asked + progress.reused}
          />
          <p className="note">
            {progress.asked + progress.reused} of {progress.total}, {dollars(progress.spentUsd)}{' '}
            spent
          </p>
        </>
      )}
      <p role="status">{isRunning ? 'Running' : done ? summaryOf(done) : ''}</p>
      {done?.board && <Ranking rows={done.board.rows.filter(({ tier }) => tier !== 'published')} />}
      {done && benchmark && (
        <>
          <p className="bar">
            <button type="button" onClick={() => void save(benchmark, done)}>
              Download the results as Parquet
            </button>
          </p>
          <p className="note">
            Put the file below <code>results/</code> of your copy, or propose it in an issue: it is
            shown as self-reported, apart from what the repository measured itself.
          </p>
          <Answers done={done} />
        </>
      )}
    </section>
  );
}

function summaryOf({ results }: PageResults): string {
  const scored = results.filter(({ score }) => score !== null).length;
  const cost = results.reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), 0);
  const [failure] = results.flatMap(({ error }) => error ?? []);
  const why = failure === undefined ? '' : `; the first that failed: ${failure}`;
  return `${scored} of ${results.length} answers scored, ${dollars(cost)} spent${why}`;
}

async function save(benchmark: Benchmark, done: PageResults): Promise<void> {
  const { path, bytes } = await resultsFile(benchmark.id, done);
  download(path.replace('/', '-'), bytes, 'application/vnd.apache.parquet');
}

function Ranking({ rows }: { readonly rows: readonly BoardRow[] }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className="scroll" aria-label="Board" tabIndex={0}>
      <table>
        <caption>Scores with 95 % intervals; places that the data allow</caption>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Model</th>
            <th scope="col" className="number">
              Score
            </th>
            <th scope="col" className="number">
              Cases
            </th>
            <th scope="col" className="number">
              Missing
            </th>
            <th scope="col" className="number">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.model} ${row.tier}`}>
              <td>{placeOf(row)}</td>
              <th scope="row">{row.model}</th>
              <td className="number">{scoreOf(row)}</td>
              <td className="number">{row.cases}</td>
              <td className="number">{row.missing}</td>
              <td className="number">{row.cost_usd === null ? '?' : dollars(row.cost_usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function placeOf({ rank_low, rank_high }: BoardRow): string {
  if (rank_low === null) return '–';
  return rank_low === rank_high ? String(rank_low) : `${rank_low}–${rank_high}`;
}

/** No number without its uncertainty: with too few cases there is none to show. */
function scoreOf({ score, low, high, cases }: BoardRow): string {
  if (score === null) return 'no score';
  if (low === null || high === null) return `${Math.round(score * cases * 10) / 10} of ${cases}`;
  const percent = (value: number) => (value * 100).toFixed(1);
  return `${percent(score)} (${percent(low)}–${percent(high)})`;
}

function Answers({ done }: { readonly done: PageResults }): ReactNode {
  return (
    <details>
      <summary>Answers</summary>
      {done.results.slice(0, SHOWN).map((result) => (
        <figure key={result.call_key}>
          <figcaption>
            {result.case_id} · {result.model} ·{' '}
            {result.score === null ? 'no score' : `score ${result.score}`}
            {result.scores.map(({ reason }) => ` · ${reason}`)}
          </figcaption>
          <pre dir="auto">{result.output ?? result.error ?? ''}</pre>
        </figure>
      ))}
      {done.results.length > SHOWN && (
        <p className="note">The file has all {done.results.length}.</p>
      )}
    </details>
  );
}
