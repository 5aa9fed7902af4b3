import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Model, Provider } from '../../../engine/model/model.ts';
import { fetchModels } from '../../lib/builder/catalogue.ts';
import { costsOf } from '../../lib/builder/cost.ts';
import { dollars, percentPoints } from '../../lib/builder/words.ts';
import { worstCostOf } from '../../lib/run/cap.ts';
import { isLocal, localModel, modelsOf } from '../../lib/run/provider.ts';
import { intervalHalfWidth, sampleOf } from '../../lib/run/sample.ts';
import { BenchmarkChoice } from './BenchmarkChoice.tsx';
import { KeyField } from './KeyField.tsx';
import { ModelChoice } from './ModelChoice.tsx';
import { Outcome } from './Outcome.tsx';
import { useRun } from './use-run.ts';

/** Addresses that the page hands in. */
export interface RunnerProps {
  readonly provider: Provider;
  readonly shelf: string;
  readonly models: string;
}

/** The page that runs a benchmark by one provider. */
export function Runner({ provider, shelf, models }: RunnerProps): ReactNode {
  const [known, setKnown] = useState<readonly Model[]>([]);
  const [trouble, setTrouble] = useState('');
  const [benchmark, setBenchmark] = useState<Benchmark>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [names, setNames] = useState('');
  const [key, setKey] = useState('');
  const [address, setAddress] = useState(provider.base_url);
  const [count, setCount] = useState(20);
  const run = useRun();
  useEffect(() => {
    fetchModels(models)
      .then((catalogue) => setKnown(modelsOf(provider, catalogue.models)))
      .catch((error: unknown) => setTrouble(String(error)));
  }, [models, provider]);
  const local = isLocal(provider);
  const selected = useMemo(
    () => [
      ...known.filter(({ id }) => chosen.has(id)),
      ...namesIn(names).map((name) => localModel(provider, name)),
    ],
    [known, chosen, names, provider],
  );
  const size = Math.min(count, benchmark?.cases.length ?? 0);
  const sample = useMemo(() => benchmark && sampleOf(benchmark, size), [benchmark, size]);
  const costs = useMemo(() => (sample ? costsOf(sample, selected) : []), [sample, selected]);
  const cap = useMemo(() => (sample ? worstCostOf(sample, selected) : 0), [sample, selected]);
  const expected = costs.reduce((sum, { estimate }) => sum + (estimate.cost_usd ?? 0), 0);
  const needsKey = provider.api_key !== undefined && !local;
  const isReady = sample && selected.length > 0 && (!needsKey || key !== '') && !run.isRunning;
  const asked = local ? { ...provider, base_url: address } : provider;
  return (
    <div className="builder">
      <p className="problem" role="alert">
        {trouble || run.problem}
      </p>
      <BenchmarkChoice shelf={shelf} onBenchmark={setBenchmark} />
      {provider.api === 'openai' && (
        <KeyField
          provider={provider}
          value={key}
          onKey={setKey}
          address={address}
          onAddress={setAddress}
        />
      )}
      <ModelChoice
        models={known}
        chosen={chosen}
        onChosen={setChosen}
        names={local ? names : undefined}
        onNames={setNames}
      />
      {benchmark && <SampleSize size={size} most={benchmark.cases.length} onSize={setCount} />}
      {sample && selected.length > 0 && (
        <p>
          {sample.cases.length * sample.trials * selected.length} questions, about{' '}
          <strong>{dollars(expected)}</strong>
          {cap > 0 && `; it cannot cost more than ${dollars(cap)}`}.
        </p>
      )}
      <p className="bar">
        <button
          type="button"
          className="primary"
          disabled={!isReady}
          onClick={() =>
            sample &&
            run.start({ benchmark: sample, models: selected, provider: asked, key, capUsd: cap })
          }
        >
          Run
        </button>
        <button type="button" disabled={!run.isRunning} onClick={run.stop}>
          Stop
        </button>
      </p>
      <Outcome run={run} benchmark={benchmark} />
    </div>
  );
}

function namesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}

interface SampleSizeProps {
  readonly size: number;
  readonly most: number;
  onSize(size: number): void;
}

function SampleSize({ size, most, onSize }: SampleSizeProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {size} of {most} cases
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={most}
        value={size}
        onChange={(event) => onSize(Number(event.target.value))}
      />
      <p className="note">
        A score near one half would be known to ±{percentPoints(intervalHalfWidth(size))}.
      </p>
    </div>
  );
}
