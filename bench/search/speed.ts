// What an index weighs and how long it takes to open and to ask: node bench/search/speed.ts

import { gzipSync } from 'node:zlib';
import { buildIndex } from '../../engine/search/build.ts';
import type { SearchDocuments } from '../../engine/search/document.ts';
import { openLibrary } from '../../engine/search/library.ts';
import { search } from '../../engine/search/search.ts';
import { seededRandom } from '../../engine/statistics/random.ts';
import { corpus, labelledQueries } from './corpus.ts';

/** A library of so many documents: the corpus, and cases that mix its sentences. */
function libraryOf(count: number): SearchDocuments {
  const { benchmarks } = corpus();
  const random = seededRandom('documents');
  const sentences = benchmarks
    .flatMap(({ description }) => description.split(/[,;:.?]\s*/))
    .filter((text) => text.length > 8);
  const pick = () => sentences[random.below(sentences.length)] ?? '';
  const cases = Array.from({ length: count - benchmarks.length }, (_, index) => ({
    benchmark: Math.floor((index * benchmarks.length) / (count - benchmarks.length)),
    id: `case-${index}`,
    text: `${pick()}, ${random.below(9000)} ${pick()}; ${pick()} ${random.below(900)}, ${pick()}`.slice(
      0,
      280,
    ),
  }));
  return { benchmarks, cases };
}

/** Time of the processor, ms: what others do on the machine does not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

process.stdout.write(
  '| documents | build s | text KB gz | vectors KB | space KB gz | open ms | query p50 ms | p95 ms | memory MB |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n',
);
for (const count of [1_000, 10_000, 100_000].slice(0, Number(process.argv[2] ?? 2))) {
  const documents = libraryOf(count);
  const started = cpuMs();
  const { files } = buildIndex(documents);
  const built = (cpuMs() - started) / 1000;
  const weigh = (pattern: RegExp, compress: boolean) =>
    [...files]
      .filter(([name]) => pattern.test(name))
      .reduce((sum, [, bytes]) => sum + (compress ? gzipSync(bytes).length : bytes.length), 0) /
    1000;
  globalThis.gc?.();
  const before = held();
  const opening = cpuMs();
  const library = await openLibrary(async (name) => files.get(name) ?? new Uint8Array(), {
    most: count,
  });
  const opened = cpuMs() - opening;
  const queries = labelledQueries().map(({ text }) => text);
  for (const text of queries) search(library, { text });
  const times = queries.map((text) => {
    const from = cpuMs();
    search(library, { text });
    return cpuMs() - from;
  });
  globalThis.gc?.();
  const memory = (held() - before) / 1e6;
  const cells = [
    count,
    built.toFixed(1),
    weigh(/^(benchmarks|cases).*json/, true).toFixed(0),
    weigh(/^(benchmarks|cases).*bin/, false).toFixed(0),
    weigh(/^(words|table)/, true).toFixed(0),
    opened.toFixed(0),
    quantile(times, 0.5).toFixed(1),
    quantile(times, 0.95).toFixed(1),
    memory.toFixed(0),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
