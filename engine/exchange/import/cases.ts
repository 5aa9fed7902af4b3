import { variablesOf } from '../../benchmark/template.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../../json.ts';
import { needsExpected, resolveScorer } from '../../scorers/resolve.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import { IMPORT_LIMITS } from './importer.ts';
import { uniqueName } from './slug.ts';

/** Fields of a case that have a meaning of their own and can be no variables of the prompt. */
const RESERVED: ReadonlySet<string> = new Set([
  'id',
  'tags',
  'weight',
  'score',
  'expected',
  'choices',
  'cluster',
]);

const CASE_ID = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u;

/** The cases of a draft as records of a file; what cannot be scored is left out with a note. */
export function caseRecords(draft: BenchmarkDraft): JsonObject[] {
  const names = new Set(draft.prompt.flatMap(({ content }) => variablesOf(content)));
  const usable = withinLimit(draft).filter((item) => isUsable(item, draft));
  const taken = new Set<string>();
  const width = String(usable.length).length;
  return usable.map((item, index) => {
    const number = `c-${String(index + 1).padStart(Math.max(3, width), '0')}`;
    return recordOf(item, idOf(item, number, taken, draft), names);
  });
}

/** The worked examples of a draft as records of a file. */
export function exampleRecords(draft: BenchmarkDraft): JsonObject[] {
  const names = new Set(draft.prompt.flatMap(({ content }) => variablesOf(content)));
  return (draft.examples ?? []).map((item, index) => recordOf(item, `e-${index + 1}`, names));
}

/** Names of fields that a prompt must call otherwise, since ours have a meaning. */
export function renamedVariable(name: string): string {
  return RESERVED.has(name.split('.')[0] ?? '') ? `var_${name}` : name;
}

function withinLimit({ cases, place, notes }: BenchmarkDraft): readonly CaseDraft[] {
  const most = IMPORT_LIMITS.cases;
  if (cases.length > most)
    notes.dropped(place, 'cases', `${cases.length - most} cases beyond ${most}`, {
      fix: 'split the file',
      comparable: false,
    });
  return cases.slice(0, most);
}

function isUsable(item: CaseDraft, { score, notes }: BenchmarkDraft): boolean {
  const problem = choicesProblem(item.choices) ?? scoreProblem(item, item.score ?? score ?? []);
  if (problem === undefined) return true;
  notes.dropped(item.place, 'case', problem.reason, { fix: problem.fix, comparable: false });
  return false;
}

function choicesProblem(choices: readonly string[] | undefined) {
  if (choices === undefined) return undefined;
  const fix = 'correct the choices';
  if (choices.length < 2 || choices.length > 26)
    return { reason: `it has ${choices.length} choices; 2 to 26 can be lettered`, fix };
  const texts = choices.map((choice) => choice.trim());
  if (texts.includes('')) return { reason: 'one of its choices is empty', fix };
  return new Set(texts).size < texts.length
    ? { reason: 'two of its choices are the same', fix }
    : undefined;
}

function scoreProblem({ expected, choices }: CaseDraft, score: readonly JsonObject[]) {
  const specs = score.flatMap((written) => {
    const resolved = resolveScorer(written);
    return 'value' in resolved ? [resolved.value] : [];
  });
  if (!specs.some(({ weight }) => weight > 0))
    return { reason: 'nothing that could be translated scores it', fix: 'write a scorer for it' };
  const blank = expected === undefined || expected === null || String(expected).trim() === '';
  if (blank && specs.some(needsExpected))
    return { reason: 'it has no expected answer', fix: 'fill in the expected answer' };
  return choices === undefined && specs.some(({ type }) => type === 'choice')
    ? { reason: 'it has no choices', fix: 'fill in the choices' }
    : undefined;
}

function idOf(item: CaseDraft, number: string, taken: Set<string>, { notes }: BenchmarkDraft) {
  const { id } = item;
  if (id === undefined) return uniqueName(number, taken);
  const fitting = CASE_ID.test(id) ? id : id.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 90);
  const unique = uniqueName(CASE_ID.test(fitting) ? fitting : number, taken);
  if (unique !== id)
    notes.changed(item.place, 'case id', `${JSON.stringify(id.slice(0, 60))} is now "${unique}"`);
  return unique;
}

function recordOf(item: CaseDraft, id: string, names: ReadonlySet<string>): JsonObject {
  const { expected, choices, cluster, tags = [], weight, score } = item;
  const given: Readonly<Record<string, JsonValue | undefined>> = {
    id,
    ...variablesOfDraft(item, names),
    expected,
    choices,
    cluster,
    tags: tags.length > 0 ? tags : undefined,
    weight: weight === undefined || weight === 1 ? undefined : weight,
    score,
  };
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

/** A field called as one of ours is renamed, unless it says the same as ours. */
function variablesOfDraft(item: CaseDraft, names: ReadonlySet<string>): JsonObject {
  const own: JsonObject = JSON.parse(
    JSON.stringify({ expected: item.expected, choices: item.choices, cluster: item.cluster }),
  );
  const entries = Object.entries(item.fields).flatMap(([name, value]) => {
    const repeats = Object.hasOwn(own, name) && canonicalJson(own[name]) === canonicalJson(value);
    const isUsed = names.has(renamedVariable(name)) && renamedVariable(name) !== name;
    return repeats && !isUsed ? [] : [[renamedVariable(name), value] as const];
  });
  const fields = Object.fromEntries(entries);
  const missing = [...names]
    .map((name) => name.split('.')[0] ?? name)
    .filter((name) => !Object.hasOwn(fields, name) && !RESERVED.has(name));
  return { ...fields, ...Object.fromEntries(missing.map((name) => [name, ''])) };
}
