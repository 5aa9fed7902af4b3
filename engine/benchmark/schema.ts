import { z } from 'zod';
import { type PanelFile, panelSchema } from '../judges/panel.ts';
import type { Author, GenerationParameters, Message, Reducer, Tool } from './benchmark.ts';
import { BENCHMARK_LIMITS } from './limits.ts';
import {
  type ExamplesFile,
  examples,
  type GateFile,
  gate,
  type SelectionFile,
  selection,
  text,
  turns,
} from './schema-parts.ts';
import { toolsSchema } from './tools.ts';

/** `benchmark.yaml` as its author writes it: all that has a default may be left out. */
export interface BenchmarkFile {
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly license: string;
  readonly authors?: readonly Author[];
  readonly tags?: readonly string[];
  readonly language?: string;
  readonly forked_from?: string;
  /** May be missing where results are published: then nobody is asked. */
  readonly prompt?: string | readonly Message[];
  readonly turns?: string | readonly string[];
  readonly examples?: ExamplesFile;
  readonly cases?: string | readonly string[] | readonly Record<string, unknown>[];
  readonly columns?: Readonly<Record<string, string>>;
  readonly cluster?: string;
  readonly choices?: string | readonly string[];
  readonly shuffle_choices?: boolean;
  readonly circular?: boolean;
  readonly parameters?: GenerationParameters;
  readonly response?: { readonly json_schema: string | Record<string, unknown> };
  readonly tools?: string | readonly Tool[];
  readonly stream?: boolean;
  readonly trials?: number;
  readonly reducer?: Reducer;
  readonly reducer_k?: number;
  /** Checked by `scorers/resolve.ts`, which knows every step and its options. */
  readonly extract?: readonly unknown[];
  /** Checked by `scorers/resolve.ts`, which knows every scorer and its options. */
  readonly score?: readonly unknown[];
  readonly judges?: PanelFile;
  readonly metrics?: Readonly<Record<string, string>>;
  readonly labels?: readonly string[];
  readonly chance?: number;
  readonly gate?: GateFile;
  readonly models?: SelectionFile;
  readonly allow_personal?: readonly string[];
  readonly canary?: string;
  readonly published?: string;
  readonly outcomes?: string;
}

const tags = z
  .array(z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and hyphens'))
  .max(50);

const author = z.strictObject({
  name: text('Name as it should be cited.', 200),
  github: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,39}$/, 'must be a GitHub login without @')
    .exactOptional(),
  orcid: z
    .string()
    .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, 'must look like 0000-0002-1825-0097')
    .exactOptional(),
});

const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z
    .string()
    .min(1, 'must not be empty')
    .max(200_000)
    .describe('Text with {{variables}} of the case.'),
});

