import { scorerCatalogue } from '../../../engine/scorers/catalogue.ts';
import { caseListsOf, hasCasePages } from '../case-pages.ts';
import { modelEntriesOf } from '../models.ts';
import { runsOf } from '../runs.ts';
import type { SiteData } from '../site-data.ts';
import { tasksOf } from '../tasks.ts';
import { benchmarkDocument, casesDocument } from './benchmark.ts';
import { bestDocument, bestIndexDocument } from './best.ts';
import { caseDocument } from './case.ts';
import { caseListDocument } from './case-list.ts';
import { changesDocument } from './changes.ts';
import { compareDocument, compareIndexDocument } from './compare.ts';
import { dataDocument } from './data.ts';
import { docDocument, docsDocument, sortedDocs } from './docs.ts';
import type { PageDocument } from './document.ts';
import { homeDocument } from './home.ts';
import { libraryDocument } from './library.ts';
import { methodsDocument } from './methods.ts';
import { modelDocument, modelsDocument } from './model.ts';
import { qualityDocument } from './quality.ts';
import { reviewDocument } from './review.ts';
import { runDocument } from './run.ts';
import { scorerDocument, scorersDocument } from './scorers.ts';
import { sqlDocument } from './sql.ts';

/** Every page of the site that stands for itself, the ones a reader starts from first. */
export function documentsOf(data: SiteData): PageDocument[] {
  const { benchmarks } = data;
  return [
    homeDocument(data),
    libraryDocument(data),
    modelsDocument(data),
    bestIndexDocument(data),
    compareIndexDocument(data),
    changesDocument(data),
    dataDocument(data),
    reviewDocument(data),
    sqlDocument(),
    methodsDocument(),
    docsDocument(data),
    ...sortedDocs(data.docs).map((file) => docDocument(data, file)),
    scorersDocument(),
    ...scorerCatalogue().map(scorerDocument),
    ...tasksOf(data).map((task) => bestDocument(data, task)),
    ...benchmarks.map((benchmark) => benchmarkDocument(data, benchmark)),
    ...benchmarks.map((benchmark) => casesDocument(data, benchmark)),
    ...benchmarks.map((benchmark) => qualityDocument(data, benchmark)),
    ...benchmarks.map((benchmark) => compareDocument(data, benchmark)),
    ...modelEntriesOf(data).map((entry) => modelDocument(data, entry)),
    ...runsOf(data).map((run) => runDocument(data, run)),
    ...benchmarks.flatMap((benchmark) =>
      caseListsOf(benchmark).map((list) => caseListDocument(data, list)),
    ),
    ...benchmarks
      .filter((benchmark) => hasCasePages(data, benchmark))
      .flatMap((benchmark) =>
        benchmark.cases.map((testCase) => caseDocument(data, benchmark, testCase)),
      ),
  ];
}
