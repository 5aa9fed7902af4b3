import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { getInput } from '@actions/core';

/**
 * Runs at the end of the job, also after a cancellation: says whether a shard was killed before it
 * could end by itself, and that its journal holds what was answered all the same.
 */
function report(): void {
  if (getInput('command') !== 'run') return;
  const folder = resolve(process.env.GITHUB_WORKSPACE ?? '.', getInput('folder'), 'shards');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (existsSync(join(folder, name, 'status.json'))) continue;
    process.stdout.write(
      `the shard ${name.replace(/[^a-z0-9._-]/gi, '')} was cut off; its journal holds what was answered, and the job that merges takes it from there\n`,
    );
  }
}

report();
