import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { parseJson } from '../../scorers/text/json.ts';
import type { ForeignFile } from '../import/importer.ts';
import { messagesFrom } from '../import/messages.ts';
import { modelOf } from '../import/promptfoo/providers.ts';
import { readSource, type Source } from '../import/source.ts';
import {
  countOrNull,
  modelOrDefault,
  numberOrNull,
  outcomeOfText,
  type Recording,
  type RecordingContext,
  type RecordingReader,
  scoreFrom,
} from './recording.ts';

/** Outputs of `promptfoo eval --output results.json`, of the first format and of today's. */
export const promptfooOutput: RecordingReader = {
  format: 'promptfoo-output',
  summary: 'results of promptfoo (JSON)',
  detect: (files) =>
    files.some((file) => resultsOf(readJson(file)?.value) !== undefined) ? 0.95 : 0,
  read: (context) => context.files.flatMap((file) => readFile(file, context)),
};

function readJson(file: ForeignFile): Source | undefined {
  return file.path.endsWith('.json') ? readSource(file) : undefined;
}

/** The list of results, which newer versions wrap once more. */
function resultsOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  if (!isJsonObject(value)) return undefined;
  const inner = isJsonObject(value.results) ? value.results.results : value.results;
  if (!Array.isArray(inner)) return undefined;
  const [first] = inner;
  return isJsonObject(first) && isJsonObject(first.prompt) && 'vars' in first ? inner : undefined;
}

function readFile(file: ForeignFile, context: RecordingContext): Recording[] {
  const source = readJson(file);
  const results = resultsOf(source?.value);
  if (source === undefined || results === undefined) return [];
  const isWrapped = isJsonObject((source.value as JsonObject).results);
  const path = isWrapped ? ['results', 'results'] : ['results'];
  return results.flatMap((result, index) =>
    isJsonObject(result) ? recordingOf(result, source.at([...path, index]), context) : [],
  );
}

function recordingOf(
  result: JsonObject,
  place: Recording['place'],
  context: RecordingContext,
): Recording[] {
  const provider = isJsonObject(result.provider) ? result.provider.id : result.provider;
  const model = modelOrDefault(
    typeof provider === 'string' ? (modelOf(provider) ?? provider) : undefined,
    context,
    place,
  );
  if (model === undefined) return [];
  const { prompt, vars, response, score, success, latencyMs, error, testCase } = result;
  const { output = null, tokenUsage, cost } = isJsonObject(response) ? response : {};
  const text =
    output === null ? null : typeof output === 'string' ? output : JSON.stringify(output);
  const usage = isJsonObject(tokenUsage) ? tokenUsage : {};
  const metadata =
    isJsonObject(testCase) && isJsonObject(testCase.metadata) ? testCase.metadata : {};
  return [
    {
      model,
      caseId: typeof metadata.id === 'string' ? metadata.id : undefined,
      question: questionOf(isJsonObject(prompt) ? prompt.raw : prompt),
      variables: isJsonObject(vars) ? vars : {},
      outcome: outcomeOfText(text),
      output: text,
      inputTokens: countOrNull(usage.prompt),
      outputTokens: countOrNull(usage.completion),
      costUsd: numberOrNull(result.cost ?? cost),
      latencyMs: numberOrNull(latencyMs),
      error: typeof error === 'string' && text === null ? error : null,
      score: scoreFrom(score ?? success),
      place,
    },
  ];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&#39;': "'",
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** The last message that was sent; old versions wrote it with HTML entities. */
function questionOf(raw: JsonValue | undefined): string | undefined {
  if (typeof raw !== 'string') return undefined;
  const parsed = /^\s*\[\s*\{/.test(raw) ? parseJson(raw) : undefined;
  const messages = parsed === undefined ? undefined : messagesFrom(parsed);
  const text = typeof messages === 'object' ? messages.at(-1)?.content : raw;
  return text?.replaceAll(/&(?:#39|quot|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
