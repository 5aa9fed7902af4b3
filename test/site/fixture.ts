import type { Board } from '../../engine/analysis/board.ts';
import {
  type PreferenceVote,
  pairingsOf,
  pairNames,
  preferenceBoard,
} from '../../engine/judges/preferences.ts';
import type { Result } from '../../engine/results/columns.ts';
import { loadDocs } from '../../site/lib/build/docs-text.ts';
import type { SiteData } from '../../site/lib/site-data.ts';
import { FIXTURE_BENCHMARKS } from './fixture/benchmarks.ts';
import { blankRow, fixtureBoard } from './fixture/boards.ts';
import { FIXTURE_PROVIDERS, FIXTURE_TEMPLATES, filesOf } from './fixture/folders.ts';
import { longBoard, longResults } from './fixture/long-board.ts';
import { fixtureMeasurements } from './fixture/measurements.ts';
import { FIXTURE_MODELS } from './fixture/models.ts';
import {
  earlierResults,
  fixtureResults,
  OLDER_FINGERPRINT,
  olderResults,
} from './fixture/results.ts';

let opened: Promise<SiteData> | undefined;

/** Stands in for `site/lib/build/source.ts` in the builds of the tests. */
export function openSource(): Promise<SiteData> {
  opened ??= open();
  return opened;
}

async function open(): Promise<SiteData> {
  return {
    ...(await fixtureMeasurements(storedResults())),
    title: 'BenchmarkHub',
    description: 'LLM benchmarks with the uncertainty left in.',
    repository: 'example/benchmarks',
    generatedAt: '2026-11-23T09:30:00Z',
    commit: '9c4e1d7a5b3f20886e1c0d9f7a6b5c4d3e2f1a0b',
    benchmarks: FIXTURE_BENCHMARKS,
    docs: await loadDocs(process.cwd()),
    models: FIXTURE_MODELS.map((entry) => entry.model),
    providers: FIXTURE_PROVIDERS,
    templates: FIXTURE_TEMPLATES,
    benchmarkFiles: async (id) => filesOf(id),
    boards: fixtureBoards(),
    contributors: async () => [],
    caseResults: async (id) => Map.groupBy(resultsOf(id), (result) => result.case_id),
  };
}

function resultsOf(id: string): Result[] {
  const benchmark = FIXTURE_BENCHMARKS.find((candidate) => candidate.id === id);
  return benchmark === undefined || id === 'unit-tables' || id === 'many-models'
    ? []
    : fixtureResults(benchmark);
}

/** Every run's results, as files hold them. */
function storedResults(): Result[] {
  const [currency, proverbs, , many] = FIXTURE_BENCHMARKS;
  if (!currency || !proverbs || !many) throw new Error('the fixture has four benchmarks');
  return [
    ...olderResults(currency),
    ...earlierResults(currency),
    ...earlierResults(proverbs),
    ...fixtureResults(currency),
    ...fixtureResults(proverbs),
    ...longResults(many),
  ];
}

function fixtureBoards(): Map<string, Board[]> {
  const [currency, proverbs, , many] = FIXTURE_BENCHMARKS;
  if (!currency || !proverbs || !many) throw new Error('the fixture has four benchmarks');
  const board = fixtureBoard(currency, fixtureResults(currency));
  const unscored = blankRow('mistralai/never-answered', {
    missing: 70,
    missing_by_outcome: { provider_error: 66, timeout: 4 },
    score_if_missing_fail: 0,
    score_if_missing_pass: 1,
    run_at: '2026-11-20T14:05:09Z',
  });
  const older: Board = {
    ...fixtureBoard(currency, fixtureResults(currency).filter(isOfTwoModels)),
    fingerprint: OLDER_FINGERPRINT,
    current: false,
    cases: 60,
  };
  const proverbResults = fixtureResults(proverbs);
  return new Map([
    ['currency-prose', [{ ...board, rows: [...board.rows, unscored] }, older]],
    ['many-models', [longBoard(many)]],
    ['proverb-sense', [withVotes(fixtureBoard(proverbs, proverbResults), proverbResults)]],
  ]);
}

/** People who prefer what passed. */
function withVotes(board: Board, results: readonly Result[]): Board {
  const votes = pairingsOf(results, 'ada').map((pair): PreferenceVote => {
    const [first, second] = [Number(pair.first.passed), Number(pair.second.passed)];
    const better = first === second ? 'tie' : first > second ? 'first' : 'second';
    const { case_id, fingerprint } = pair.first;
    return {
      case_id,
      fingerprint,
      ...pairNames(pair),
      better,
      voter: 'ada',
      seconds: 4,
      comment: '',
    };
  });
  const preference = preferenceBoard(results, votes);
  return preference === undefined ? board : { ...board, preference };
}

function isOfTwoModels(result: Result): boolean {
  return /gpt-4o-mini|Llama/.test(result.model);
}
