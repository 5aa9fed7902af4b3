import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Confinement, detectConfinement } from '../../../engine/node/sandbox/confinement.ts';
import { openSandbox, type SandboxOptions } from '../../../engine/node/sandbox/open.ts';
import { launch, layBait } from './attack.ts';
import { PYTHON_ATTACKS } from './python-attacks.ts';

const SOURCE = fileURLToPath(new URL('../../../engine/node/sandbox', import.meta.url));

/** Node's permission model as if it were not there; the flags of its paths need it to be on. */
const PERMISSIVE = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-fs-write=*',
  '--allow-child-process',
  '--allow-worker',
];

/** What each layer is in the files that the children run. */
const STRIPPING: readonly (readonly [string, RegExp, string])[] = [
  ['python-child.ts', / {2}denyImports\(\);\n {2}stripHost\(\);\n/, ''],
  ['python-child.ts', /, jsglobals: Object\.create\(null\)/, ''],
  ['python-sides.py', / {4}sys\.modules\["_pyodide\._importhook"\].*\n.*\n.*= None\n/, ''],
];

/** The files of the children without the layer that is in them. */
function copyWithoutStripping(): Disposable & { readonly folder: string } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'benchmarkhub-layers-')));
  cpSync(SOURCE, folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, layer, without] of STRIPPING) {
    const text = readFileSync(join(folder, file), 'utf8');
    assert.match(text, layer, `${file} has no such layer`);
    writeFileSync(join(folder, file), text.replace(layer, without));
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Names of the attacks of these that get through. */
async function escapes(options: SandboxOptions, names: readonly string[]): Promise<string[]> {
  await using sandbox = await openSandbox({ ...options, warm: 1 });
  const found: string[] = [];
  for (const name of names) {
    const attack = PYTHON_ATTACKS.find((candidate) => candidate.name === name);
    assert.ok(attack, name);
    using prey = await layBait();
    const { status } = await launch(sandbox, 'python', attack.code, prey);
    if (status === 'passed' || prey.reached().length > 0) found.push(name);
  }
  return found;
}

const SKIP = process.platform === 'linux' ? false : 'the layers of Linux are not here';

describe('attacks that one layer stops get through without it', { skip: SKIP }, () => {
  const names = [
    'import js',
    'constructor chain to files',
    'constructor chain to SQLite',
    'constructor chain to kill',
    'os.system',
  ];

  test('without any layer all of these do', async () => {
    using copy = copyWithoutStripping();
    const { flags } = await detectConfinement();
    const harmless = flags.filter((flag) => /warning|old-space/.test(flag));
    const none: Confinement = { words: [], layers: [], flags: [...PERMISSIVE, ...harmless] };
    const found = await escapes({ folder: copy.folder, confinement: none }, names);
    assert.deepEqual(found, names);
  });

  test('without stripping, the flags of Node and the system hold all but reading `process`', async () => {
    using copy = copyWithoutStripping();
    assert.deepEqual(await escapes({ folder: copy.folder }, names), ['import js']);
  });

  test('without the permission model a disk can be mounted', async () => {
    const { words, layers, flags } = await detectConfinement();
    const confinement = { words, layers, flags: [...flags, ...PERMISSIVE] };
    const disk = 'a mounted disk through any file system object';
    assert.deepEqual(await escapes({ confinement }, [disk, 'os.system']), [disk]);
  });
});
