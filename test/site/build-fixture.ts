import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FIXTURE = fileURLToPath(new URL('./fixture.ts', import.meta.url));

/** A built site in a folder of its own. */
export interface BuiltSite extends AsyncDisposable {
  readonly folder: string;
  /** Where it has to be served, with a slash at both ends. */
  readonly base: string;
}

/**
 * Builds the site from the fixture instead of a workspace. The module that reads the workspace is
 * replaced by the bundler, so that the site itself knows of no fixture.
 */
export async function buildFixtureSite(base = '/hub/'): Promise<BuiltSite> {
  const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-site-'));
  try {
    await buildInto(folder, base);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return built(folder, base);
}

/** Only the one import: other folders have a `source.ts` of their own. */
const fixtureSource = {
  name: 'fixture-source',
  enforce: 'pre',
  resolveId: (name: string, importer: string | undefined) =>
    name === './source.ts' && importer?.endsWith('site/lib/build/site-data.ts')
      ? FIXTURE
      : undefined,
} as const;

async function buildInto(folder: string, base: string): Promise<void> {
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { build } = await import('astro');
  await build({
    root: ROOT,
    outDir: join(folder, 'dist'),
    cacheDir: join(folder, 'cache'),
    base,
    site: 'https://example.org',
    logLevel: 'error',
    vite: {
      logLevel: 'error',
      plugins: [fixtureSource],
    },
  });
}

function built(folder: string, base: string): BuiltSite {
  return {
    folder: join(folder, 'dist'),
    base,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
    },
  };
}
