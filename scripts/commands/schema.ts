import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchmarkJsonSchema } from '../../engine/benchmark/json-schema.ts';
import { writeWhole } from '../../engine/node/files.ts';
import type { Command } from '../command.ts';
import { PACKAGE_ROOT } from '../workspace.ts';

/** The JSON Schema that editors complete `benchmark.yaml` with. */
export const SCHEMA_FILE: string = join(PACKAGE_ROOT, 'benchmarks', 'benchmark.schema.json');

export const schema: Command = {
  summary: 'write benchmarks/benchmark.schema.json from the schema in the code',
  usage: '',
  options: { check: { type: 'boolean', about: 'only say whether the file is up to date' } },
  run: async ({ values, terminal }) => {
    const text = `${JSON.stringify(benchmarkJsonSchema(), null, 2)}\n`;
    if (values.check !== true) {
      await writeWhole(SCHEMA_FILE, text);
      return 0;
    }
    const fresh = (await readFile(SCHEMA_FILE, 'utf8').catch(() => '')) === text;
    terminal.log(
      fresh
        ? 'benchmark.schema.json is up to date'
        : 'benchmark.schema.json is out of date: run `npm run schema`',
    );
    return fresh ? 0 : 1;
  },
};
