// How large is the Action, and how long does it take to start? Whole processes, from the spawn to
// the first decision (a report that is not there): `node bench/action/start.ts --rounds 20`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median, print } from '../runner/process.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const action = join(import.meta.dirname, '..', '..', 'action');
const folder = mkdtempSync(join(tmpdir(), 'benchmarkhub-start-'));

const INPUTS = {
  COMMAND: 'comment',
  'BUDGET-USD': '1',
  'MONTH-USD': '1',
  'AUTHOR-MONTH-USD': '1',
  SHARDS: '1',
  'TIMEOUT-MINUTES': '1',
  COMMENT: 'auto',
  'FAIL-ON': 'error',
  'RESULTS-BRANCH': 'results',
  'SIGNED-COMMITS': 'false',
  'DRY-RUN': 'true',
};

/** Milliseconds from the spawn to the end. */
function start(words: readonly string[]): number {
  const begun = performance.now();
  const { status, stdout } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_API_URL: 'https://api.github.com',
      GITHUB_REPOSITORY: 'octo/bench',
      GITHUB_RUN_ID: '1',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_WORKSPACE: folder,
      ...Object.fromEntries(Object.entries(INPUTS).map(([name, text]) => [`INPUT_${name}`, text])),
    },
  });
  const wallMs = performance.now() - begun;
  if (words.length === 1 && (status !== 1 || !stdout.includes('there is no report')))
    throw new Error(`the Action did not start: ${stdout}`);
  return wallMs;
}

try {
  const built = spawnSync(process.execPath, [join(action, 'build.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  writeFileSync(join(folder, 'event.json'), '{}');
  const dist = join(action, 'dist');
  const code = readdirSync(dist).filter((name) => name.endsWith('.mjs'));
  const bytes = code.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  print(`${bytes.toLocaleString('en')} bytes in ${code.length} files`);
  const rounds = Array.from({ length: Number(values.rounds) }, () => ({
    ours: start([join(dist, 'main.mjs')]),
    node: start(['--eval', '0']),
  }));
  const ours = median(rounds.map((round) => round.ours));
  const slowest = Math.max(...rounds.map((round) => round.ours));
  const node = median(rounds.map((round) => round.node));
  print(
    `${Math.round(ours)} ms to start (median of ${rounds.length}, slowest ${Math.round(slowest)} ms), of which Node itself takes ${Math.round(node)} ms`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
