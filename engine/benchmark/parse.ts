import type { JsonObject } from '../json.ts';
import { panelOf } from '../judges/panel.ts';
import { addProblems, firstProblems, type Problem } from '../problem.ts';
import type { Assembly } from './assembly.ts';
import type { Benchmark, Message, TestCase } from './benchmark.ts';
import { casesFromRows } from './cases.ts';
import { checkBenchmark } from './check.ts';
import { type CaseColumns, missingColumns } from './columns.ts';
import { parseSource, type SourceDocument } from './document.ts';
import { readErrata } from './errata.ts';
import { readExamples } from './examples.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type BenchmarkFolder, type NamedFile, readNamedFile, readRows } from './folder.ts';
import { problemsFromIssues } from './issues.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { readPublished } from './published.ts';
import { missingParts } from './published-only.ts';
import { readResponse } from './response.ts';
import { type CaseRow, errorAt, START } from './rows/row.ts';
import { salvage } from './salvage.ts';
import { type BenchmarkFile, benchmarkSchema } from './schema.ts';
import { withCaseScorerFiles, withScorerFiles } from './scorer-files.ts';
import { resolveCaseScore, resolveExtract, resolveScore } from './scoring.ts';

/** A benchmark, or why there is none; warnings may come with either. */
export interface ParsedBenchmark {
  readonly benchmark: Benchmark | undefined;
  readonly problems: readonly Problem[];
}

/** The file every benchmark begins with. */
export const BENCHMARK_FILE = 'benchmark.yaml';

/**
 * Reads and checks the benchmark of a folder. All problems are reported, not the first; with an
 * error among them there is no benchmark.
 */
export async function parseBenchmark(folder: BenchmarkFolder): Promise<ParsedBenchmark> {
  const parsed = await parseFolder(folder);
  return { ...parsed, problems: firstProblems(parsed.problems, BENCHMARK_LIMITS.problems) };
}

async function parseFolder(folder: BenchmarkFolder): Promise<ParsedBenchmark> {
  const path = `${folder.path}/${BENCHMARK_FILE}`;
  const asked = { file: path, ...START };
  const file = await readNamedFile(folder, BENCHMARK_FILE, BENCHMARK_LIMITS.yamlBytes, asked);
  if (!('text' in file)) return { benchmark: undefined, problems: file.problems };
  const document = parseSource(file.text, path);
  if (document.value === undefined) return { benchmark: undefined, problems: document.problems };
  const problems = idProblems(folder.id, path);
  const checked = benchmarkSchema.safeParse(document.value);
  const missing = missingParts(document.value);
  if (checked.success && missing.length === 0)
    return assemble({ folder, written: checked.data, document, problems, isWhole: true });
  const issues = [...(checked.error?.issues ?? []), ...missing];
  addProblems(problems, problemsFromIssues(issues, document, benchmarkSchema));
  const rest = salvage(document.value, issues);
  if (rest === undefined) return { benchmark: undefined, problems };
  return assemble({ folder, written: rest, document, problems, isWhole: false });
}

function idProblems(id: string, file: string): Problem[] {
  if (/^[a-z0-9][a-z0-9-]{0,79}$/.test(id)) return [];
  const message = `the folder ${JSON.stringify(id)} cannot be a benchmark's id`;
  return [errorAt(file, START, message, 'use lower-case letters, digits and hyphens, at most 80')];
}

async function assemble(assembly: Assembly): Promise<ParsedBenchmark> {
  const { folder, written, document, problems, isWhole } = assembly;
  const rows = await readCaseRows(assembly);
  const lacking = isWhole ? missingColumns(rows, columnsOf(written), document) : [];
  addProblems(problems, lacking);
  const cases = await withCaseScorerFiles(understood(rows, assembly), assembly);
  const { errata, problems: wrongErrata } = await readErrata(folder);
  addProblems(problems, wrongErrata);
  const hasAllCases = problems.every(({ severity }) => severity !== 'error');
  const content: Omit<Benchmark, 'fingerprint'> = {
    id: folder.id,
    ...plainFields(written),
    prompt: messagesOf(written.prompt),
    cases,
    examples: await readExamples(assembly, (read) => understood(read, assembly)),
    ...(await readResponse(assembly)),
    extract: resolveExtract(assembly),
    score: await withScorerFiles(resolveScore(assembly), assembly),
    published: await readPublished(assembly, cases),
    ...(written.judges === undefined ? {} : { judges: panelOf(written.judges) }),
    ...(errata.length === 0 ? {} : { errata }),
  };
  if (isWhole && lacking.length === 0)
    addProblems(problems, checkBenchmark(content, document, hasAllCases));
  const failed = problems.some(({ severity }) => severity === 'error');
  return {
    benchmark: failed ? undefined : { ...content, fingerprint: fingerprintOf(content) },
    problems,
  };
}

