// Runs the server by hand:
//   node test/servers/main.ts --port 8080 --latency 20 --replay outputs.jsonl
//   node test/servers/main.ts --fault-rate 0.3 --seed 1 --faults 429,500,reset

import { parseArgs } from 'node:util';
import { type FaultKind, faultKinds } from './faults.ts';
import { type LlmServerOptions, startLlmServer } from './llm-server.ts';
import { readReplies } from './replay.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    latency: { type: 'string', default: '0' },
    replay: { type: 'string' },
    'api-key': { type: 'string' },
    'fault-rate': { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '429,500,503,reset,malformed_json' },
  },
});

const options: LlmServerOptions = {
  port: Number(values.port),
  latencyMs: Number(values.latency),
  faults: {
    rate: Number(values['fault-rate']),
    seed: Number(values.seed),
    kinds: values.faults.split(',').map(faultKind),
  },
  ...(values.replay && { replies: await readReplies(values.replay) }),
  ...(values['api-key'] && { apiKey: values['api-key'] }),
};

const server = await startLlmServer(options);
process.stdout.write(`${server.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write(`${JSON.stringify(server.counts)}\n`);
    void server.close();
  });
}

function faultKind(name: string): FaultKind {
  const kind = faultKinds.find((known) => known === name);
  if (!kind) throw new Error(`fault not known: ${name}; known are ${faultKinds.join(', ')}`);
  return kind;
}
