import { createHash } from 'node:crypto';
import { parseObject, Refusal } from './request.ts';

const DIMENSIONS = 96;
const MAX_INPUTS = 2048;

/** The answer to a request for embeddings: equal words have equal vectors, others have others. */
export function embeddingsPayload(bytes: Buffer): string {
  const { model, input } = parseObject(bytes.toString());
  const texts = typeof input === 'string' ? [input] : input;
  if (typeof model !== 'string') {
    throw new Refusal(400, 'missing_required_parameter', 'You must provide a model.');
  }
  if (!Array.isArray(texts) || texts.length === 0 || texts.length > MAX_INPUTS) {
    throw new Refusal(400, 'invalid_input', `You must provide 1 to ${MAX_INPUTS} inputs.`);
  }
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: vectorOf(String(text)),
  }));
  return JSON.stringify({ object: 'list', model, data });
}

function vectorOf(text: string): number[] {
  const bytes = createHash('shake128', { outputLength: DIMENSIONS }).update(text).digest();
  const raw = [...bytes].map((byte) => byte - 127.5);
  const length = Math.hypot(...raw);
  return raw.map((value) => value / length);
}
