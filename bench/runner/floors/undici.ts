// Floor: undici alone; nothing stored, nothing scored.
import pMap from 'p-map';
import { Agent, request } from 'undici';
import { floorArguments, questions } from './questions.ts';

const { url, calls, concurrency } = floorArguments();
const dispatcher = new Agent({ connections: concurrency });
let right = 0;
await pMap(
  questions(calls),
  async ({ question, expected }) => {
    const body = JSON.stringify({
      model: 'one',
      messages: [{ role: 'user', content: question }],
      temperature: 0,
      max_tokens: 400,
    });
    const reply = await request(`${url}/chat/completions`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body,
    });
    const json = (await reply.body.json()) as { choices: { message: { content: string } }[] };
    if (json.choices[0]?.message.content === expected) right++;
  },
  { concurrency },
);
process.stdout.write(`${right}\n`);
