import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { questions } from './floors/questions.ts';
import { makeWorkspace } from './workspace.ts';

/** What is measured: the same calls, asked by one program. */
export interface Load {
  readonly url: string;
  readonly calls: number;
  readonly concurrency: number;
}

/** One program; `prepare` makes its input and forgets what it stored, `command` runs it whole. */
export interface Contender {
  readonly name: string;
  prepare(folder: string, load: Load): Promise<void>;
  command(folder: string, load: Load): readonly string[];
}

const ROOT = resolve(import.meta.dirname, '..', '..');
const floor = (file: string) => join(import.meta.dirname, 'floors', file);

function floorContender(name: string, file: string): Contender {
  return {
    name,
    prepare: async () => {},
    command: (_, { url, calls, concurrency }) => [
      process.execPath,
      floor(file),
      url,
      String(calls),
      String(concurrency),
    ],
  };
}

const benchmarkhub: Contender = {
  name: 'benchmarkhub',
  prepare: (folder, { url, calls, concurrency }) =>
    makeWorkspace(folder, {
      cases: calls,
      providers: { bench: url },
      models: { 'bench/one': ['bench:one'] },
      concurrency,
    }),
  command: (folder, { concurrency }) => [
    process.execPath,
    join(ROOT, 'scripts', 'benchmarkhub.mjs'),
    ...[
      'run',
      '--root',
      folder,
      '--models',
      'bench/one',
      '--quiet',
      '--concurrency',
      String(concurrency),
    ],
  ],
};

/** The same workspace, not emptied: every answer is stored already. */
const reused: Contender = {
  ...benchmarkhub,
  name: 'benchmarkhub, all reused',
  prepare: async () => {},
};

/** promptfoo, where it was installed: `npm install --prefix DIR promptfoo`. */
function promptfoo(installed: string): Contender {
  return {
    name: 'promptfoo',
    async prepare(folder, { url, calls, concurrency }) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const tests = [...questions(calls)].map(({ question, expected }) => ({
        vars: { question },
        assert: [{ type: 'equals', value: expected }],
      }));
      const config = {
        prompts: ['{{question}}'],
        providers: [
          {
            id: 'openai:chat:one',
            config: { apiBaseUrl: url, apiKey: 'none', temperature: 0, max_tokens: 400 },
          },
        ],
        evaluateOptions: { maxConcurrency: concurrency, cache: false, showProgressBar: false },
        tests,
      };
      await writeFile(join(folder, 'promptfooconfig.json'), JSON.stringify(config));
    },
    command: (folder) => [
      process.execPath,
      join(installed, 'node_modules', 'promptfoo', 'dist', 'src', 'entrypoint.js'),
      ...[
        'eval',
        '-c',
        join(folder, 'promptfooconfig.json'),
        '--no-cache',
        '--no-table',
        '--no-progress-bar',
        '--no-share',
      ],
    ],
  };
}

/** Everything that can be measured here. */
export function contenders(promptfooFolder: string | undefined): Contender[] {
  const peers =
    promptfooFolder !== undefined && existsSync(promptfooFolder)
      ? [promptfoo(promptfooFolder)]
      : [];
  return [
    benchmarkhub,
    reused,
    floorContender('openai + p-map', 'openai.ts'),
    floorContender('undici', 'undici.ts'),
    ...peers,
  ];
}
