import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { BENCHMARK_LIMITS } from '../../../engine/benchmark/limits.ts';
import { BENCHMARK_FILE } from '../../../engine/benchmark/parse.ts';
import { UserError } from '../../../engine/problem.ts';
import type { Draft, DraftFile } from './draft.ts';

/** Files of an archive that are read. */
const MOST_FILES = 200;

/** The earliest day that a ZIP can name, so that equal drafts give equal bytes. */
const EARLIEST = new Date(1980, 0, 1);

/** The draft as a ZIP of its folder. */
export function zipOf({ id, files }: Draft): Uint8Array<ArrayBuffer> {
  const entries = files.map(({ name, text }) => [`${id}/${name}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: EARLIEST });
}

/**
 * The benchmark of a ZIP: the folder in which its `benchmark.yaml` stands.
 *
 * @throws UserError when it is no ZIP, is too large, or holds no benchmark.
 */
export function draftOfZip(bytes: Uint8Array): Draft {
  return draftOfFiles(unpacked(bytes));
}

/**
 * The benchmark among files that were dropped together.
 *
 * @throws UserError when none of them is a `benchmark.yaml`.
 */
export function draftOfFiles(files: readonly DraftFile[], fallback = 'my-benchmark'): Draft {
  const main = files.find(({ name }) => name.split('/').at(-1) === BENCHMARK_FILE);
  if (main === undefined)
    throw new UserError(`there is no ${BENCHMARK_FILE} in it`, 'choose the folder of a benchmark');
  const folder = main.name.slice(0, -BENCHMARK_FILE.length);
  const inside = files.filter(({ name }) => name.startsWith(folder));
  return {
    id: folder.split('/').at(-2) || fallback,
    files: inside.map(({ name, text }) => ({ name: name.slice(folder.length), text })),
  };
}

function unpacked(bytes: Uint8Array): DraftFile[] {
  let left: number = BENCHMARK_LIMITS.casesBytes;
  let files = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || /(^|\/)(\.|__MACOSX)/.test(name)) return false;
        left -= originalSize;
        files += 1;
        if (left < 0 || files > MOST_FILES) throw new UserError('the archive is too large');
        return true;
      },
    });
    return Object.entries(entries).map(([name, content]) => ({ name, text: strFromU8(content) }));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError('this is no ZIP archive that can be read', '', { cause: error });
  }
}
