import type { JsonObject, JsonValue } from '../../../json.ts';
import { renderJinja } from '../../jinja/render.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import { IMPORT_LIMITS } from '../importer.ts';
import type { NotePlace, Notes } from '../notes.ts';

/** Every combination of the items of variables that are lists; at most `IMPORT_LIMITS.cases`. */
export function combinations(vars: JsonObject, place: NotePlace, notes: Notes): JsonObject[] {
  let all: JsonObject[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const items = Array.isArray(value) ? value : [value];
    if (all.length * items.length > IMPORT_LIMITS.cases) {
      notes.dropped(place, 'vars', `their combinations are more than ${IMPORT_LIMITS.cases}`, {
        fix: 'write fewer values',
        comparable: false,
      });
      return all;
    }
    all = all.flatMap((chosen) => items.map((item: JsonValue) => ({ ...chosen, [name]: item })));
  }
  return all;
}

/** Variables that are templates of other variables, filled in. @throws TemplateError */
export function filledVariables(vars: JsonObject): JsonObject {
  const entries = Object.entries(vars).map(([name, value]) => {
    if (typeof value !== 'string' || !/\{[{%]/.test(value)) return [name, value] as const;
    return [name, tryRender(value, vars)] as const;
  });
  return Object.fromEntries(entries);
}

/** A text with braces may be no template at all, such as LaTeX or code: then it stays. */
function tryRender(text: string, vars: JsonObject): string {
  try {
    return renderJinja(text, vars, 'nunjucks');
  } catch (error) {
    if (error instanceof TemplateError) return text;
    throw error;
  }
}
