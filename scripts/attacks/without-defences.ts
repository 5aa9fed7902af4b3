// Takes away one defence at a time, in a copy, and says whether the test of its attack notices:
//   node scripts/attacks/without-defences.ts [number…]
// Ends with 1 when one is not noticed.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../workspace.ts';
import { REMOVALS, type Removal } from './removals.ts';

const TIMEOUT_MS = 60_000;

const COPIED = [
  'action',
  'engine',
  'scripts',
  'test',
  '.github',
  'models.yaml',
  'package.json',
  'tsconfig.json',
];

/** The file with the test of an attack. */
function testOf(attack: number): string {
  const files = globSync('test/action/attacks/*.test.ts', { cwd: PACKAGE_ROOT });
  const found = files.find((file) =>
    readFileSync(join(PACKAGE_ROOT, file), 'utf8').includes(`test('${attack} `),
  );
  if (found === undefined) throw new Error(`attack ${attack} has no test`);
  return found;
}

/** Whether the test of an attack fails without the defence; one that never ends has failed too. */
function notices({ attack, file, from, to }: Removal): string {
  const root = mkdtempSync(join(tmpdir(), 'benchmarkhub-without-'));
  try {
    for (const name of COPIED)
      cpSync(join(PACKAGE_ROOT, name), join(root, name), { recursive: true });
    symlinkSync(join(PACKAGE_ROOT, 'node_modules'), join(root, 'node_modules'));
    const text = readFileSync(join(root, file), 'utf8');
    if (!text.includes(from)) return 'the defence is not where it was';
    const imported = to.includes('writeFileSync')
      ? "import { writeFileSync } from 'node:fs';\n"
      : '';
    writeFileSync(join(root, file), imported + text.replaceAll(from, () => to));
    const pattern = `--test-name-pattern=^${attack} `;
    const flags = ['--test', '--test-isolation=none', pattern, testOf(attack)];
    const { status, stdout, signal } = spawnSync(process.execPath, flags, {
      cwd: root,
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const isNamed = stdout.includes(`✖ ${attack} `);
    if (signal !== null) return 'noticed: it never ends';
    return status !== 0 && isNamed ? 'noticed' : `NOT NOTICED (${status})`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2).map(Number);
for (const removal of REMOVALS) {
  if (wanted.length > 0 && !wanted.includes(removal.attack)) continue;
  const said = notices(removal);
  process.stdout.write(`${removal.attack}: ${said} (${testOf(removal.attack)}, ${removal.file})\n`);
  if (!said.startsWith('noticed')) process.exitCode = 1;
}
