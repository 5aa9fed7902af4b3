import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { questions } from './floors/questions.ts';

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
  async prepare(folder, load) {
    await rm(folder, { recursive: true, force: true });
    await writeWorkspace(folder, load);
  },
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

async function writeWorkspace(folder: string, { url, calls, concurrency }: Load): Promise<void> {
  const benchmark = join(folder, 'benchmarks', 'sums');
  await mkdir(benchmark, { recursive: true });
  const rows = [...questions(calls)].map(
    ({ id, question, expected }) => `${id},${question},${expected}`,
  );
  await writeFile(join(benchmark, 'cases.csv'), ['id,question,expected', ...rows, ''].join('\n'));
  await writeFile(
    join(benchmark, 'benchmark.yaml'),
    'title: Sums\ndescription: Sums.\nversion: 1.0.0\nlicense: MIT\nprompt: "{{question}}"\ncases: cases.csv\nparameters: { temperature: 0, max_tokens: 400 }\nscore: [equals]\n',
  );
  await writeFile(
    join(folder, 'models.yaml'),
    `providers:\n  bench: { base_url: "${url}", limits: { concurrency: ${concurrency} } }\nmodels:\n  bench/one: { price: free, routes: ["bench:one"] }\n`,
  );
}

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
