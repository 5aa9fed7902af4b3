import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { SCORERS } from '../engine/scorers/index.ts';
import { PACKAGE_ROOT } from '../scripts/workspace.ts';

const MAX_LINES = 250;

function sources(...patterns: readonly string[]): string[] {
  return globSync(patterns, { cwd: PACKAGE_ROOT }).sort();
}

function textOf(file: string): string {
  return readFileSync(join(PACKAGE_ROOT, file), 'utf8');
}

/** What a file imports, as paths from the root of the package or as names of packages. */
function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(
    /^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  );
  return [...found].map(([, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic ?? '';
    return name.startsWith('.') ? normalize(join(dirname(file), name)).replaceAll('\\', '/') : name;
  });
}

interface LockEntry {
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>;
}

describe('packages', () => {
  const lock: Readonly<Record<string, LockEntry>> = JSON.parse(
    textOf('package-lock.json'),
  ).packages;

  test('every dependency of every entry of the lock file is another entry', () => {
    const unresolved = Object.entries(lock).flatMap(([path, entry]) =>
      dependenciesOf(entry)
        .filter((name) => !isResolved(lock, path, name))
        .map((name) => `${path} needs ${name}`),
    );
    assert.deepEqual(unresolved, []);
  });

  test('every entry has an integrity hash', () => {
    const without = Object.entries(lock).filter(
      ([path, { integrity, link }]) => path !== '' && !link && integrity === undefined,
    );
    assert.deepEqual(
      without.map(([path]) => path),
      [],
    );
  });

  test('versions are exact', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      textOf('package.json'),
    );
    const versions = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
    });
    assert.ok(versions.length > 15);
    assert.deepEqual(
      versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version))),
      [],
    );
  });
});

/** Names of an entry's dependencies that npm has to find; peers that may be absent left out. */
function dependenciesOf(entry: LockEntry): string[] {
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => entry.peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys(entry.optionalDependencies ?? {}),
    ...peers,
  ];
}

/** Whether Node, looking from a package upwards, comes to an entry of that name. */
function isResolved(
  lock: Readonly<Record<string, LockEntry>>,
  path: string,
  name: string,
): boolean {
  const parts = path === '' ? [] : path.split('node_modules/').slice(1);
  return [...parts.keys(), parts.length].some((depth) => {
    const above = parts.slice(0, depth).map((part) => `node_modules/${part}`);
    const folder = above.join('').replace(/\/?$/, above.length > 0 ? '/' : '');
    return Object.hasOwn(lock, `${folder}node_modules/${name}`);
  });
}

describe('layers', () => {
  test('the engine outside of engine/node/ imports nothing of Node', () => {
    const files = sources('engine/**/*.ts').filter((file) => !file.startsWith('engine/node/'));
    assert.ok(files.length > 100);
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((name) =>
          /^node:|^@duckdb\/|^undici$|^(engine\/node|scripts|site|action|test)\//.test(name),
        )
        .map((name) => `${file} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  test('providers do not import each other, nor do scorers', () => {
    const wrong = ['engine/providers', 'engine/scorers'].flatMap((folder) => {
      const listed = importsOf(`${folder}/index.ts`).filter((name) => dirname(name) === folder);
      const contracts = ['scorer.ts', 'step.ts', 'provider.ts'].map((file) => `${folder}/${file}`);
      const implementations = new Set(listed.filter((name) => !contracts.includes(name)));
      assert.ok(implementations.size >= 3, folder);
      return [...implementations].flatMap((file) =>
        importsOf(file)
          .filter((name) => implementations.has(name))
          .map((name) => `${file} imports ${name}`),
      );
    });
    assert.deepEqual(wrong, []);
  });

  test('nothing imports a test', () => {
    const files = sources(
      'engine/**/*.ts',
      'scripts/**/*.ts',
      'action/**/*.ts',
      'site/**/*.{ts,astro}',
    );
    assert.deepEqual(
      files.filter((file) => importsOf(file).some((name) => name.startsWith('test/'))),
      [],
    );
  });
});

describe('files', () => {
  test(`have at most ${MAX_LINES} lines`, () => {
    const files = sources(
      'engine/**/*.ts',
      'scripts/**/*.{ts,mjs}',
      'action/*.{ts,mjs}',
      'action/*/*.ts',
    );
    const long = files
      .map((file) => [file, textOf(file).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > MAX_LINES);
    assert.deepEqual(long, []);
  });

  test('every scorer is named in a test', () => {
    const tests = sources('test/engine/scorers/**/*.test.ts');
    const written = tests.map((file) => `${file}\n${textOf(file)}`).join('\n');
    const untested = Object.keys(SCORERS).filter(
      (type) => !new RegExp(`scorers/${type}\\.test\\.ts|['"\`]${type}['"\`]`).test(written),
    );
    assert.deepEqual(untested, []);
  });

  test('every query says in its first line what it answers', () => {
    const files = sources('engine/sql/*.sql');
    assert.ok(files.length >= 6);
    assert.deepEqual(
      files.filter((file) => !textOf(file).startsWith('-- ')),
      [],
    );
  });
});
