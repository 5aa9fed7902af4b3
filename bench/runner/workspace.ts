import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { questions } from './floors/questions.ts';

/** A workspace with one benchmark of sums. */
export interface WorkspaceShape {
  readonly cases: number;
  /** Base URLs, by provider. */
  readonly providers: Readonly<Record<string, string>>;
  /** Routes in order of preference, by model. */
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly concurrency: number;
}

/** Makes the workspace anew: nothing of an earlier run is left in it. */
export async function makeWorkspace(folder: string, shape: WorkspaceShape): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const benchmark = join(folder, 'benchmarks', 'sums');
  await mkdir(benchmark, { recursive: true });
  const rows = [...questions(shape.cases)].map(
    ({ id, question, expected }) => `${id},${question},${expected}`,
  );
  await writeFile(join(benchmark, 'cases.csv'), ['id,question,expected', ...rows, ''].join('\n'));
  await writeFile(
    join(benchmark, 'benchmark.yaml'),
    'title: Sums\ndescription: Sums.\nversion: 1.0.0\nlicense: MIT\nprompt: "{{question}}"\ncases: cases.csv\nparameters: { temperature: 0, max_tokens: 400 }\nscore: [equals]\n',
  );
  await writeFile(join(folder, 'models.yaml'), modelsText(shape));
}

/** Every model is free and has the tag `bench`. */
function modelsText({ providers, models, concurrency }: WorkspaceShape): string {
  const limits = { concurrency };
  const lines = [
    'providers:',
    ...Object.entries(providers).map(
      ([id, base_url]) => `  ${id}: ${JSON.stringify({ base_url, limits })}`,
    ),
    'models:',
    ...Object.entries(models).map(
      ([id, routes]) => `  ${id}: ${JSON.stringify({ price: 'free', tags: ['bench'], routes })}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
