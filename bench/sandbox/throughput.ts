/**
 * Submissions per second, and how long the first takes.
 *
 *     node bench/sandbox/throughput.ts [seconds]
 */
import { openSandbox } from '../../engine/node/sandbox/open.ts';
import type { Sandbox, SandboxLanguage, Submission } from '../../engine/sandbox/sandbox.ts';
import { functionTable } from '../../engine/sandbox/tests.ts';

/** How long each measurement lasts unless the command line says otherwise. */
const SECONDS = Number(process.argv[2] ?? 10);

const TABLE = functionTable('f', [
  [[2], 4],
  [[3], 9],
]);

const CODE: Readonly<Record<SandboxLanguage, string>> = {
  python: 'def f(x):\n    return x * x\n',
  javascript: 'const f = (x) => x * x;\n',
};

const ASSERTIONS: Readonly<Record<SandboxLanguage, string>> = {
  python: 'assert f(2) == 4\nassert f(3) == 9\n',
  javascript: 'assert(f(2) === 4);\nassert(f(3) === 9);\n',
};

function submission(language: SandboxLanguage, tests: string): Submission {
  return { language, code: CODE[language], tests, timeoutMs: 60_000, memoryMb: 128 };
}

/** Milliseconds a submission takes. @throws Error when it does not pass: it would measure nothing. */
async function timed(sandbox: Sandbox, given: Submission): Promise<number> {
  const start = performance.now();
  const { status, message } = await sandbox.run(given);
  if (status !== 'passed') throw new Error(`${status}: ${message}`);
  return performance.now() - start;
}

async function perSecond(workers: number, tests: () => Submission): Promise<number> {
  await using sandbox = await openSandbox({ workers, warm: workers });
  await timed(sandbox, tests());
  const start = performance.now();
  let done = 0;
  const work = async () => {
    for (; performance.now() - start < SECONDS * 1000; done++) await timed(sandbox, tests());
  };
  await Promise.all(Array.from({ length: workers }, work));
  return (done * 1000) / (performance.now() - start);
}

/** The first submission of a sandbox, and one whose process has had the time to start. */
async function startMs(language: SandboxLanguage): Promise<readonly [number, number]> {
  await using sandbox = await openSandbox({ workers: 1, warm: 1 });
  const cold = await timed(sandbox, submission(language, TABLE));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  return [cold, await timed(sandbox, submission(language, TABLE))];
}

let round = 0;

/** Tests that differ, as those of different cases do. */
const differing = (language: SandboxLanguage) =>
  submission(language, `${ASSERTIONS[language]}assert(${round++} >= 0)`);

for (const language of ['python', 'javascript'] as const) {
  const [cold, warm] = await startMs(language);
  const lines = [`first ${cold.toFixed(0)} ms, started ahead ${warm.toFixed(0)} ms`];
  for (const workers of [1, 2]) {
    const table = await perSecond(workers, () => submission(language, TABLE));
    const same = await perSecond(workers, () => submission(language, ASSERTIONS[language]));
    const other = await perSecond(workers, () => differing(language));
    const rates = `table ${table.toFixed(1)}/s, same assertions ${same.toFixed(1)}/s`;
    lines.push(`${workers} worker(s): ${rates}, other assertions ${other.toFixed(1)}/s`);
  }
  process.stdout.write(`${language}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