/** Fields that need no more than their default. */
function plainFields(written: BenchmarkFile) {
  return {
    title: written.title,
    description: written.description,
    version: written.version,
    license: written.license,
    authors: written.authors ?? [],
    tags: written.tags ?? [],
    language: written.language ?? 'en',
    shuffle_choices: written.shuffle_choices ?? false,
    parameters: written.parameters ?? {},
    ...(written.stream === undefined ? {} : { stream: written.stream }),
    trials: written.trials ?? 1,
    // A case counts when every rotation is answered right.
    reducer: written.reducer ?? (written.circular ? 'pass^k' : 'mean'),
    reducer_k: written.reducer_k ?? written.trials ?? 1,
    chance: written.chance ?? 0,
    gate: {
      metric: written.gate?.metric ?? 'score',
      margin: written.gate?.margin ?? 0.02,
      must_pass: written.gate?.must_pass ?? [],
    },
    models: selectionOf(written),
    ...(written.forked_from === undefined ? {} : { forked_from: written.forked_from }),
    ...(written.tools === undefined || typeof written.tools === 'string'
      ? {}
      : { tools: written.tools }),
    ...(written.turns === undefined || typeof written.turns === 'string'
      ? {}
      : { turns: written.turns }),
    ...(written.circular ? { circular: true } : {}),
    ...(written.metrics === undefined ? {} : { metrics: written.metrics }),
    ...(written.labels === undefined ? {} : { labels: written.labels }),
    ...(written.allow_personal === undefined ? {} : { allow_personal: written.allow_personal }),
    ...(written.canary === undefined ? {} : { canary: written.canary }),
  } as const;
}

function selectionOf({ models }: BenchmarkFile): Benchmark['models'] {
  if (models === undefined) return { ids: [], tags: [] };
  return 'length' in models
    ? { ids: models, tags: [] }
    : { ids: models.ids ?? [], tags: models.tags ?? [] };
}

function messagesOf(prompt: BenchmarkFile['prompt'] = []): readonly Message[] {
  return typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
}

async function readCaseRows(assembly: Assembly): Promise<readonly CaseRow[]> {
  const { folder, written, document, problems } = assembly;
  const files = caseFiles(written, document);
  const read = files === undefined ? inlineRows(written, document) : await readRows(folder, files);
  addProblems(problems, read.problems);
  return read.rows;
}

/** The files that hold the cases; `undefined` when the cases stand in the benchmark itself. */
function caseFiles({ cases }: BenchmarkFile, document: SourceDocument): NamedFile[] | undefined {
  if (cases === undefined) return undefined;
  const at = (path: PropertyKey[]) => ({ file: document.file, ...document.positionOf(path) });
  if (typeof cases === 'string') return [{ name: cases, asked: at(['cases']) }];
  if (!isNames(cases)) return undefined;
  return cases.map((name, index) => ({ name, asked: at(['cases', index]) }));
}

function isNames(cases: readonly unknown[]): cases is readonly string[] {
  return typeof cases[0] === 'string';
}

function inlineRows(
  { cases }: BenchmarkFile,
  document: SourceDocument,
): { rows: CaseRow[]; problems: Problem[] } {
  const rows = ((cases ?? []) as readonly JsonObject[]).map((fields, index) => ({
    file: document.file,
    fields,
    place: document.positionOf(['cases', index]),
    placeOf: (field: string) => document.positionOf(['cases', index, field]),
  }));
  return { rows, problems: [] };
}

function columnsOf({ columns, cluster, choices, tools, turns }: BenchmarkFile): CaseColumns {
  const named = {
    ...(typeof tools === 'string' ? { tools } : {}),
    ...(typeof turns === 'string' ? { turns } : {}),
  };
  return { renamed: columns ?? {}, cluster, choices, ...named };
}

function understood(rows: readonly CaseRow[], { written, problems }: Assembly): TestCase[] {
  const result = casesFromRows(rows, columnsOf(written), resolveCaseScore);
  addProblems(problems, result.problems);
  return result.cases;
}
