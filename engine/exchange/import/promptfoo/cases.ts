import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import type { CaseDraft } from '../draft.ts';
import type { ForeignFile } from '../importer.ts';
import { excerpt, type NotePlace, type Notes } from '../notes.ts';
import type { Source } from '../source.ts';
import { translateAssertions } from './assertions.ts';
import { sharedTools } from './providers.ts';
import type { ScoredCase } from './scored-case.ts';
import { type ForeignTest, readTests } from './tests.ts';
import { combinations, filledVariables } from './variables.ts';

/** A test with one combination of its variables, scored but not yet prompted. */
export interface CaseBase extends ScoredCase {
  readonly vars: JsonObject;
  readonly metadata: JsonObject;
  readonly description: string | undefined;
  readonly place: NotePlace;
}

interface Reading {
  readonly source: Source;
  readonly files: readonly ForeignFile[];
  readonly notes: Notes;
}

const HANDLED_OPTIONS = new Set([
  'transform',
  'postprocess',
  'disableVarExpansion',
  'disableDefaultAsserts',
  'runSerially',
]);

/** All cases of a configuration. */
export async function readCases(reading: Reading): Promise<CaseBase[]> {
  const tests = await readTests(reading);
  return tests.flatMap((test) => casesOfTest(test, reading));
}

function casesOfTest(test: ForeignTest, { source, files, notes }: Reading): CaseBase[] {
  noteOptions(test, notes);
  const config = source.value as JsonObject;
  const { assertionTemplates } = config;
  const expanded =
    test.options.disableVarExpansion === true
      ? [test.vars]
      : combinations(test.vars, test.place, notes);
  return expanded.map((chosen) => {
    const vars = filledVariables(chosen);
    const scored = translateAssertions(test.assertions, {
      vars,
      files,
      base: source.path,
      templates: isJsonObject(assertionTemplates) ? assertionTemplates : {},
      notes,
      tools: sharedTools(config),
      threshold: test.threshold,
      place: test.place,
      transform: test.options.transform ?? test.options.postprocess,
    });
    const { metadata, description, place } = test;
    return { ...scored, vars, metadata, description, place };
  });
}

function noteOptions({ options, place }: ForeignTest, notes: Notes): void {
  for (const key of Object.keys(options).filter((name) => !HANDLED_OPTIONS.has(name)))
    notes.dropped(place, `option ${key}`, `${excerpt(options[key])} has no counterpart here`, {
      ...(['provider', 'rubricPrompt'].includes(key) ? {} : { comparable: false as const }),
    });
}

/** A case as a draft, with the fields that its prompt needs; `undefined` when it cannot be filled. */
export function caseDraft(
  base: CaseBase,
  fieldsOf: (variables: JsonObject) => JsonObject,
  notes: Notes,
): CaseDraft | undefined {
  try {
    const { id, tags, cluster, weight, choices, expected, ...rest } = base.metadata;
    const described =
      base.description === undefined || id !== undefined ? {} : { description: base.description };
    const fields = { ...described, ...rest, ...base.vars, ...fieldsOf(base.vars) };
    return {
      id: typeof id === 'string' ? id : undefined,
      fields: withoutLetters(fields, choices),
      expected: base.expected ?? expected,
      choices: Array.isArray(choices) ? choices.map(String) : undefined,
      cluster: typeof cluster === 'string' ? cluster : undefined,
      tags: Array.isArray(tags) ? tags.map(String) : [],
      weight: typeof weight === 'number' ? weight : undefined,
      score: base.score,
      place: base.place,
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const reason = `its prompt cannot be filled in: ${error.message}`;
    notes.dropped(base.place, 'case', reason, { comparable: false });
    return undefined;
  }
}

/** Options that were exported as lettered lines are made of the list again. */
function withoutLetters(fields: JsonObject, choices: JsonValue | undefined): JsonObject {
  if (!Array.isArray(choices) || typeof fields.choices !== 'string') return fields;
  const { choices: written, ...rest } = fields;
  const lines = choices.map((choice, index) => `${String.fromCharCode(65 + index)}. ${choice}`);
  return canonicalJson(lines.join('\n')) === canonicalJson(written) ? rest : fields;
}
