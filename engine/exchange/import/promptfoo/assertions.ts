import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { renderJinja } from '../../jinja/render.ts';
import { TemplateError } from '../../jinja/syntax.ts';
import { excerpt } from '../notes.ts';
import { firstScorer } from '../scorers.ts';
import { fileNamed, readSource, textOfFile } from '../source.ts';
import {
  type AssertionContext,
  isRefusal,
  type PlacedAssertion,
  type Refusal,
  type TranslatedScore,
  type Translation,
} from './assertion.ts';
import { type AssertionGroup, grouped, isGroup, type WeighedAssertion } from './assertion-sets.ts';
import { negated } from './javascript.ts';
import { type PlacedScore, rounded, type ScoredCase, withOneExpected } from './scored-case.ts';
import { type AssertionValue, translateType } from './scorer-table.ts';
import { chainTransforms, type Transform } from './transforms.ts';

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  'type',
  'value',
  'threshold',
  'weight',
  'metric',
  'transform',
  'assert',
  '$ref',
  'config',
]);

/** Translates the assertions of a case; what has no counterpart is noted at its line. */
export function translateAssertions(
  assertions: readonly PlacedAssertion[],
  context: AssertionContext,
): ScoredCase {
  const parts = grouped(assertions, context, 1).flatMap((item) => translateItem(item, context));
  const { threshold, place } = context;
  if (threshold === undefined) return withOneExpected(parts, context.notes);
  // The mean of a case with a threshold decides, as that of a set does.
  const whole = { source: { assertion: {}, place }, weight: 1, threshold, parts };
  return withOneExpected([whole], context.notes);
}

function translateItem(
  item: WeighedAssertion | AssertionGroup<WeighedAssertion>,
  context: AssertionContext,
): (PlacedScore | AssertionGroup<PlacedScore>)[] {
  if (!isGroup(item)) return translateOne(item.source, item.weight, context);
  return [{ ...item, parts: item.parts.flatMap((part) => translateItem(part, context)) }];
}

function translateOne(
  source: PlacedAssertion,
  weight: number,
  context: AssertionContext,
): PlacedScore[] {
  const { assertion, place } = source;
  if (assertion.type === undefined && assertion.$ref !== undefined) return [];
  const type = String(assertion.type);
  const base = type.replace(/^not-/, '');
  noteFields(source, context);
  const own = ownScorer(assertion);
  if (own !== undefined) return [{ translated: own, common: {}, source }];
  const transform = chainTransforms([context.transform, assertion.transform]);
  const result =
    transform === undefined
      ? { refused: 'its transform is code that cannot be translated', fix: 'write extract steps' }
      : attempt(base, assertion, transform, context);
  const refuse = ({ refused, fix = '' }: Refusal): PlacedScore[] => {
    // What has no weight informs only, and what is measured beside the answer is not lost.
    const isHarmless = weight === 0 || ['latency', 'cost'].includes(base);
    const extras = isHarmless ? { fix } : ({ fix, comparable: false } as const);
    context.notes.dropped(place, `assert: ${type}`, refused, extras);
    return [];
  };
  if (isRefusal(result)) return refuse(result);
  if (result.differs !== undefined)
    context.notes.approximated(place, `assert: ${type}`, result.differs, {
      ...(result.comparable === false ? { comparable: false } : {}),
    });
  return result.scores.map((translated) => ({
    translated: base === type ? translated : negated(translated),
    common: commonOf(assertion, weight, transform?.steps ?? []),
    source,
  }));
}

/** A scorer of ours that an export has kept beside the code that does about the same. */
function ownScorer({ config }: JsonObject): TranslatedScore | undefined {
  const kept = isJsonObject(config) ? config.benchmarkhub : undefined;
  if (!isJsonObject(kept)) return undefined;
  const { expected, ...score } = kept;
  if (!('score' in firstScorer([score]))) return undefined;
  return expected === undefined ? { inline: score } : { expecting: { score, expected } };
}

function attempt(
  type: string,
  assertion: JsonObject,
  transform: Transform,
  context: AssertionContext,
): Translation | Refusal {
  try {
    const value = filledValue(assertion.value, context);
    const { threshold } = assertion;
    const given: AssertionValue = {
      value,
      threshold: typeof threshold === 'number' ? threshold : undefined,
      vars: context.vars,
      parsed: transform.parsed,
      tools: context.tools,
    };
    return translateType(type, given);
  } catch (error) {
    if (error instanceof TemplateError)
      return { refused: `its value cannot be filled in: ${error.message}` };
    throw error;
  }
}

/** The value with variables filled in, and the contents of the file it names. */
function filledValue(
  written: JsonValue | undefined,
  context: AssertionContext,
): JsonValue | undefined {
  if (Array.isArray(written)) return written.map((item) => filledValue(item, context) ?? '');
  if (typeof written !== 'string') return written;
  const text = /\{[{%]/.test(written) ? renderJinja(written, context.vars, 'nunjucks') : written;
  if (!text.startsWith('file://')) return text;
  const name = text.slice('file://'.length);
  const file = fileNamed(context.files, name, context.base);
  if (/\.(?:js|ts|mjs|cjs|py|rb)(?::\w+)?$/.test(name) || file === undefined)
    throw new TemplateError(
      file === undefined ? `there is no file ${excerpt(name)}` : 'it is code',
    );
  return /\.(?:json|ya?ml)$/.test(name) ? readSource(file)?.value : textOfFile(file);
}

function noteFields({ assertion, place }: PlacedAssertion, { notes }: AssertionContext): void {
  for (const key of Object.keys(assertion).filter((name) => !KNOWN_FIELDS.has(name)))
    notes.dropped(place, `assert: ${key}`, `${excerpt(assertion[key])} has no counterpart here`);
}

function commonOf({ metric }: JsonObject, weight: number, steps: readonly JsonValue[]): JsonObject {
  return {
    ...(typeof metric === 'string' && metric !== '' ? { name: metric.slice(0, 100) } : {}),
    ...(weight === 1 ? {} : { weight: rounded(weight) }),
    ...(steps.length === 0 ? {} : { extract: steps }),
  };
}
