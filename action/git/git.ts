import { spawn } from 'node:child_process';
import { UserError } from '../../engine/problem.ts';

/** Runs git in one bare repository of our own. */
export interface Git {
  /** Standard output of a command, as bytes. @throws GitError when it fails. */
  run(words: readonly string[], options?: GitOptions): Promise<Buffer>;
  /** Where the repository of the workflow is fetched from and pushed to. */
  readonly remote: string;
  /** Folder of the repository, absolute. */
  readonly folder: string;
}

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A command of git that failed. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly log: string;

  constructor(command: string, log: string) {
    super(`git ${command} failed: ${log.trim().split('\n').at(-1) ?? ''}`);
    this.log = log;
  }
}

/** Bytes that one command may print; a tree of a million files has less. */
const MAX_OUTPUT = 256_000_000;

/**
 * Git that reads no configuration of the machine, the user or a repository that it fetches from,
 * asks nobody, and has no work tree: nothing of a stranger is ever written as a file by it. The
 * token goes through the environment, so that neither a list of processes nor a file shows it.
 */
export async function openGit(
  folder: string,
  remote: string,
  token: string,
  path: string | undefined,
): Promise<Git> {
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const settings = [
    ['http.extraHeader', header],
    ['http.followRedirects', 'false'],
    ['protocol.allow', 'never'],
    ['protocol.https.allow', 'always'],
    ['protocol.http.allow', 'always'],
    ['core.hooksPath', '/dev/null'],
    ['gc.auto', '0'],
    ['user.name', 'benchmarkhub'],
    ['user.email', 'benchmarkhub@users.noreply.github.com'],
  ];
  const environment = {
    PATH: path ?? '',
    HOME: folder,
    GIT_DIR: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key = '', value = ''], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  };
  const git: Git = {
    remote,
    folder,
    run: (words, options = {}) =>
      runGit(words, { ...environment, ...options.environment }, options.input),
  };
  await git.run(['init', '--quiet', '--bare', folder]);
  return git;
}

function runGit(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input: string | Uint8Array = '',
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // A group of its own: the runner's signals are for us, who then decide.
  const child = spawn('git', words, { env: environment, detached: true });
  const chunks: Buffer[] = [];
  let [log, bytes] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_OUTPUT) child.kill();
    else chunks.push(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-10_000);
  });
  child.on('error', (cause) => reject(new UserError('git cannot be started', '', { cause })));
  child.on('close', (code) =>
    code === 0
      ? resolve(Buffer.concat(chunks))
      : reject(new GitError(words[0] ?? '', log || `ended with ${code}`)),
  );
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return promise;
}
