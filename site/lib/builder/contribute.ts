import { parseDocument } from 'yaml';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import { ROW_READERS } from '../../../engine/benchmark/rows/index.ts';
import type { JsonObject } from '../../../engine/json.ts';
import { MOST_CHARS, newFilePage, type Repository } from '../repository.ts';
import { benchmarkText, type Draft, textOf, withFile } from './draft.ts';
import { checkDraft } from './problems.ts';
import { yamlValue } from './yaml-edit.ts';

/**
 * The draft as one file, its cases written into `benchmark.yaml`; `undefined` when that would not
 * be the same benchmark, by its fingerprint.
 */
export async function singleFile(draft: Draft, benchmark: Benchmark): Promise<string | undefined> {
  const { cases } = (yamlValue(benchmarkText(draft)) ?? {}) as JsonObject;
  const names = typeof cases === 'string' ? [cases] : cases;
  if (!Array.isArray(names)) return undefined;
  if (names.every((name) => typeof name === 'object')) return benchmarkText(draft);
  const rows: JsonObject[] = [];
  for (const name of names) rows.push(...(await fieldsOf(draft, String(name))));
  const document = parseDocument(benchmarkText(draft));
  document.set('cases', rows);
  const text = document.toString({ lineWidth: 100 });
  const alone = { id: draft.id, files: [{ name: BENCHMARK_FILE, text }] };
  const checked = await checkDraft(alone);
  return checked.benchmark?.fingerprint === benchmark.fingerprint ? text : undefined;
}

async function fieldsOf(draft: Draft, name: string): Promise<readonly JsonObject[]> {
  const reader = ROW_READERS[name.split('.').at(-1)?.toLowerCase() ?? ''];
  const read = await reader?.(new TextEncoder().encode(textOf(draft, name)), name);
  // An empty cell is no value; written out it would be an empty text.
  return (read?.rows ?? []).map(({ fields }) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  );
}

/** GitHub's page for a new file, filled in; `undefined` when its address would be too long. */
export function newFileAddress(
  repository: Repository,
  branch: string,
  id: string,
  text: string,
): string | undefined {
  return newFilePage(repository, branch, {
    filename: `benchmarks/${id}/${BENCHMARK_FILE}`,
    value: text,
    message: `Add the benchmark ${id}`,
  });
}

/** An issue that proposes the benchmark: with its files while they fit, else to attach them to. */
export function issueAddress(repository: Repository, draft: Draft): string {
  const intro = [
    `I propose the benchmark \`${draft.id.replaceAll('`', '')}\`.`,
    '',
    'Checked in the builder; nothing of it is anyone else’s work without a licence.',
    '',
  ];
  const whole = [...intro, ...draft.files.flatMap(({ name, text }) => fenced(name, text))];
  const attached = [...intro, 'Please attach the downloaded ZIP here.'];
  const address = (lines: readonly string[]) =>
    `https://github.com/${repository}/issues/new?${new URLSearchParams({
      title: `New benchmark: ${draft.id}`,
      labels: 'benchmark',
      body: lines.join('\n'),
    })}`;
  const full = address(whole);
  return full.length <= MOST_CHARS ? full : address(attached);
}

function fenced(name: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${name.replaceAll('`', '')}:`, fence, text, fence];
}

/** The draft as a fork of a benchmark of the site, under a name of its own. */
export function forkOf(draft: Draft, origin: { readonly fingerprint: string }): Draft {
  const document = parseDocument(benchmarkText(draft));
  document.set('forked_from', `${draft.id}@${origin.fingerprint}`);
  const fork = withFile(draft, BENCHMARK_FILE, document.toString({ lineWidth: 100 }));
  return { ...fork, id: `${draft.id}-fork` };
}
