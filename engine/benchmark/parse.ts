import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import { resolveScorer, resolveStep, type WrittenProblem } from '../scorers/resolve.ts';
import type {
  Benchmark,
  ExtractStep,
  Message,
  ResponseFormat,
  ScorerSpec,
  TestCase,
} from './benchmark.ts';
import { type CaseColumns, casesFromRows } from './cases.ts';
import { checkBenchmark } from './check.ts';
import { type Path, parseSource, type SourceDocument } from './document.ts';
import { pickExamples } from './examples.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type AskedAt, type BenchmarkFolder, readNamedFile, readRows } from './folder.ts';
import { problemsFromIssues } from './issues.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import { readPublished } from './published.ts';
import { errorAt, type Rows } from './rows/row.ts';
import { type BenchmarkFile, benchmarkSchema } from './schema.ts';

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
  const path = `${folder.path}/${BENCHMARK_FILE}`;
  const start: AskedAt = { file: path, line: 1, column: 1 };
  const file = await readNamedFile(folder, BENCHMARK_FILE, BENCHMARK_LIMITS.yamlBytes, start);
  if (!('text' in file)) return { benchmark: undefined, problems: file.problems };
  const document = parseSource(file.text, path);
  if (document.value === undefined) return { benchmark: undefined, problems: document.problems };
  const checked = benchmarkSchema.safeParse(document.value);
  if (!checked.success) {
    return {
      benchmark: undefined,
      problems: problemsFromIssues(checked.error.issues, document, benchmarkSchema),
    };
  }
  return assemble(folder, checked.data, document);
}

/** What the parts of a benchmark are put together with. */
interface Assembly {
  readonly folder: BenchmarkFolder;
  readonly written: BenchmarkFile;
  readonly document: SourceDocument;
  readonly problems: Problem[];
}

async function assemble(
  folder: BenchmarkFolder,
  written: BenchmarkFile,
  document: SourceDocument,
): Promise<ParsedBenchmark> {
  const assembly: Assembly = { folder, written, document, problems: [] };
  const { problems } = assembly;
  if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(folder.id)) {
    problems.push(
      errorAt(
        document.file,
        { line: 1, column: 1 },
        `the folder "${folder.id}" cannot be a benchmark's id`,
        'use lower-case letters, digits and hyphens',
      ),
    );
  }
  const content: Omit<Benchmark, 'fingerprint'> = {
    id: folder.id,
    ...plainFields(written),
    prompt: messagesOf(written.prompt),
    cases: await readCases(assembly),
    examples: await readExamples(assembly),
    ...(await readResponse(assembly)),
    extract: resolveExtract(written.extract ?? [], ['extract'], assembly),
    score: resolveScore(written.score ?? [], ['score'], assembly),
    published: await readPublished(
      folder,
      written.published,
      asked(assembly, ['published']),
      problems,
    ),
  };
  problems.push(...checkBenchmark(content, document));
  const failed = problems.some((problem) => problem.severity === 'error');
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
    trials: written.trials ?? 1,
    reducer: written.reducer ?? 'mean',
    reducer_k: written.reducer_k ?? written.trials ?? 1,
    chance: written.chance ?? 0,
    gate: {
      metric: written.gate?.metric ?? 'score',
      margin: written.gate?.margin ?? 0.02,
      must_pass: written.gate?.must_pass ?? [],
    },
    models: selectionOf(written),
    ...(written.forked_from === undefined ? {} : { forked_from: written.forked_from }),
    ...(written.canary === undefined ? {} : { canary: written.canary }),
  } as const;
}

function selectionOf({ models }: BenchmarkFile): Benchmark['models'] {
  if (models === undefined) return { ids: [], tags: [] };
  return 'length' in models
    ? { ids: models, tags: [] }
    : { ids: models.ids ?? [], tags: models.tags ?? [] };
}

function messagesOf(prompt: BenchmarkFile['prompt']): readonly Message[] {
  return typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt;
}

async function readCases(assembly: Assembly): Promise<readonly TestCase[]> {
  const rows = await readCaseRows(assembly);
  return understand(rows, assembly);
}

