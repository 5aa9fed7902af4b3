import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../workspace.ts';
import { generatedText } from './generator.ts';
import { generatedIds, loadGenerator } from './load.ts';

/** Writes the cases of the benchmarks named on the command line, or of all that have a generator. */
const asked = process.argv.slice(2);
for (const id of asked.length > 0 ? asked : generatedIds(PACKAGE_ROOT)) {
  const generator = await loadGenerator(PACKAGE_ROOT, id);
  const text = generatedText(generator);
  await writeFile(join(PACKAGE_ROOT, 'benchmarks', id, generator.file), text);
  process.stdout.write(`${id}: ${text.length} characters\n`);
}
