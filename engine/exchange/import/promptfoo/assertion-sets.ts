import { isJsonObject, type JsonObject } from '../../../json.ts';
import { excerpt } from '../notes.ts';
import type { AssertionContext, PlacedAssertion } from './assertion.ts';

/** Assertions of sets stand on their own, with their share of the set's weight. */
export function flatten(
  assertions: readonly PlacedAssertion[],
  context: AssertionContext,
  factor: number,
): { source: PlacedAssertion; weight: number }[] {
  const resolved = assertions.map((source) => ({
    ...source,
    assertion: referred(source, context),
  }));
  return resolved.flatMap((source) => {
    const weight = weightOf(source.assertion) * factor;
    if (source.assertion.type !== 'assert-set') return [{ source, weight }];
    const inner = [source.assertion.assert ?? []].flat().filter(isJsonObject);
    noteSet(source, context);
    const total = inner.reduce((sum, item) => sum + weightOf(item), 0);
    const share = total > 0 ? weight / total : 0;
    const children = inner.map((assertion) => ({ assertion, place: source.place }));
    return flatten(children, context, share);
  });
}

function weightOf({ weight }: JsonObject): number {
  return typeof weight === 'number' && weight >= 0 ? weight : 1;
}

function noteSet({ assertion, place }: PlacedAssertion, { notes }: AssertionContext): void {
  if (assertion.threshold !== undefined)
    notes.changed(
      place,
      'assert-set: threshold',
      'the set has no threshold of its own here: its scorers count with their weight, and all have to pass',
      { comparable: false },
    );
}

function referred({ assertion, place }: PlacedAssertion, context: AssertionContext): JsonObject {
  const { $ref } = assertion;
  if (typeof $ref !== 'string') return assertion;
  const found = context.templates[$ref.replace('#/assertionTemplates/', '')];
  if (isJsonObject(found)) return { ...found, ...assertion };
  context.notes.dropped(place, 'assert: $ref', `there is no template ${excerpt($ref)}`, {
    comparable: false,
  });
  return assertion;
}
