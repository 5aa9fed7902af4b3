import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A static host on this machine. */
export interface StaticServer extends AsyncDisposable {
  /** Address of the site, with its base path. */
  readonly url: string;
}

/** Serves a folder below a base path as static hosts do: index files, and `404.html` for the rest. */
export async function serveFolder(folder: string, base: string): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = fileOf(folder, base, path);
    const body = file === undefined ? undefined : await maybeRead(file);
    const page = body ?? (await maybeRead(join(folder, '404.html')));
    response.statusCode = body === undefined ? 404 : 200;
    response.setHeader('content-type', TYPES[extname(body ? (file ?? '') : '.html')] ?? '');
    response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function fileOf(folder: string, base: string, path: string): string | undefined {
  if (!path.startsWith(base)) return undefined;
  const inside = normalize(`/${decodeURIComponent(path.slice(base.length))}`);
  return join(folder, inside.endsWith('/') ? `${inside}index.html` : inside);
}

async function maybeRead(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
}
