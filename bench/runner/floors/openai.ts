// Floor: the `openai` package and p-map, with undici's fetch; nothing stored, nothing scored.
import OpenAI from 'openai';
import pMap from 'p-map';
import { Agent, fetch as undiciFetch } from 'undici';
import { floorArguments, questions } from './questions.ts';

const { url, calls, concurrency } = floorArguments();
const dispatcher = new Agent({ connections: concurrency });
const client = new OpenAI({
  apiKey: 'none',
  baseURL: url,
  maxRetries: 0,
  fetch: ((input: string, init: object) =>
    undiciFetch(input, { ...init, dispatcher })) as unknown as typeof fetch,
});
let right = 0;
await pMap(
  questions(calls),
  async ({ question, expected }) => {
    const reply = await client.chat.completions.create({
      model: 'one',
      messages: [{ role: 'user', content: question }],
      temperature: 0,
      max_tokens: 400,
    });
    if (reply.choices[0]?.message.content === expected) right++;
  },
  { concurrency },
);
process.stdout.write(`${right}\n`);
