import type { JsonObject, JsonValue } from '../json.ts';
import type { Panel } from '../judges/panel.ts';
import type { Erratum } from './errata.ts';

/** One message of a conversation, ready to be sent. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Who wrote a benchmark. */
export interface Author {
  readonly name: string;
  /** Login at GitHub, without the `@`. */
  readonly github?: string;
  /** ORCID iD, such as `0000-0002-1825-0097`. */
  readonly orcid?: string;
}

/** What is sent along with the messages and can change the answer. */
export interface GenerationParameters {
  /** Sampling temperature, 0…2. */
  readonly temperature?: number;
  /** Nucleus sampling, above 0, up to and including 1. */
  readonly top_p?: number;
  /** The most output tokens the model may write. */
  readonly max_tokens?: number;
  /** Texts that end the answer, at most four. */
  readonly stop?: readonly string[];
  /** Seed, for providers that honour one. */
  readonly seed?: number;
  /** How much a reasoning model may think. */
  readonly reasoning_effort?: 'none' | 'minimal' | 'low' | 'medium' | 'high';
}

/** A function that a model may call. */
export interface Tool {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of its arguments. */
  readonly parameters?: JsonObject;
}

/** What a case accepts as right; a list means that any of its items is. */
export type Expected = JsonValue;

/** One question. */
export interface TestCase {
  /** Unique in the benchmark. */
  readonly id: string;
  /** What `{{name}}` in the prompt stands for, every other field of the case included. */
  readonly variables: JsonObject;
  /** The right answer, or the right answers; absent when no scorer needs one. */
  readonly expected?: Expected;
  /** Options of a multiple-choice question, in the order they were written. */
  readonly choices?: readonly string[];
  /** Cases with the same cluster (one passage, one table) are not independent of each other. */
  readonly cluster?: string;
  readonly tags: readonly string[];
  /** Share of this case in the benchmark's score, above 0; 1 unless written. */
  readonly weight: number;
  /** What the user says in this case, turn by turn; it replaces the benchmark's turns. */
  readonly turns?: readonly string[];
  /** Tools of this case; they replace the benchmark's. */
  readonly tools?: readonly Tool[];
  /** Scorers of this case alone; they replace the benchmark's. */
  readonly score?: readonly ScorerSpec[];
  /** Where the case was read. */
  readonly source: SourcePosition;
  /** SHA-256 of all that makes the case what it is. */
  readonly hash: string;
}

/** A place in a file; `line` and `column` count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One step of the pipeline that takes the answer out of a reply. */
export interface ExtractStep {
  readonly step: string;
  readonly options: JsonObject;
}

/** A scorer as a benchmark names it, its own options checked by the scorer. */
export interface ScorerSpec {
  readonly type: string;
  /** Name of the score in results; the type unless written. */
  readonly name: string;
  /** Share in the case's score, 0 or more; 0 = informational. */
  readonly weight: number;
  /** Turns the score round: 1 − value. */
  readonly not: boolean;
  /** The least value that passes, 0…1 inclusive. */
  readonly threshold: number;
  /** Which reply of a conversation is scored: its number from 1, or all; the last when absent. */
  readonly turn?: number | 'all';
  /** A pipeline of its own, instead of the benchmark's. */
  readonly extract?: readonly ExtractStep[];
  /** Options of this type of scorer. */
  readonly options: JsonObject;
  /** What a group is made of; absent for a scorer of its own. */
  readonly parts?: readonly ScorerSpec[];
}

/** How the trials of one case become one score. */
export type Reducer =
  | 'mean'
  | 'median'
  | 'mode'
  | 'majority'
  | 'max'
  | 'pass@k'
  | 'pass^k'
  | 'at_least_k';

/** What a pull request must not make worse. */
export interface Gate {
  readonly metric: 'score' | 'passed';
  /** The largest loss that still counts as no regression, 0…1. */
  readonly margin: number;
  /** Ids of cases that have to pass. */
  readonly must_pass: readonly string[];
}

/** Structured output that the provider is asked to obey. */
export interface ResponseFormat {
  readonly json_schema: JsonObject;
}

/** A result measured elsewhere. */
export interface PublishedResult {
  readonly model: string;
  /** Score 0…1. */
  readonly score: number;
  /** Number of cases behind the score, when the source says so. */
  readonly cases?: number;
  /** Address of the publication. */
  readonly source: string;
  /** Day of the publication, `YYYY-MM-DD`. */
  readonly date: string;
  /** SPDX identifier of the licence of the figures. */
  readonly license?: string;
  /** US dollars of the whole run; absent when unknown. */
  readonly cost_usd?: number;
  /** What came of each case, where the source tells: then `score` is their mean. */
  readonly outcomes?: readonly PublishedOutcome[];
}

/** A model on a case, measured elsewhere. */
export interface PublishedOutcome {
  /** Id of the case. */
  readonly case: string;
  /** 0…1 for each trial that has a record. */
  readonly scores: readonly number[];
  /** Trials without a record. */
  readonly missing: number;
}

/** A benchmark, read, checked and complete: every default is filled in. */
export interface Benchmark {
  /** Name of its folder: lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Semantic version. */
  readonly version: string;
  /** SPDX identifier. */
  readonly license: string;
  readonly authors: readonly Author[];
  readonly tags: readonly string[];
  /** BCP 47 language tag. */
  readonly language: string;
  /** The benchmark it was forked from, `id@fingerprint`. */
  readonly forked_from?: string;
  /** Message templates with `{{variable}}`; empty where results are published and nobody is asked. */
  readonly prompt: readonly Message[];
  /** Templates of what the user says after each reply; absent where the user speaks once. */
  readonly turns?: readonly string[];
  /** Worked examples, sent as user and assistant turns before the last message. */
  readonly examples: readonly TestCase[];
  readonly cases: readonly TestCase[];
  /** Whether the options of a case are shown in a seeded random order. */
  readonly shuffle_choices: boolean;
  /** Whether each trial shows the options rotated by one more place (circular evaluation). */
  readonly circular?: boolean;
  readonly parameters: GenerationParameters;
  readonly response?: ResponseFormat;
  /** Functions that the model may call; absent when there are none. */
  readonly tools?: readonly Tool[];
  /** Whether answers are asked for as a stream, which changes no answer and tells when it began. */
  readonly stream?: boolean;
  readonly trials: number;
  readonly reducer: Reducer;
  /** The k of `pass@k`, `pass^k` and `at_least_k`. */
  readonly reducer_k: number;
  readonly extract: readonly ExtractStep[];
  readonly score: readonly ScorerSpec[];
  /** Which models judge, where a scorer asks judges. */
  readonly judges?: Panel;
  /** Metrics derived from named scorers: formulas by name; absent when there are none. */
  readonly metrics?: Readonly<Record<string, string>>;
  /** The labels of a classification; absent when the benchmark is none. */
  readonly labels?: readonly string[];
  /** Score of guessing, 0…1. */
  readonly chance: number;
  readonly gate: Gate;
  /** Which models run when none are named. */
  readonly models: ModelSelection;
  /** Texts that look personal but are invented; `*` stands for any text. */
  readonly allow_personal?: readonly string[];
  /** GUID that marks the text against training on it. */
  readonly canary?: string;
  readonly published: readonly PublishedResult[];
  /** Cases that were found wrong; no part of the fingerprint. */
  readonly errata?: readonly Erratum[];
  /** SHA-256 that must be equal for two scores to be comparable. */
  readonly fingerprint: string;
}

/** A choice of models by id or by tag; empty means the tag `default`. */
export interface ModelSelection {
  readonly ids: readonly string[];
  readonly tags: readonly string[];
}
