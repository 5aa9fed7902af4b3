import { stringify } from 'yaml';
import { canonicalJson, type JsonObject, type JsonValue } from '../../json.ts';
import { isShort, longReason } from './bounds.ts';
import { caseRecords, exampleRecords } from './cases.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import type { ImportedBenchmark } from './importer.ts';
import { versionFrom } from './slug.ts';

/** Writes a draft as the files of a benchmark; `undefined` when no case is left of it. */
export function assemble(whole: BenchmarkDraft, id: string): ImportedBenchmark | undefined {
  const draft = { ...whole, cases: whole.cases.filter((each) => isHoldable(each, whole)) };
  const records = caseRecords(draft);
  if (records.length === 0) {
    draft.notes.dropped(draft.place, 'benchmark', 'no case of it could be taken over', {
      fix: 'see the other notes',
    });
    return undefined;
  }
  const { cases, score } = hoistScore(records, draft.score);
  const examples = exampleRecords(draft);
  const benchmark = { ...benchmarkFile(draft, id, score, examples.length), ...chanceOf(cases) };
  const reasons = draft.notes.reasons;
  return {
    id,
    comparable: reasons.length === 0,
    cases: cases.length,
    files: [
      { name: 'benchmark.yaml', text: yamlText(benchmark) },
      { name: 'cases.jsonl', text: linesOf(cases) },
      ...(examples.length === 0 ? [] : [{ name: 'examples.jsonl', text: linesOf(examples) }]),
    ],
  };
}

function isHoldable({ place, ...parts }: CaseDraft, { notes }: BenchmarkDraft): boolean {
  if (isShort(parts)) return true;
  notes.dropped(place, 'case', longReason('it'), { fix: 'shorten it, or leave the case out' });
  return false;
}

/** Scorers that all cases share are written once, in the benchmark. */
function hoistScore(
  records: readonly JsonObject[],
  score: readonly JsonObject[] | undefined,
): { cases: readonly JsonObject[]; score: JsonValue | undefined } {
  const texts = new Set(records.map((record) => canonicalJson(record.score ?? null)));
  const [first] = records;
  if (texts.size > 1 || first?.score === undefined) return { cases: records, score };
  return { cases: records.map(({ score: _, ...rest }) => rest), score: first.score };
}

function benchmarkFile(
  draft: BenchmarkDraft,
  id: string,
  score: JsonValue | undefined,
  examples: number,
): Readonly<Record<string, unknown>> {
  const [only, ...others] = draft.prompt;
  const isPlain = only?.role === 'user' && others.length === 0;
  return {
    title: (draft.title ?? id).trim().slice(0, 120) || id,
    description: descriptionOf(draft),
    version: versionFrom(draft.version),
    license: licenseOf(draft),
    authors: filled(draft.authors),
    tags: filled(draft.tags),
    language: draft.language,
    prompt: isPlain ? only.content : draft.prompt,
    examples: examples === 0 ? undefined : { file: 'examples.jsonl' },
    cases: 'cases.jsonl',
    parameters: draft.parameters,
    response: draft.response,
    tools: filled(draft.tools),
    trials: draft.trials,
    reducer: draft.reducer,
    reducer_k: draft.reducerK,
    extract: filled(draft.extract),
    score,
    models: filled(draft.models),
    canary: draft.canary,
  };
}

/** The score of guessing among options: the mean share of those that are right. */
function chanceOf(cases: readonly JsonObject[]): { chance?: number } {
  const shares = cases.map(({ choices, expected }) =>
    Array.isArray(choices) ? [expected ?? []].flat().length / choices.length : 0,
  );
  if (shares.includes(0)) return {};
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { chance: Math.min(0.999, Math.round(mean * 1e4) / 1e4) };
}

function filled<Item>(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items === undefined || items.length === 0 ? undefined : items;
}

function licenseOf({ license, notes, place }: BenchmarkDraft): string {
  if (license !== undefined && license.trim() !== '') return license.trim().slice(0, 60);
  notes.approximated(place, 'license', 'the files name no licence', {
    fix: 'write the SPDX identifier of the cases into benchmark.yaml before you publish them',
  });
  return 'NOASSERTION';
}

/** What it measures, where it comes from, and what its scores must not be compared with. */
function descriptionOf({ description, title, origin, place, notes }: BenchmarkDraft): string {
  const own = (description ?? title ?? '').trim().slice(0, 900);
  const from = `Imported from ${origin} (${place.file}).`;
  const { reasons } = notes;
  const warning = reasons.length === 0 ? '' : warningOf(reasons);
  return [own, from, warning]
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, 2000);
}

function warningOf(reasons: readonly string[]): string {
  const shown = reasons.slice(0, 3).map((reason) => reason.slice(0, 200));
  const more = reasons.length > shown.length ? `; and ${reasons.length - shown.length} more` : '';
  return `Not comparable with scores of the original: ${shown.join('; ')}${more}.`;
}

function yamlText(value: Readonly<Record<string, unknown>>): string {
  const kept = Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
  const text = stringify(kept, { lineWidth: 100, aliasDuplicateObjects: false });
  return `# yaml-language-server: $schema=../benchmark.schema.json\n${text}`;
}

function linesOf(records: readonly JsonObject[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
