import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';

/** A file of a benchmark, as text. */
export interface DraftFile {
  /** Relative to the benchmark's folder. */
  readonly name: string;
  readonly text: string;
}

/** A benchmark being made: a folder in memory. It is a value; every change makes another. */
export interface Draft {
  /** Name of the folder. */
  readonly id: string;
  readonly files: readonly DraftFile[];
}

/** Text of a file of the draft; empty when there is none. */
export function textOf(draft: Draft, name: string): string {
  return draft.files.find((file) => file.name === name)?.text ?? '';
}

export function benchmarkText(draft: Draft): string {
  return textOf(draft, BENCHMARK_FILE);
}

/** The draft with a file written, in the place it had. */
export function withFile(draft: Draft, name: string, text: string): Draft {
  const known = draft.files.some((file) => file.name === name);
  const files = known
    ? draft.files.map((file) => (file.name === name ? { name, text } : file))
    : [...draft.files, { name, text }];
  return { ...draft, files };
}

export function withoutFile(draft: Draft, name: string): Draft {
  return { ...draft, files: draft.files.filter((file) => file.name !== name) };
}

const FIRST_LINE = '# yaml-language-server: $schema=../benchmark.schema.json';

const BLANK = `${FIRST_LINE}
title: My benchmark
description: What it measures, and what it does not.
version: 1.0.0
license: CC-BY-4.0
prompt: "{{question}}"
cases: cases.csv
score:
  - type: equals
    ignore_case: true
`;

const BLANK_CASES = `id,question,expected
c-001,What is the capital of France?,Paris
c-002,Which planet is the largest of the solar system?,Jupiter
`;

/** A benchmark of two cases that is valid, to be written over. */
export function blankDraft(): Draft {
  return {
    id: 'my-benchmark',
    files: [
      { name: BENCHMARK_FILE, text: BLANK },
      { name: 'cases.csv', text: BLANK_CASES },
    ],
  };
}

/** A draft out of a stranger's JSON, or `undefined`. */
export function draftFrom(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('id' in value) || !('files' in value)) return undefined;
  const { id, files } = value;
  if (typeof id !== 'string' || !Array.isArray(files)) return undefined;
  const read = files.flatMap(fileFrom);
  return read.length === files.length && read.some(({ name }) => name === BENCHMARK_FILE)
    ? { id, files: read }
    : undefined;
}

function fileFrom(value: unknown): DraftFile[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('name' in value) || !('text' in value)) return [];
  const { name, text } = value;
  return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : [];
}
