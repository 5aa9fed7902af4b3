// Cuts what the loopback GitHub checks out of GitHub's description of its API:
//   npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz package/generated/api.github.com.json
//   node test/servers/github/slice.mjs package/generated/api.github.com.json
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROUTES } from './routes.ts';

const [source] = process.argv.slice(2);
const description = JSON.parse(readFileSync(source, 'utf8'));
const schemas = {};

/** Without texts and examples, with `nullable` as JSON Schema says it, references followed. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const { description: _, example, examples, 'x-github': __, nullable, ...rest } = value;
  if (typeof rest.$ref === 'string') return reference(rest.$ref);
  const entries = Object.entries(rest).map(([key, inner]) => [key, plain(inner)]);
  const schema = Object.fromEntries(entries);
  // A property that is itself called `description` or `example` is kept.
  if (rest.properties !== undefined) {
    schema.properties = Object.fromEntries(
      Object.entries(value.properties).map(([name, inner]) => [name, plain(inner)]),
    );
  }
  return nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function reference($ref) {
  const name = $ref.split('/').at(-1);
  if (schemas[name] === undefined) {
    schemas[name] = {};
    schemas[name] = plain(description.components.schemas[name]);
  }
  return { $ref: `#/definitions/${name}` };
}

const routes = {};
for (const { method, path } of ROUTES) {
  const operation = description.paths[path][method];
  const request = operation.requestBody?.content['application/json']?.schema;
  const found = Object.entries(operation.responses).find(([status]) => status.startsWith('2'));
  const response = found[1].$ref
    ? description.components.responses[found[1].$ref.split('/').at(-1)]
    : found[1];
  routes[`${method} ${path}`] = {
    ...(request === undefined ? {} : { request: plain(request) }),
    status: Number(found[0]),
    response: plain(response.content['application/json'].schema),
  };
}
const text = JSON.stringify({
  source: `@octokit/openapi, GitHub's description of its API, version ${description.info.version}, MIT`,
  routes,
  definitions: schemas,
});
writeFileSync(join(import.meta.dirname, 'openapi.json'), `${text}\n`);
process.stdout.write(
  `${Object.keys(routes).length} routes, ${Object.keys(schemas).length} schemas, ${text.length} characters\n`,
);
