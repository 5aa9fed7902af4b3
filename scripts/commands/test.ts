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

/** Tests that do nothing but compute, half of the time of all: they run beside the others. */
const COMPUTING = /^test\/engine\/scorers\//;

async function runTests({ names, values, terminal }: Invocation): Promise<number> {
  const chromium = await requireChromium(terminal.log);
  const words = values.update === true ? ['--test-update-snapshots'] : [];
  if (names.length > 0) return (await runFiles(names, words, chromium, 'inherit')).code;
  const files = globSync('test/**/*.test.ts', { cwd: PACKAGE_ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const beside = runFiles(
    files.filter((file) => COMPUTING.test(file)),
    words,
    chromium,
    'pipe',
  );
  const others = await runFiles(
    files.filter((file) => !COMPUTING.test(file)),
    words,
    chromium,
    'inherit',
  );
  const computed = await beside;
  terminal.out(computed.code === 0 ? summaryOf(computed.output) : computed.output);
  return Math.max(others.code, computed.code);
}

/** Runs files in one process, without isolation: nothing here replaces a module. */
function runFiles(
  files: readonly string[],
  words: readonly string[],
  chromium: string,
  output: 'inherit' | 'pipe',
): Promise<{ code: number; output: string }> {
  const flags = ['--test', '--test-isolation=none', '--test-reporter=spec', ...words, ...files];
  const child = spawn(process.execPath, flags, {
    cwd: PACKAGE_ROOT,
    stdio: ['inherit', output, 'inherit'],
    env: { ...process.env, CHROMIUM: chromium },
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: text }));
  });
}

/** The closing lines, which count the tests. */
function summaryOf(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.startsWith('ℹ'))
    .join('\n');
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
