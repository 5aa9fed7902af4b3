import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './workspace.ts';

/** Folder of the prompts of judges. */
export const PROMPTS_FOLDER: string = join(PACKAGE_ROOT, 'engine', 'judges', 'prompts');

/** The module that carries the prompts where no file can be read: in the browser and the Action. */
export async function promptModule(folder: string = PROMPTS_FOLDER): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const entries = await Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return `  ${quoted(name.slice(0, -'.md'.length))}:\n    ${quoted(text)},\n`;
    }),
  );
  return [
    '// Made of the .md files beside it by `npm run prompts`.\n',
    '/** Texts of the prompts by `id@version`. */\n',
    `export const PROMPT_TEXTS: Readonly<Record<string, string>> = {\n${entries.join('')}};\n`,
  ].join('');
}

/** As a literal in the style of the project. */
function quoted(text: string): string {
  const single = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return single.includes("'") && !single.includes('"')
    ? `"${single}"`
    : `'${single.replaceAll("'", "\\'")}'`;
}

if (import.meta.main) await writeFile(join(PROMPTS_FOLDER, 'index.ts'), await promptModule());