const parameters = z.strictObject({
  temperature: z.number().min(0).max(2).exactOptional().describe('Sampling temperature, 0 to 2.'),
  top_p: z.number().gt(0).max(1).exactOptional(),
  max_tokens: z
    .int()
    .min(1)
    .max(1_000_000)
    .exactOptional()
    .describe('Most output tokens of one answer.'),
  stop: z.array(z.string().min(1).max(100)).max(4).exactOptional(),
  seed: z.int().exactOptional(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high']).exactOptional(),
});

const schema = z.strictObject({
  title: text('Title of the benchmark.', 120),
  description: text('What it measures, and what it does not.', 2000),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'must be a semantic version such as 1.0.0')
    .describe('Semantic version.'),
  license: text('SPDX identifier of the licence of the cases.', 60),
  authors: z.array(author).max(100).exactOptional().describe('Who wrote it, for citations.'),
  tags: tags.exactOptional().describe('What the benchmark is about: lower-case words.'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
    .exactOptional()
    .describe('Language of the cases; en unless written.'),
  forked_from: z
    .string()
    .max(200)
    .exactOptional()
    .describe('The benchmark it was forked from: id@fingerprint.'),
  prompt: z
    .union([
      z
        .string()
        .min(1, 'must not be empty')
        .max(200_000)
        .describe('One user message with {{variables}}.'),
      z.array(message).min(1).max(50),
    ])
    .exactOptional()
    .describe('What the model is sent; needed unless results are published.'),
  turns: turns
    .exactOptional()
    .describe('What the user says after each reply: texts with {{variables}}, or a column.'),
  examples: examples.exactOptional().describe('Worked examples shown before the question.'),
  cases: z
    .union([
      text('File of cases: .csv, .tsv, .json, .jsonl, .yaml or .parquet.', 200),
      z.array(text('File of cases.', 200)).min(1).max(BENCHMARK_LIMITS.caseFiles),
      z.array(z.record(z.string(), z.unknown())).min(1).max(BENCHMARK_LIMITS.cases),
    ])
    .exactOptional()
    .describe('Files of cases, or the cases themselves; needed unless results are published.'),
  columns: z
    .record(z.string(), z.string())
    .exactOptional()
    .describe(
      'Other names for columns: { expected: answer } reads the column "answer" as the expected value.',
    ),
  cluster: text(
    'Column naming cases that belong together, such as questions on one passage.',
    200,
  ).exactOptional(),
  choices: z
    .union([
      text('Column that holds the list of options.', 200),
      z.array(z.string()).min(2).max(26),
    ])
    .exactOptional()
    .describe('Columns that hold the options of a multiple-choice question.'),
  shuffle_choices: z
    .boolean()
    .exactOptional()
    .describe('Shows the options in a random order that is always the same.'),
  circular: z
    .boolean()
    .exactOptional()
    .describe(
      'Asks each case once for each rotation of its options; it passes when all are answered right.',
    ),
  parameters: parameters.exactOptional().describe('What is sent along with the messages.'),
  response: z
    .strictObject({
      json_schema: z.union([
        text('File with a JSON Schema.', 200),
        z.record(z.string(), z.unknown()),
      ]),
    })
    .exactOptional()
    .describe('Structured output asked of the provider.'),
  tools: z
    .union([text('Column that holds the tools of each case, as a list.', 200), toolsSchema])
    .exactOptional()
    .describe('Functions that the model may call.'),
  stream: z.boolean().exactOptional().describe('Asks for streams, and records when each began.'),
  trials: z
    .int()
    .min(1)
    .max(BENCHMARK_LIMITS.trials)
    .exactOptional()
    .describe('How often each case is asked; 1 unless written.'),
  reducer: z
    .enum(['mean', 'median', 'mode', 'majority', 'max', 'pass@k', 'pass^k', 'at_least_k'])
    .exactOptional()
    .describe('How trials become one score; mean unless written.'),
  reducer_k: z
    .int()
    .min(1)
    .max(BENCHMARK_LIMITS.trials)
    .exactOptional()
    .describe('The k of pass@k, pass^k and at_least_k; the number of trials unless written.'),
  extract: z
    .array(z.unknown())
    .max(20)
    .exactOptional()
    .describe('Steps that take the answer out of the reply.'),
  score: z.array(z.unknown()).min(1).max(50).exactOptional().describe('How an answer is scored.'),
  metrics: z
    .record(z.string().min(1).max(100), z.string().min(1).max(500))
    .exactOptional()
    .describe(
      'Metrics derived from named scorers: { f1: "2 * precision * recall / (precision + recall)" }.',
    ),
  labels: z
    .array(text('A label.', 100))
    .min(2)
    .max(50)
    .exactOptional()
    .describe('The labels of a classification: adds macro F1, Matthews’ correlation and others.'),
  judges: panelSchema.exactOptional().describe('Which models judge, where a scorer asks judges.'),
  chance: z
    .number()
    .min(0)
    .max(0.999)
    .exactOptional()
    .describe('Score of guessing, 0 to below 1; 0 unless written.'),
  gate: gate.exactOptional().describe('What a pull request must not make worse.'),
  models: selection
    .exactOptional()
    .describe('Models that run when none are named: ids, or { tags: [...] }.'),
  allow_personal: z
    .array(z.string().min(3).max(200))
    .max(1000)
    .exactOptional()
    .describe(
      'Texts that look like personal data or keys but are invented; * stands for any text.',
    ),
  canary: z.string().max(200).exactOptional().describe('GUID against training on the text.'),
  published: text('File of results measured elsewhere, published.csv.', 200).exactOptional(),
  outcomes: text(
    'File of outcomes measured elsewhere, case by case: a column "case" and one for each model of published.csv.',
    200,
  ).exactOptional(),
});

/** Strict: an unknown key is an error. */
export const benchmarkSchema: z.ZodType<BenchmarkFile> = schema;
