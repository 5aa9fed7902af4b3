import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

/** A folder being served. */
export interface StaticServer {
  /** Address of the site, base path included, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
  '.parquet': 'application/vnd.apache.parquet',
};

/**
 * Serves a folder on the loopback interface, as a static host would: index pages, the 404 page,
 * byte ranges, nothing outside the folder.
 *
 * @param port 0 for any free one
 * @throws Error with code `EADDRINUSE` when the port is taken.
 */
export async function serveFolder(
  folder: string,
  base: string,
  port: number,
): Promise<StaticServer> {
  const server = createServer((request, response) => {
    answer(folder, base, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  return { url: `http://127.0.0.1:${portOf(server)}${base}`, close: () => close(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function answer(
  folder: string,
  base: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const path = pathIn(base, request.url ?? '/');
  if (path === undefined) {
    response.writeHead(302, { location: base }).end();
    return;
  }
  const file = await fileAt(folder, path);
  if (file !== undefined) await send(file, 200, request, response);
  else if (path !== '' && !path.endsWith('/') && (await fileAt(folder, `${path}/`)))
    response.writeHead(301, { location: `${base}${path}/` }).end();
  else await sendNotFound(folder, request, response);
}

/** Path below the base, decoded; `undefined` outside it. */
function pathIn(base: string, url: string): string | undefined {
  try {
    const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname);
    return path.startsWith(base) ? path.slice(base.length) : undefined;
  } catch {
    return undefined;
  }
}

async function fileAt(
  folder: string,
  path: string,
): Promise<{ path: string; size: number } | undefined> {
  const full = normalize(
    join(folder, path.endsWith('/') || path === '' ? `${path}index.html` : path),
  );
  if (!full.startsWith(normalize(folder + sep)) || path.includes('\0')) return undefined;
  const found = await stat(full).catch(() => undefined);
  return found?.isFile() ? { path: full, size: found.size } : undefined;
}

async function sendNotFound(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = await fileAt(folder, '404.html');
  if (page !== undefined) await send(page, 404, request, response);
  else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found\n');
}

async function send(
  file: { path: string; size: number },
  status: number,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = range === null ? 0 : Number(range[1]);
  const end =
    range === null || range[2] === '' ? file.size - 1 : Math.min(file.size - 1, Number(range[2]));
  const type = TYPES[extname(file.path)] ?? 'application/octet-stream';
  const partial = range !== null && status === 200 && start <= end;
  response.writeHead(partial ? 206 : status, {
    'content-type': type,
    'accept-ranges': 'bytes',
    'content-length': partial ? end - start + 1 : file.size,
    'x-content-type-options': 'nosniff',
    ...(partial ? { 'content-range': `bytes ${start}-${end}/${file.size}` } : {}),
  });
  if (request.method === 'HEAD' || file.size === 0) {
    response.end();
    return;
  }
  createReadStream(file.path, partial ? { start, end } : {})
    .on('error', () => response.destroy())
    .pipe(response);
}
