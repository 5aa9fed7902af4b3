import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { nameOf } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';
import { resolveReference } from './reference.ts';

/** Why a value does not obey a schema, or why that could not be found out. */
export interface SchemaFailure {
  readonly kind: 'invalid' | 'unfinished';
  readonly message: string;
}

/** Checks of one value against one schema: schemas come from strangers, and so do values. */
const MAX_CHECKS = 500_000;
/** References that may be followed at once: more than JSON nests, so that trees can be checked. */
const MAX_REFERENCES = 300;

/** The first way in which a value breaks a schema, as a sentence; `null` when it obeys. */
export function checkSchema(value: JsonValue, schema: JsonObject): SchemaFailure | null {
  const check = new SchemaCheck(schema);
  try {
    const message = check.run(value, schema, '');
    return message === null ? null : { kind: 'invalid', message };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unfinished', message: `the schema could not be checked: ${message}` };
  }
}

class SchemaCheck {
  #checks = 0;
  #references = 0;
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  run(value: JsonValue, schema: JsonValue, path: string): string | null {
    if (++this.#checks > MAX_CHECKS) throw new Error('it takes too many steps');
    if (schema === false) return `${nameOf(path)} is not allowed`;
    if (!isJsonObject(schema)) return null;
    const referred =
      schema.$ref === undefined ? null : this.#runReference(value, schema.$ref, path);
    if (referred !== null) return referred;
    for (const [keyword, argument] of Object.entries(schema)) {
      const check = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword]?.check : undefined;
      const failure = check?.({ value, argument, schema, path, run: this.run.bind(this) }) ?? null;
      if (failure !== null) return failure;
    }
    return null;
  }

  #runReference(value: JsonValue, reference: JsonValue, path: string): string | null {
    if (++this.#references > MAX_REFERENCES) throw new Error('its references go round in a circle');
    const target = resolveReference(this.#root, reference);
    if (target === undefined) throw new Error(`there is nothing at ${JSON.stringify(reference)}`);
    const failure = this.run(value, target, path);
    this.#references--;
    return failure;
  }
}
