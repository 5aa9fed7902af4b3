import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** What stands between a child process and the machine. */
export interface Confinement {
  /** The command that starts a program confined; the program's own words follow. */
  readonly words: readonly string[];
  /** Flags of Node that every child has. */
  readonly flags: readonly string[];
  /** What the operating system adds here, for people: each is one layer. */
  readonly layers: readonly string[];
}

/** A way to confine by the operating system, from the outermost to the innermost. */
interface Wrapper {
  readonly layer: string;
  readonly program: string;
  /** Tried in order; the first that works is used. */
  readonly choices: readonly (readonly string[])[];
}

/** Seconds of processor time after which the kernel ends a child that its parent forgot. */
const MAX_CPU_SECONDS = 600;

/** What leaves a child with little more than WebAssembly; the rest is said for each child. */
const NODE_FLAGS = [
  '--permission',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--no-addons',
  '--no-experimental-sqlite',
  '--disable-sigusr1',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
  '--max-old-space-size=256',
];

const NAMESPACES = ['--ipc', '--net', '--pid', '--fork', '--kill-child=KILL'];
const OWN_USER = ['--user', '--map-root-user'];
/**
 * A /proc that shows the child's own processes only: the other one still tells the environment of
 * every process of the same user, keys included, whatever namespace it is read from.
 */
const OWN_PROC = '--mount-proc';

const WRAPPERS: readonly Wrapper[] = [
  {
    layer: 'dies with its parent',
    program: 'setpriv',
    choices: [['--no-new-privs', '--pdeathsig', 'KILL']],
  },
  {
    layer: 'no network, no other process',
    program: 'unshare',
    choices: [
      [...OWN_USER, OWN_PROC, ...NAMESPACES],
      [OWN_PROC, ...NAMESPACES],
      [...OWN_USER, ...NAMESPACES],
      NAMESPACES,
    ],
  },
  {
    layer: 'writes no file',
    program: 'prlimit',
    choices: [['--fsize=0', '--core=0', `--cpu=${MAX_CPU_SECONDS}`, '--nofile=64']],
  },
];

let detected: Promise<Confinement> | undefined;

/** What this machine can do, found out once by trying. */
export function detectConfinement(): Promise<Confinement> {
  detected ??= detect(process.env.PATH ?? '');
  return detected;
}

async function detect(path: string): Promise<Confinement> {
  const words: string[] = [];
  const layers: string[] = [];
  for (const { layer, program, choices } of WRAPPERS) {
    const found = await firstThatWorks(words, programIn(path, program), choices);
    if (found === undefined) continue;
    words.push(...found);
    layers.push(layer);
  }
  return { words, layers, flags: NODE_FLAGS };
}

async function firstThatWorks(
  before: readonly string[],
  program: string | undefined,
  choices: Wrapper['choices'],
): Promise<readonly string[] | undefined> {
  if (program === undefined) return undefined;
  for (const choice of choices) {
    const words = [program, ...choice];
    if (await works([...before, ...words, process.execPath, '--version'])) return words;
  }
  return undefined;
}

async function works([program = '', ...words]: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, words, { env: {}, timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Full path, because the child's environment is empty and has no `PATH`. */
function programIn(path: string, program: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
