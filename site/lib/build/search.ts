import { resolve } from 'node:path';
import { buildSearchIndex } from '../../../engine/node/search.ts';
import type { BuiltIndex } from '../../../engine/search/build.ts';
import { documentsOf } from '../../../engine/search/document.ts';
import { type Similar, similarBenchmarks } from '../../../engine/search/similar.ts';
import { standingsOf } from '../../../engine/search/standing.ts';
import { loadSiteData } from './site-data.ts';

/** The search index of this build, and which benchmarks are alike. */
export interface SiteSearch extends BuiltIndex {
  readonly similar: ReadonlyMap<string, readonly Similar[]>;
}

const SIMILAR_SHOWN = 4;

let building: Promise<SiteSearch> | undefined;

/** Built once, for the first page that asks. */
export function loadSearch(): Promise<SiteSearch> {
  building ??= build();
  return building;
}

async function build(): Promise<SiteSearch> {
  const { benchmarks, boards } = await loadSiteData();
  const documents = documentsOf(benchmarks, standingsOf([...boards.values()].flat()));
  const root = resolve(process.env.BENCHMARKHUB_ROOT || process.cwd());
  const built = await buildSearchIndex(documents, root, process.env);
  return { ...built, similar: similarBenchmarks(documents, built.space, SIMILAR_SHOWN) };
}
