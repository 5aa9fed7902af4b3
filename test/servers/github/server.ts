import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readBody } from '../request.ts';
import { checkAnswer, checkRequest } from './description.ts';
import { serveGit } from './git-http.ts';
import { answerGraphql } from './graphql.ts';
import { ROUTES } from './routes.ts';
import { emptyState, type GitHubState, type Token } from './state.ts';

/** GitHub on loopback: its API, and git over HTTP. */
export interface GitHubServer extends AsyncDisposable {
  /** `GITHUB_API_URL`. */
  readonly apiUrl: string;
  /** `GITHUB_SERVER_URL`. */
  readonly url: string;
  readonly state: GitHubState;
}

const MAX_BYTES = 50_000_000;

/**
 * Starts a GitHub with one repository, `octo/bench`, whose bare repository is at
 * `<root>/octo/bench.git`. Every request and every answer is held against GitHub's own description
 * of its API; what does not fit is in `state.violations`.
 */
export async function startGitHub(root: string): Promise<GitHubServer> {
  const state = emptyState();
  const server = createServer((request, response) => {
    serve(root, state, request, response).catch((error: unknown) => {
      state.violations.push(String(error));
      send(response, 500, { message: String(error) });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    state,
    url: `http://127.0.0.1:${port}`,
    apiUrl: `http://127.0.0.1:${port}/api`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function serve(
  root: string,
  state: GitHubState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const token = tokenOf(state, request.headers.authorization ?? '');
  if (url.pathname.startsWith('/octo/bench.git/')) return git(root, token, request, response);
  const path = url.pathname.replace(/^\/api/, '');
  state.requests.push(`${request.method} ${path}`);
  const bytes = await readBody(request, MAX_BYTES);
  const fault = state.faults.find((one) => one.times > 0 && one.path.test(path));
  if (fault !== undefined) {
    fault.times--;
    return send(
      response,
      fault.status,
      { message: fault.message ?? 'told to fail' },
      fault.headers,
    );
  }
  if (token === undefined) return send(response, 401, { message: 'Bad credentials' });
  const body = bytes.length === 0 ? {} : JSON.parse(bytes.toString());
  const repository = join(root, 'octo', 'bench.git');
  if (path === '/graphql') {
    const answer = answerGraphql(state, token, repository, body);
    return send(response, answer.status, answer.body);
  }
  const method = (request.method ?? '').toLowerCase();
  for (const route of ROUTES) {
    const parameters = route.method === method ? match(route.path, path) : undefined;
    if (parameters === undefined) continue;
    if (route.needs !== undefined && !token.write.includes(route.needs))
      return send(response, 403, { message: 'Resource not accessible by integration' });
    state.violations.push(...checkRequest(route, body));
    const query = url.searchParams;
    const answer = route.answer({ state, token, repository, parameters, query, body });
    state.violations.push(...checkAnswer(route, answer));
    return send(response, answer.status, answer.body);
  }
  state.violations.push(`${request.method} ${path} is not known here`);
  send(response, 404, { message: 'Not Found' });
}

function git(
  root: string,
  token: Token | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const isPush = /service=git-receive-pack|\/git-receive-pack$/.test(request.url ?? '');
  if (token === undefined) send(response, 401, {}, { 'www-authenticate': 'Basic' });
  else if (isPush && !token.write.includes('contents'))
    send(response, 403, { message: 'Write access to repository not granted.' });
  else serveGit(root, request, response, token.login);
}

function tokenOf(state: GitHubState, header: string): Token | undefined {
  const [kind = '', value = ''] = header.split(' ');
  const basic = kind.toLowerCase() === 'basic';
  const text = basic ? Buffer.from(value, 'base64').toString().split(':')[1] : value;
  return state.tokens.get(text ?? '');
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const found = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path);
  if (found === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']));
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
