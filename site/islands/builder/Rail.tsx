import { type ReactNode, useId, useMemo, useState } from 'react';
import type { Model } from '../../../engine/model/model.ts';
import { costsOf, resolutionOf } from '../../lib/builder/cost.ts';
import type { PlacedProblem } from '../../lib/builder/problems.ts';
import { dollars, percentPoints } from '../../lib/builder/words.ts';
import type { DraftEditor } from './state.ts';

/** Problems that are listed; the rest are counted. */
const SHOWN = 50;
/** Models whose cost is shown at once. */
const MODELS = 12;

interface ProblemsProps {
  readonly editor: DraftEditor;
  onGo(problem: PlacedProblem): void;
}

/** What `benchmarkhub validate` would say now; each problem leads to its field. */
export function Problems({ editor, onGo }: ProblemsProps): ReactNode {
  const { checked } = editor;
  const problems = checked?.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <section aria-labelledby="problems-title" id="problems">
      <h2 id="problems-title">Check</h2>
      <p role="status" className={errors > 0 ? 'problem' : 'fine'}>
        {checked === undefined ? 'Checking …' : verdictOf(errors, checked.benchmark?.cases.length)}
      </p>
      <ol className="problems">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={JSON.stringify([problem.file, problem.line, problem.column, problem.message])}>
            <button type="button" onClick={() => onGo(problem)}>
              <span className="mono">
                {problem.file}:{problem.line}:{problem.column}
              </span>
              <span>
                {problem.severity === 'warning' && 'warning: '}
                {problem.message}
              </span>
              {problem.fix !== '' && <span className="note">{problem.fix}</span>}
            </button>
          </li>
        ))}
        {problems.length > SHOWN && <li>and {problems.length - SHOWN} more</li>}
      </ol>
    </section>
  );
}

function verdictOf(errors: number, cases: number | undefined): string {
  if (errors > 0) return `${errors} ${errors === 1 ? 'error' : 'errors'}`;
  return `Valid: ${cases} ${cases === 1 ? 'case' : 'cases'}`;
}

interface CostProps {
  readonly editor: DraftEditor;
  readonly models: readonly Model[];
}

/** What a run would cost with each model, and what its cases could tell apart. */
export function Cost({ editor, models }: CostProps): ReactNode {
  const [wanted, setWanted] = useState('');
  const id = useId();
  const benchmark = editor.checked?.benchmark;
  const fitting = useMemo(() => chosenModels(models, wanted), [models, wanted]);
  const costs = useMemo(
    () => (benchmark === undefined ? [] : costsOf(benchmark, fitting)),
    [benchmark, fitting],
  );
  const resolution = resolutionOf(benchmark?.cases.length ?? 0);
  return (
    <section aria-labelledby="cost-title" id="cost">
      <h2 id="cost-title">Cost and resolution</h2>
      {resolution ? (
        <p>
          {resolution.cases} cases tell two models apart that differ by{' '}
          <strong>{percentPoints(resolution.effect)}</strong> or more, in four of five such
          benchmarks. Half of that takes {resolution.forHalf} cases.
        </p>
      ) : (
        <p className="note">Appears when nothing is wrong any more.</p>
      )}
      <label htmlFor={id}>Models</label>
      <input
        id={id}
        type="search"
        placeholder="name, vendor or tag"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {costs.length > 0 && (
        <table>
          <caption>One run, US dollars; in brackets what 95 of 100 runs would stay within</caption>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" className="number">
                Cost
              </th>
            </tr>
          </thead>
          <tbody>
            {costs.slice(0, MODELS).map(({ model, estimate }) => (
              <tr key={model.id}>
                <th scope="row">{model.title}</th>
                <td className="number">
                  {estimate.cost_usd === null
                    ? 'price not known'
                    : `${dollars(estimate.cost_usd)} (${dollars(estimate.cost_usd_low)}–${dollars(estimate.cost_usd_high)})`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="note">
        Told from the length of the texts, as <code>benchmarkhub plan</code> does before a first
        run.
      </p>
    </section>
  );
}

function chosenModels(models: readonly Model[], wanted: string): readonly Model[] {
  const word = wanted.trim().toLowerCase();
  const paid = models.filter(({ tags }) => !tags.includes('baseline'));
  if (word === '') {
    const usual = paid.filter(({ tags }) => tags.includes('default'));
    return (usual.length > 0 ? usual : paid).slice(0, MODELS);
  }
  const fits = ({ id, title, vendor, tags }: Model) =>
    [id, title, vendor, ...tags].some((text) => text.toLowerCase().includes(word));
  return paid.filter(fits).slice(0, MODELS * 4);
}
