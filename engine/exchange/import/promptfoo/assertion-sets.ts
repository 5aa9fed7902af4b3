import { isJsonObject, type JsonObject } from '../../../json.ts';
import { excerpt } from '../notes.ts';
import type { AssertionContext, PlacedAssertion } from './assertion.ts';

/** Assertions that pass together, from a mean on. */
export interface AssertionGroup<Item> {
  readonly source: PlacedAssertion;
  readonly weight: number;
  /** The least mean of its parts that passes, 0…1. */
  readonly threshold: number;
  readonly parts: readonly (Item | AssertionGroup<Item>)[];
}

/** An assertion with its share in the whole. */
export interface WeighedAssertion {
  readonly source: PlacedAssertion;
  readonly weight: number;
}

export function isGroup<Item extends object>(
  item: Item | AssertionGroup<Item>,
): item is AssertionGroup<Item> {
  return 'parts' in item;
}

/**
 * Sets with a threshold are groups. In a set without one every assertion has to pass, as outside
 * of it, so its assertions stand on their own, with their share of the set's weight.
 */
export function grouped(
  assertions: readonly PlacedAssertion[],
  context: AssertionContext,
  factor: number,
): (WeighedAssertion | AssertionGroup<WeighedAssertion>)[] {
  const resolved = assertions.map((source) => ({
    ...source,
    assertion: referred(source, context),
  }));
  return resolved.flatMap((source) => {
    const weight = weightOf(source.assertion) * factor;
    if (source.assertion.type !== 'assert-set') return [{ source, weight }];
    const inner = [source.assertion.assert ?? []].flat().filter(isJsonObject);
    const children = inner.map((assertion) => ({ assertion, place: source.place }));
    const { threshold } = source.assertion;
    if (typeof threshold === 'number')
      return [{ source, weight, threshold, parts: grouped(children, context, 1) }];
    const total = inner.reduce((sum, item) => sum + weightOf(item), 0);
    return grouped(children, context, total > 0 ? weight / total : 0);
  });
}

function weightOf({ weight }: JsonObject): number {
  return typeof weight === 'number' && weight >= 0 ? weight : 1;
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
