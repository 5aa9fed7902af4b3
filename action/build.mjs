// Bundles the Action into action/dist/: `npm run action`. Plain JavaScript, so that the release
// workflow can run it before anything of the project is compiled.
import { copyFile, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The parts of undici that the engine and @actions/http-client use, put together as undici's own
 * index does; all of it is 0.7 MB.
 */
const UNDICI = `
  import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
  import send from 'undici/lib/api/api-request.js';
  export { default as Agent } from 'undici/lib/dispatcher/agent.js';
  export { default as Pool } from 'undici/lib/dispatcher/pool.js';
  export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent.js';
  Dispatcher.prototype.request = send;
  export const request = (address, { dispatcher, ...options }) => {
    const { origin, pathname, search } = new URL(address);
    return dispatcher.request({ ...options, origin, path: pathname + search });
  };
`;

/** Replaces what would be bundled whole for the sake of a small part. */
const slices = {
  name: 'slices',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'slice' }));
    onLoad({ filter: /^undici$/, namespace: 'slice' }, () => ({
      contents: UNDICI,
      resolveDir: here,
    }));
    // Octokit for servers of GitHub Apps, and a method for each path: requests name their path here.
    onLoad({ filter: /@octokit[\\/](app|oauth-app)[\\/].*index\.js$/ }, () => ({
      contents: `export class App { static defaults() { return App; } }
        export class OAuthApp { static defaults() { return OAuthApp; } }
        export const createNodeMiddleware = undefined;`,
    }));
    onLoad({ filter: /plugin-rest-endpoint-methods[\\/].*index\.js$/ }, () => ({
      contents: 'export const restEndpointMethods = () => ({});',
    }));
    // WebAssembly with SIMD runs wherever Node 24 does.
    onLoad({ filter: /undici[\\/]lib[\\/].*(no-simd|llhttp-wasm)\.js$/ }, () => ({
      contents: 'module.exports = undefined;',
    }));
    // undici's second parser of HTTP is an experiment that has to be asked for, and no proxy of
    // ours speaks SOCKS.
    onLoad({ filter: /undici[\\/]lib[\\/]milo[\\/]simd\.js$/ }, () => ({
      contents: 'module.exports = undefined;',
    }));
    onLoad({ filter: /undici[\\/]lib[\\/]dispatcher[\\/]socks5-proxy-agent\.js$/ }, () => ({
      contents: `module.exports = class Socks5ProxyAgent {
        constructor() { throw new TypeError('a SOCKS proxy is not supported'); }
      };`,
    }));
    // HTTP/2 is never negotiated, and no JSON Schema is read with zod.
    onLoad({ filter: /undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/ }, () => ({
      contents: 'module.exports = undefined;',
    }));
    onLoad({ filter: /zod[\\/]v4[\\/]classic[\\/]from-json-schema\.js$/ }, () => ({
      contents: 'export const fromJSONSchema = undefined;',
    }));
    // zod can compile schemas ahead of time; none is.
    onLoad({ filter: /zod[\\/]v4[\\/]core[\\/]compile\.js$/ }, () => ({
      contents: `export const INVALID = Symbol.for('zod.compile.invalid');
        export class ZodCompileAsyncError extends Error {}
        export class ZodCompileUnsupportedError extends Error {}
        export const compile = undefined, withParser = undefined, compileFn = undefined;`,
    }));
    // Messages of zod in other languages; the project's are its own.
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

const { version } = JSON.parse(await readFile(join(here, '..', 'package.json'), 'utf8'));
await rm(join(here, 'dist'), { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [join(here, 'main.ts'), join(here, 'post.ts')],
  outdir: join(here, 'dist'),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  metafile: true,
  legalComments: 'none',
  plugins: [slices],
  define: { BENCHMARKHUB_VERSION: JSON.stringify(version) },
  // CommonJS packages inside the bundle ask for Node's own modules by require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
await copyFile(join(here, '..', 'models.yaml'), join(here, 'dist', 'models.yaml'));
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(
  `action/dist: ${Object.keys(metafile.outputs).length} files, ${bytes} bytes\n`,
);
