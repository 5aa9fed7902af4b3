// What does installing the command line take, without the site and without Node itself?
// `npm run bench:install`; `-- --peer promptfoo@0.123` installs that one after it.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { print } from './process.ts';

const { values } = parseArgs({ options: { peer: { type: 'string' } } });

/** Dependencies that only the site imports. */
const SITE = /^(astro|@astrojs\/.*|react.*|vega.*|@orama\/.*)$/;

const { dependencies } = JSON.parse(
  await readFile(resolve(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
) as { dependencies: Readonly<Record<string, string>> };
const ours = Object.fromEntries(Object.entries(dependencies).filter(([name]) => !SITE.test(name)));

print('| | seconds | MB | packages |');
print('|---|--:|--:|--:|');
print(await installLine('benchmarkhub, command line', ours));
if (values.peer !== undefined) {
  const at = values.peer.lastIndexOf('@');
  const [name, version] =
    at > 0 ? [values.peer.slice(0, at), values.peer.slice(at + 1)] : [values.peer, 'latest'];
  print(await installLine(values.peer, { [name]: version }));
}

/** Installs into an empty folder with an empty cache. */
async function installLine(
  name: string,
  wanted: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'benchmarkhub-install-'));
  try {
    await mkdir(join(folder, 'cache'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: wanted }));
    const started = performance.now();
    await npmInstall(folder);
    const seconds = (performance.now() - started) / 1000;
    const { bytes, packages } = await contentsOf(join(folder, 'node_modules'));
    return `| ${name} | ${seconds.toFixed(1)} | ${Math.round(bytes / 1e6)} | ${packages} |`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function npmInstall(folder: string): Promise<void> {
  const words = ['install', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
  return new Promise((done, fail) => {
    const child = spawn('npm', words, { cwd: folder, stdio: 'ignore' });
    child.on('error', fail);
    child.on('exit', (code) => (code === 0 ? done() : fail(new Error(`npm ended with ${code}`))));
  });
}

/** Bytes of all files; every package.json that names a version is a package. */
async function contentsOf(folder: string): Promise<{ bytes: number; packages: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let [bytes, packages] = [0, 0];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    bytes += (await stat(path)).size;
    if (
      /node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+$/.test(entry.parentPath) &&
      entry.name === 'package.json'
    )
      packages++;
  }
  return { bytes, packages };
}
