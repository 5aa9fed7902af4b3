import type { JsonObject } from '../json.ts';
import type { JudgePrompt } from './prompt.ts';
import { type Rubric, verdictWords } from './rubric.ts';

/** The JSON Schema of a reply, strict enough for providers that enforce one. */
export function replySchema(prompt: JudgePrompt, rubric: Rubric): JsonObject {
  const text = { type: 'string' };
  const number = { type: 'number' };
  const verdict =
    rubric.scale === 'numeric' ? text : { type: 'string', enum: verdictWords(rubric) };
  const shared = { schema_version: { type: 'integer', enum: [1] }, nonce_echo: text };
  const flag = { injection_suspected: { type: 'boolean' } };
  if (prompt.shape === 'pair') {
    const winner = { type: 'string', enum: ['a', 'b', 'tie'] };
    return strict({ ...shared, reasoning: text, winner, confidence: number, ...flag });
  }
  if (prompt.shape === 'choice') {
    const code = { type: 'string', enum: rubric.criteria.map((criterion) => criterion.id) };
    const secondary = { type: 'array', items: code };
    const reasons = { reasoning: text, evidence_quote: text };
    return strict({ ...shared, ...reasons, code, secondary, confidence: number, ...flag });
  }
  if (prompt.shape === 'claims') {
    const words = { type: 'string', enum: ['supported', 'contradicted', 'absent'] };
    const claim = strict({ claim: text, reasoning: text, evidence_quote: text, verdict: words });
    return strict({ ...shared, claims: { type: 'array', items: claim }, ...flag });
  }
  const id = { type: 'string', enum: rubric.criteria.map((criterion) => criterion.id) };
  const item = strict({ id, reasoning: text, evidence_quote: text, verdict, confidence: number });
  return strict({
    ...shared,
    criteria: { type: 'array', items: item },
    ...flag,
    overall_comment: text,
  });
}

function strict(properties: JsonObject): JsonObject {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
