import { parseDocument } from 'yaml';
import type { Benchmark } from './benchmark.ts';

/**
 * The text of a fork's `benchmark.yaml`: the original with its lineage written down, comments and
 * order of keys kept. The version begins again, because the fork is a benchmark of its own.
 */
export function forkedText(
  text: string,
  original: Pick<Benchmark, 'id' | 'fingerprint' | 'title'>,
): string {
  const document = parseDocument(text);
  document.set('title', `${original.title} (fork)`);
  document.set('version', '1.0.0');
  document.set('forked_from', `${original.id}@${original.fingerprint.slice(0, 16)}`);
  return document.toString({ lineWidth: 100 });
}

/** The two files of a new benchmark: complete, valid, and meant to be changed. */
export function starterFiles(id: string): Readonly<Record<'benchmark.yaml' | 'cases.csv', string>> {
  const title = id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return {
    'benchmark.yaml': `# yaml-language-server: $schema=../benchmark.schema.json
title: ${title}
description: What it measures, and what it does not.
version: 1.0.0
license: CC-BY-4.0
tags: [example]
language: en
prompt:
  - { role: system, content: Answer with one word and nothing else. }
  - { role: user, content: "{{question}}" }
cases: cases.csv
parameters: { temperature: 0, max_tokens: 64 }
extract: [strip_reasoning, trim]
score:
  - { type: equals, ignore_case: true, ignore_punctuation: true }
`,
    'cases.csv': `id,question,expected
antonym-hot,What is the opposite of hot?,cold
plural-mouse,What is the plural of mouse (the animal)?,mice
past-go,What is the past tense of the verb go?,went
`,
  };
}
