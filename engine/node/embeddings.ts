import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { UserError } from '../problem.ts';
import type { Embed } from '../search/term-vectors.ts';
import { isMissing, writeWhole } from './files.ts';
import type { Environment } from './keys.ts';

/** An OpenAI-compatible API of embeddings, named by the environment only: no file can send a key anywhere. */
export interface EmbeddingsApi {
  /** Base address, such as `https://api.openai.com/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** Texts of one request. */
const BATCH = 128;
const TIMEOUT_MS = 60_000;
const MOST_DIMENSIONS = 8_192;

const answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).max(MOST_DIMENSIONS) })),
});

/**
 * The API of `BENCHMARKHUB_EMBEDDINGS_URL`, `…_MODEL` and `…_KEY`; none without an address.
 *
 * @throws UserError for an address without a model, or one that is none.
 */
export function embeddingsApi(environment: Environment): EmbeddingsApi | undefined {
  const { BENCHMARKHUB_EMBEDDINGS_URL: url, BENCHMARKHUB_EMBEDDINGS_MODEL: model } = environment;
  if (url === undefined || url === '') return undefined;
  if (!/^https?:\/\/\S+$/.test(url))
    throw new UserError('BENCHMARKHUB_EMBEDDINGS_URL is no http(s) address');
  if (model === undefined || model === '')
    throw new UserError(
      'BENCHMARKHUB_EMBEDDINGS_URL is set without BENCHMARKHUB_EMBEDDINGS_MODEL',
      'name the model, such as text-embedding-3-small',
    );
  const key = environment.BENCHMARKHUB_EMBEDDINGS_KEY;
  return { url: url.replace(/\/+$/, ''), model, ...(key ? { key } : {}) };
}

/**
 * Asks the API in batches and remembers every vector below `folder`, so that a build asks only for
 * words that are new.
 *
 * @throws UserError when the API refuses or answers something else.
 */
export function embedderOf(api: EmbeddingsApi, folder: string): Embed {
  const path = join(folder, `embeddings-${hashOf([api.url, api.model]).slice(0, 12)}.json`);
  return async (texts) => {
    const known = await readKnown(path);
    const missing = [...new Set(texts)].filter((text) => !known.has(text));
    for (let at = 0; at < missing.length; at += BATCH) {
      const batch = missing.slice(at, at + BATCH);
      for (const [index, vector] of (await request(api, batch)).entries())
        known.set(batch[index] ?? '', vector);
    }
    if (missing.length > 0) await writeWhole(path, JSON.stringify([...known]));
    return texts.map((text) => known.get(text) ?? []);
  };
}

async function readKnown(path: string): Promise<Map<string, number[]>> {
  try {
    const read = z
      .array(z.tuple([z.string(), z.array(z.number())]))
      .safeParse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(read.data ?? []);
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return new Map();
    throw error;
  }
}

async function request(api: EmbeddingsApi, input: readonly string[]): Promise<number[][]> {
  const response = await fetch(`${api.url}/embeddings`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      ...(api.key === undefined ? {} : { authorization: `Bearer ${api.key}` }),
    },
    body: JSON.stringify({ model: api.model, input, encoding_format: 'float' }),
  }).catch((error: unknown) => {
    throw new UserError(
      `the embeddings API at ${api.url} cannot be reached`,
      'unset BENCHMARKHUB_EMBEDDINGS_URL to do without it',
      { cause: error },
    );
  });
  if (!response.ok)
    throw new UserError(`the embeddings API answered ${response.status}`, 'check model and key');
  const checked = answer.safeParse(await response.json().catch(() => undefined));
  const vectors = (checked.data?.data ?? []).toSorted((a, b) => a.index - b.index);
  if (vectors.length !== input.length || vectors.some(({ index }, place) => index !== place))
    throw new UserError('the embeddings API did not answer with one vector for each word');
  return vectors.map(({ embedding }) => embedding);
}
