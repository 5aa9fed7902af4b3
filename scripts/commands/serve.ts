import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type StaticServer, serveFolder } from '../../engine/node/static-server.ts';
import { UserError } from '../../engine/problem.ts';
import {
  type Command,
  type Invocation,
  integerOption,
  type Option,
  textOption,
} from '../command.ts';
import { openNamed } from '../workspace.ts';
import { outFolder } from './build.ts';

/** Options of the commands that serve the site. */
export const SERVE_OPTIONS: Readonly<Record<string, Option>> = {
  port: {
    type: 'string',
    value: 'N',
    about: 'port on 127.0.0.1 (default: 4321, or the next free one)',
  },
};

export const serve: Command = {
  summary: 'serve the built site on this machine until Ctrl-C',
  usage: '',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      about: 'folder of the site (default: dist/ in the workspace)',
    },
    base: { type: 'string', value: 'PATH', about: 'path the site was built for' },
    ...SERVE_OPTIONS,
  },
  run: async (invocation) => {
    const { settings } = await openNamed(invocation);
    await serveUntilSignal(invocation, textOption(invocation.values, 'base') ?? settings.base);
    return 0;
  },
};

const FIRST_PORT = 4321;
const PORTS_TRIED = 20;

/** Serves the site and prints its address; resolves on SIGINT or SIGTERM. */
export async function serveUntilSignal(invocation: Invocation, base: string): Promise<void> {
  const folder = outFolder(invocation);
  await access(join(folder, 'index.html')).catch((cause: unknown) => {
    throw new UserError(`there is no site in ${folder}`, 'run `benchmarkhub build` first', {
      cause,
    });
  });
  const server = await listen(folder, base, integerOption(invocation.values, 'port', 0, 65_535));
  // Listening comes first: who reads the address may send the signal at once.
  const stopped = new Promise<void>((resolve) =>
    process.once('SIGINT', resolve).once('SIGTERM', resolve),
  );
  invocation.terminal.out(`serving ${server.url}  (Ctrl-C to stop)`);
  await stopped;
  await server.close();
}

async function listen(
  folder: string,
  base: string,
  port: number | undefined,
): Promise<StaticServer> {
  for (let offset = 0; ; offset++) {
    try {
      return await serveFolder(folder, base, port ?? FIRST_PORT + offset);
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken) throw error;
      if (port !== undefined || offset === PORTS_TRIED)
        throw new UserError(`port ${port ?? FIRST_PORT} is taken`, 'name another with --port', {
          cause: error,
        });
    }
  }
}