async function readCaseRows({ folder, written, document }: Assembly): Promise<Rows> {
  const { cases } = written;
  const at = { file: document.file, ...document.positionOf(['cases']) };
  if (typeof cases === 'string') return readRows(folder, [cases], at);
  if (isNames(cases)) return readRows(folder, cases, at);
  return {
    problems: [],
    rows: cases.map((fields, index) => ({
      file: document.file,
      fields: fields as JsonObject,
      place: document.positionOf(['cases', index]),
      placeOf: (field) => document.positionOf(['cases', index, field]),
    })),
  };
}

function isNames(cases: readonly unknown[]): cases is readonly string[] {
  return typeof cases[0] === 'string';
}

function understand(rows: Rows, assembly: Assembly): TestCase[] {
  const { written, problems } = assembly;
  problems.push(...rows.problems);
  const columns: CaseColumns = {
    renamed: written.columns ?? {},
    cluster: written.cluster,
    choices: written.choices,
  };
  const understood = casesFromRows(rows.rows, columns, (score, row) => {
    const own: Problem[] = [];
    const list = Array.isArray(score) ? score : [score];
    const specs = list.flatMap((item) =>
      collect<ScorerSpec>(resolveScorer(item), () => row.placeOf('score'), row.file, own),
    );
    return { score: specs, problems: own };
  });
  problems.push(...understood.problems);
  return understood.cases;
}

async function readExamples(assembly: Assembly): Promise<readonly TestCase[]> {
  const { examples } = assembly.written;
  if (examples === undefined) return [];
  const rows = await readRows(
    assembly.folder,
    [examples.file],
    asked(assembly, ['examples', 'file']),
  );
  return pickExamples(understand(rows, assembly), examples.count, examples.seed);
}

async function readResponse(assembly: Assembly): Promise<{ response?: ResponseFormat }> {
  const schema = assembly.written.response?.json_schema;
  if (schema === undefined) return {};
  const value = typeof schema === 'string' ? await readSchemaFile(assembly, schema) : schema;
  if (isJsonObject(value)) return { response: { json_schema: value } };
  const at = asked(assembly, ['response', 'json_schema']);
  if (value !== undefined)
    assembly.problems.push(errorAt(at.file, at, 'a JSON Schema must be an object'));
  return {};
}

async function readSchemaFile(assembly: Assembly, name: string): Promise<JsonValue | undefined> {
  const file = await readNamedFile(
    assembly.folder,
    name,
    BENCHMARK_LIMITS.yamlBytes,
    asked(assembly, ['response', 'json_schema']),
  );
  if (!('text' in file)) {
    assembly.problems.push(...file.problems);
    return undefined;
  }
  const document = parseSource(file.text, file.path);
  assembly.problems.push(...document.problems);
  return document.value;
}

function asked({ document }: Assembly, path: Path): AskedAt {
  return { file: document.file, ...document.positionOf(path) };
}

function resolveScore(
  written: readonly unknown[],
  at: Path,
  { document, problems }: Assembly,
): ScorerSpec[] {
  return written.flatMap((item, index) =>
    collect(
      resolveScorer(item),
      (path) => document.positionOf([...at, index, ...path]),
      document.file,
      problems,
    ),
  );
}

function resolveExtract(
  written: readonly unknown[],
  at: Path,
  { document, problems }: Assembly,
): ExtractStep[] {
  return written.flatMap((item, index) =>
    collect(
      resolveStep(item),
      (path) => document.positionOf([...at, index, ...path]),
      document.file,
      problems,
    ),
  );
}

/** The resolved value as a list of one, or of none after its problems were noted at their place. */
function collect<Resolved>(
  result: { readonly value: Resolved } | { readonly problems: readonly WrittenProblem[] },
  place: (path: Path) => { line: number; column: number },
  file: string,
  problems: Problem[],
): Resolved[] {
  if ('value' in result) return [result.value];
  problems.push(
    ...result.problems.map((found) => errorAt(file, place(found.path), found.message, found.fix)),
  );
  return [];
}
