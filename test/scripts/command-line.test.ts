import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  startCommand,
  type TestWorkspace,
} from '../workspace.ts';

let workspace: TestWorkspace;
before(async () => {
  workspace = await createWorkspace(benchmarkFiles('echo', echoCases(5)));
  await execute(workspace.root, ['baseline/echo']);
});
after(() => workspace[Symbol.asyncDispose]());

const COMMANDS = readdirSync(join(PACKAGE_ROOT, 'scripts', 'commands')).map((file) =>
  file.replace(/\.ts$/, ''),
);

describe('help', () => {
  for (const name of COMMANDS) {
    test(`of ${name}`, async () => {
      const { code, out, log } = await command(workspace.root, name, '--help');
      assert.deepEqual([code, log], [0, '']);
      assert.ok(out.startsWith(`benchmarkhub ${name}`));
      for (const option of ['--root DIR', '--json', '--help']) assert.ok(out.includes(option));
      assert.equal((await command(workspace.root, 'help', name)).out, out);
    });
  }

  test('lists every command', async () => {
    const { code, out } = await command(workspace.root, 'help');
    assert.equal(code, 0);
    for (const name of COMMANDS) assert.match(out, new RegExp(`^  ${name} +\\w`, 'm'));
  });
});

/** Mistakes of the user: what is said, and the way out. */
const MISTAKES: readonly (readonly [string[], RegExp])[] = [
  [['vaildate'], /there is no command "vaildate"[\s\S]*did you mean "validate"\?/],
  [['constructor'], /there is no command "constructor"[\s\S]*benchmarkhub help lists them/],
  [['help', 'constructor'], /there is no command "constructor"/],
  [['run', '--modles', 'a'], /there is no option --modles[\s\S]*did you mean "models"\?/],
  [['run', '--trials', '0'], /--trials takes a number from 1 to 1000, not "0"/],
  [['run', '--trials', '1.5'], /--trials takes a whole number/],
  [['run', '--max-cost', 'much'], /--max-cost takes a number at least 0, not "much"/],
  [['run', '--assume-price', '1'], /--assume-price takes two prices such as/],
  [
    ['run', '--models', 'baseline/ecco'],
    /there is no model "baseline\/ecco"[\s\S]*did you mean "baseline\/echo"\?/,
  ],
  [['run', 'ehco'], /there is no benchmark "ehco"[\s\S]*did you mean "echo"\?/],
  [
    ['run', '--models', 'openai/gpt-4o-mini'],
    /needs OPENROUTER_API_KEY or OPENAI_API_KEY.* in the environment[\s\S]*export OPENROUTER_API_KEY=…/,
  ],
  [['query'], /query takes one SQL statement in quotes/],
  [
    ['query', 'SELECT nothing FROM nowhere'],
    /nowhere[\s\S]*the views are results, latest, cases and models/,
  ],
  [['compare', 'a'], /compare takes two models or two runs/],
  [
    ['compare', 'baseline/echo', 'baseline/ecco'],
    /there are no results of "baseline\/ecco"[\s\S]*did you mean "baseline\/echo"\?/,
  ],
  [['report', '--format', 'docx'], /--format takes markdown, json, pdf, not "docx"/],
  [['serve'], /there is no site in .*dist[\s\S]*run `benchmarkhub build` first/],
];

describe('a mistake ends with exit code 1, without a stack', () => {
  for (const [words, said] of MISTAKES) {
    test(words.join(' '), async () => {
      const keys = ['OPENROUTER_API_KEY', 'OPENAI_API_KEY'].map((name) => [
        name,
        process.env[name],
      ]);
      for (const [name] of keys) delete process.env[name ?? ''];
      const { code, out, log } = await command(workspace.root, ...words);
      for (const [name, value] of keys) if (value !== undefined) process.env[name ?? ''] = value;
      assert.equal(code, 1, log);
      assert.equal(out, '');
      assert.match(log, said);
      assert.doesNotMatch(log, /\n\s+at /);
    });
  }

  test('an empty workspace', async () => {
    await using empty = await createWorkspace();
    const { code, log } = await command(empty.root, 'run');
    assert.equal(code, 1);
    assert.match(log, /there are no benchmarks in .*benchmarks[\s\S]*--root/);
  });
});

describe('the launcher', () => {
  const old = oldNode();

  test('prints the version', async () => {
    const { version } = JSON.parse(
      execFileSync('cat', [join(PACKAGE_ROOT, 'package.json')]).toString(),
    );
    const { code, out } = await startCommand(['--version']).ended;
    assert.deepEqual([code, out], [0, `${version}\n`]);
  });

  test('starts the pinned Node when the one that was found is too old', {
    skip: old === undefined ? 'there is no older Node on the PATH' : false,
  }, async () => {
    const words = ['query', 'SELECT 1 AS one', '--root', workspace.root, '--json'];
    const fine = await startCommand(words, {}, old).ended;
    assert.equal(fine.code, 0, fine.log);
    assert.deepEqual(JSON.parse(fine.out), [{ one: 1 }]);
    const wrong = await startCommand(['vaildate'], {}, old).ended;
    assert.equal(wrong.code, 1, 'the exit code is passed on');
  });

  test('hands a signal on to the Node it has started', {
    skip: old === undefined ? 'there is no older Node on the PATH' : false,
  }, async () => {
    await using site = await createWorkspace({ 'dist/index.html': '<!doctype html>' });
    const words = ['serve', '--root', site.root, '--port', '0'];
    const { child, ended } = startCommand(words, {}, old);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGTERM');
    const { code, log } = await ended;
    assert.equal(code, 0, log);
  });

  test('a reader that stops reading is no error', async () => {
    const sql = "SELECT repeat('x', 1000) FROM range(100000)";
    const { child, ended } = startCommand(['query', sql, '--root', workspace.root, '--json']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, log } = await ended;
    assert.deepEqual([code, log], [0, '']);
  });

  test('npx finds it in a clone', () => {
    const options = { cwd: PACKAGE_ROOT, encoding: 'utf8', timeout: 30_000 } as const;
    assert.match(
      execFileSync('npx', ['--no-install', 'benchmarkhub', '--version'], options),
      /^\d+\.\d+\.\d+\n$/,
    );
  });
});

/** A Node on the PATH that is too old for the commands. */
function oldNode(): string | undefined {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return paths.find((path) => {
    try {
      return (
        Number.parseInt(
          execFileSync(path, ['--version'], { stdio: 'pipe' }).toString().slice(1),
          10,
        ) < 24
      );
    } catch {
      return false;
    }
  });
}
