import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../engine/problem.ts';
import { type Command, type Invocation, type Option, textOption } from '../command.ts';
import { openValid, PACKAGE_ROOT, RESULTS_OPTION, resultsFolder } from '../workspace.ts';

/** Options of the commands that build the site. */
export const BUILD_OPTIONS: Readonly<Record<string, Option>> = {
  out: {
    type: 'string',
    value: 'DIR',
    about: 'where the site is written (default: dist/ in the workspace)',
  },
  base: {
    type: 'string',
    value: 'PATH',
    about: 'path the site is published under, such as /my-repo/',
  },
  site: {
    type: 'string',
    value: 'URL',
    about: 'address the site is published at, such as https://example.org',
  },
  ...RESULTS_OPTION,
};

export const build: Command = {
  summary: 'build the static site of a workspace from its benchmarks and results',
  usage: '',
  options: BUILD_OPTIONS,
  run: async (invocation) => {
    const folder = await buildSite(invocation);
    if (invocation.json) invocation.terminal.out(JSON.stringify({ folder }, null, 2));
    else invocation.terminal.log(`the site is in ${folder}`);
    return 0;
  },
};

/** Builds the site; the answer is the folder it is in. @throws UserError when Astro fails, with its output. */
export async function buildSite(invocation: Invocation): Promise<string> {
  const { settings } = await openValid(invocation, []);
  const out = outFolder(invocation);
  const astro = join(
    dirname(createRequire(import.meta.url).resolve('astro/package.json')),
    'bin',
    'astro.mjs',
  );
  const environment = {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    BENCHMARKHUB_ROOT: invocation.root,
    BENCHMARKHUB_RESULTS: resultsFolder(invocation),
    BENCHMARKHUB_OUT: out,
    BENCHMARKHUB_BASE: textOption(invocation.values, 'base') ?? settings.base,
    BENCHMARKHUB_SITE: textOption(invocation.values, 'site') ?? settings.site ?? '',
  };
  const { code, output } = await collect(
    process.execPath,
    [astro, 'build', '--root', PACKAGE_ROOT],
    environment,
  );
  if (code !== 0) throw new UserError(`the site could not be built:\n${output.slice(-4000)}`);
  return out;
}

export function outFolder({ values, root }: Invocation): string {
  return resolve(root, textOption(values, 'out') ?? 'dist');
}

function collect(
  program: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(program, words, {
      cwd: PACKAGE_ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-100_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}
