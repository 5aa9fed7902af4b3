import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { Draft } from '../../lib/builder/draft.ts';
import { checkDraft } from '../../lib/builder/problems.ts';
import { fetchDraft, fetchShelf, type Shelf } from '../../lib/builder/shelf.ts';
import { keptDraft } from '../../lib/builder/storage.ts';

interface BenchmarkChoiceProps {
  readonly shelf: string;
  onBenchmark(benchmark: Benchmark | undefined): void;
}

/** The draft of the builder, as an option beside the benchmarks of the site. */
const DRAFT = ' draft';

/** Which benchmark is run: one of the site, or the draft that the builder keeps. */
export function BenchmarkChoice({ shelf, onBenchmark }: BenchmarkChoiceProps): ReactNode {
  const [library, setLibrary] = useState<Shelf>();
  const [chosen, setChosen] = useState(askedBenchmark);
  const [problem, setProblem] = useState('');
  const id = useId();
  useEffect(() => {
    fetchShelf(shelf).then(setLibrary, (error: unknown) => setProblem(String(error)));
  }, [shelf]);
  useEffect(() => {
    let isCurrent = true;
    const open = async () => {
      const draft = await draftNamed(chosen, library);
      const checked = draft && (await checkDraft(draft));
      if (!isCurrent) return;
      onBenchmark(checked?.benchmark && onlyAskedCase(checked.benchmark));
      const isWrong = checked !== undefined && checked.benchmark === undefined;
      setProblem(isWrong ? 'It has errors, which the builder shows.' : '');
    };
    open().catch((error: unknown) => setProblem(String(error)));
    return () => {
      isCurrent = false;
    };
  }, [chosen, library, onBenchmark]);
  return (
    <div className="field">
      <label htmlFor={id}>Benchmark</label>
      <select id={id} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">choose …</option>
        {keptDraft(localStorage) && <option value={DRAFT}>My draft in the builder</option>}
        {library?.benchmarks.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {entry.title}
          </option>
        ))}
      </select>
      <p className="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

/** `?case=` tries one case. */
function onlyAskedCase(benchmark: Benchmark): Benchmark {
  const asked = new URL(location.href).searchParams.get('case');
  const cases = benchmark.cases.filter(({ id }) => id === asked);
  return cases.length === 0 ? benchmark : { ...benchmark, cases };
}

function askedBenchmark(): string {
  const query = new URL(location.href).searchParams;
  return query.has('draft') ? DRAFT : (query.get('benchmark') ?? '');
}

async function draftNamed(chosen: string, library: Shelf | undefined): Promise<Draft | undefined> {
  if (chosen === DRAFT) return keptDraft(localStorage);
  const entry = library?.benchmarks.find(({ id }) => id === chosen);
  return entry && fetchDraft(entry);
}
