import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { UserError } from '../../engine/problem.ts';
import { findChromium, installChromium } from '../chromium.ts';
import type { Command, Invocation } from '../command.ts';
import { PACKAGE_ROOT } from '../workspace.ts';

export const test: Command = {
  summary: 'run all tests of BenchmarkHub itself, in the browser too',
  usage: '[file…]',
  options: { update: { type: 'boolean', about: 'write the expected outputs anew' } },
  run: runTests,
};

async function runTests({ names, values, terminal }: Invocation): Promise<number> {
  const files =
    names.length > 0 ? names : globSync('test/**/*.test.ts', { cwd: PACKAGE_ROOT }).sort();
  const chromium = await requireChromium(terminal.log);
  const update = values.update === true ? ['--test-update-snapshots'] : [];
  const words = [
    '--test',
    '--test-isolation=none',
    '--disable-warning=ExperimentalWarning',
    ...update,
    ...files,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: PACKAGE_ROOT,
      stdio: 'inherit',
      env: { ...process.env, CHROMIUM: chromium },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function requireChromium(log: (text: string) => void): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  log('no Chromium found: installing Debian’s …');
  const installed = installChromium() ? await findChromium() : undefined;
  if (installed !== undefined) return installed;
  throw new UserError(
    'the browser tests need a Chromium',
    'sudo apt-get install chromium, or set CHROMIUM to the path of one',
  );
}
