import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Schema, Validator } from 'jsonschema';
import { z } from 'zod';
import type { ApiAnswer } from './routes.ts';

const schema = z.custom<Schema>((value) => typeof value === 'object');

const DESCRIPTION = z
  .object({
    routes: z.record(
      z.string(),
      z.object({ request: schema.optional(), status: z.int(), response: schema }),
    ),
    definitions: z.record(z.string(), schema),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8')));

interface RouteName {
  readonly method: string;
  readonly path: string;
}

/** What a request has that GitHub's description of its API does not allow. */
export function checkRequest(route: RouteName, body: unknown): string[] {
  const described = DESCRIPTION.routes[`${route.method} ${route.path}`];
  if (described === undefined) return [`${route.path} is not in openapi.json; run slice.mjs`];
  if (described.request === undefined) return [];
  return problems(described.request, body, `request ${route.method} ${route.path}`);
}

/** The same of our own answers, so that the loopback server answers as GitHub does. */
export function checkAnswer(route: RouteName, { status, body }: ApiAnswer): string[] {
  const described = DESCRIPTION.routes[`${route.method} ${route.path}`];
  if (described === undefined || status !== described.status) return [];
  return problems(described.response, body, `answer ${route.method} ${route.path}`);
}

function problems(part: Schema, value: unknown, where: string): string[] {
  const whole = { ...part, id: 'http://localhost/', definitions: DESCRIPTION.definitions };
  const { errors } = new Validator().validate(value, whole);
  return errors.slice(0, 5).map(({ stack }) => `${where}: ${stack}`);
}
