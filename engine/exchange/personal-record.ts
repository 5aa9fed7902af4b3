import type { Author, Benchmark } from '../benchmark/benchmark.ts';
import type { JsonValue } from '../json.ts';
import type { Result } from '../results/columns.ts';
import type { LedgerEntry } from '../results/ledger.ts';

/** Everything a workspace holds about one person, under their login at GitHub. */
export interface PersonalRecord {
  readonly login: string;
  /** Benchmarks that name the person as an author, and what they say of them. */
  readonly authored: readonly { readonly benchmark: string; readonly author: Author }[];
  /** Cases whose field `author` is the login, as they are written. */
  readonly cases: readonly {
    readonly benchmark: string;
    readonly case: string;
    readonly file: string;
    readonly line: number;
    readonly variables: Readonly<Record<string, JsonValue>>;
  }[];
  /** Runs that the person paid for. */
  readonly ledger: readonly LedgerEntry[];
  /** Stored results that came from the person's own repositories, counted by run. */
  readonly runs: readonly {
    readonly run_id: string;
    readonly benchmark: string;
    readonly repository: string;
    readonly results: number;
  }[];
}

/** What a record is collected from. */
export interface PersonalSources {
  readonly benchmarks: readonly Benchmark[];
  readonly ledger: readonly LedgerEntry[];
  /** Stored results, or those columns of them. */
  readonly results: Iterable<Pick<Result, 'run_id' | 'benchmark' | 'repository'>>;
}

/** Collects it; GitHub does not tell upper from lower case in a login. */
export function personalRecord(
  login: string,
  { benchmarks, ledger, results }: PersonalSources,
): PersonalRecord {
  const name = login.replace(/^@/, '').toLowerCase();
  const isPerson = (value: unknown) => typeof value === 'string' && value.toLowerCase() === name;
  return {
    login: name,
    authored: benchmarks.flatMap(({ id, authors }) =>
      authors.filter(({ github }) => isPerson(github)).map((author) => ({ benchmark: id, author })),
    ),
    cases: benchmarks.flatMap(({ id, cases }) =>
      cases
        .filter(({ variables }) => isPerson(variables.author))
        .map(({ id: name, source, variables }) => ({
          benchmark: id,
          case: name,
          file: source.file,
          line: source.line,
          variables,
        })),
    ),
    ledger: ledger.filter(({ actor }) => isPerson(actor)),
    runs: runsOf(results, (repository) => isPerson(ownerOf(repository))),
  };
}

/** `owner` of `owner/name` or of an address at GitHub. */
function ownerOf(repository: string): string | undefined {
  return repository.replace(/^https?:\/\/[^/]+\//, '').split('/')[0];
}

function runsOf(
  results: PersonalSources['results'],
  isOwn: (repository: string) => boolean,
): PersonalRecord['runs'] {
  const runs = new Map<string, PersonalRecord['runs'][number]>();
  for (const { run_id, benchmark, repository } of results) {
    if (repository === null || !isOwn(repository)) continue;
    const key = JSON.stringify([run_id, benchmark]);
    const known = runs.get(key) ?? { run_id, benchmark, repository, results: 0 };
    runs.set(key, { ...known, results: known.results + 1 });
  }
  return [...runs.values()];
}
