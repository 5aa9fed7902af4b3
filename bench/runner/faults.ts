// What does it cost a run that three requests in ten fail, in every way there is? The same calls of
// three models over two routes without and with faults, interleaved, and what became of them.
// `npm run bench:faults`; `-- --calls 5000 --latency 100 --rounds 1`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listResultFiles, readResultFile } from '../../engine/node/results.ts';
import type { Result } from '../../engine/results/columns.ts';
import { faultKinds } from '../../test/servers/faults.ts';
import { LAUNCHER, measureProcess, median, print, startServer } from './process.ts';
import { makeWorkspace } from './workspace.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '5000' },
    latency: { type: 'string', default: '100' },
    concurrency: { type: 'string', default: '25' },
    rounds: { type: 'string', default: '1' },
  },
});

const MODELS = ['one', 'two', 'three'];
const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-faults-'));
try {
  const [calm, rough]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    calm.push((await run(0)).wallMs);
    const { wallMs, results } = await run(0.3);
    rough.push(wallMs);
    for (const line of outcomeLines(results)) print(line);
  }
  const [without, with_] = [median(calm) / 1000, median(rough) / 1000];
  print(
    `without faults ${without.toFixed(1)} s, with 30 % ${with_.toFixed(1)} s: ${(with_ / without).toFixed(2)}×`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** One run of all calls; a hanging request is given 20 times as long as an answer takes. */
async function run(rate: number): Promise<{ wallMs: number; results: readonly Result[] }> {
  const options = (seed: number) => [
    ...['--latency', values.latency, '--fault-rate', String(rate), '--seed', String(seed)],
    ...['--faults', faultKinds.join(',')],
  ];
  const [a, b] = [await startServer(...options(1)), await startServer(...options(2))];
  try {
    await makeWorkspace(folder, {
      cases: Math.ceil(Number(values.calls) / MODELS.length),
      providers: { a: a.url, b: b.url },
      models: Object.fromEntries(
        MODELS.map((name, index) => [
          `bench/${name}`,
          index % 2 === 0 ? [`a:${name}`, `b:${name}`] : [`b:${name}`, `a:${name}`],
        ]),
      ),
      concurrency: Number(values.concurrency),
    });
    const timeout = String((Number(values.latency) * 20) / 1000);
    const words = ['run', '--root', folder, '--models', 'bench', '--timeout', timeout, '--quiet'];
    const usage = join(folder, 'usage.jsonl');
    const { wallMs } = await measureProcess([process.execPath, LAUNCHER, ...words], usage);
    const [file = ''] = await listResultFiles(join(folder, 'results'));
    return { wallMs, results: await readResultFile(join(folder, 'results', file)) };
  } finally {
    a.stop();
    b.stop();
  }
}

/** What became of the calls; the server's answers are scored 0, so only an answer may have a score. */
function outcomeLines(results: readonly Result[]): string[] {
  const outcomes = Map.groupBy(results, ({ outcome }) => outcome);
  const counts = [...outcomes].map(([outcome, rows]) => `${outcome} ${rows.length}`);
  const withoutText = results.filter(({ output, score }) => output === null && score !== null);
  const requests = results.reduce((sum, { attempts }) => sum + attempts, 0);
  return [
    `${results.length} calls, ${new Set(results.map(({ call_key }) => call_key)).size} distinct, ${requests} requests: ${counts.join(', ')}`,
    `${withoutText.length} calls without a reply have a score`,
  ];
}
