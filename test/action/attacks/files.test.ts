import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parsePlan } from '../../../action/plan-document.ts';
import { hiddenText } from '../../../action/source/hidden-text.ts';
import { workspaceOf } from '../../../action/source/workspace.ts';
import { pathPart } from '../../../action/text/name.ts';
import { matchesPattern } from '../../../engine/scorers/text/patterns.ts';
import { BUILT_IN_MODELS } from '../../../scripts/workspace.ts';
import { benchmarkFiles, echoCases, modelsFile } from '../../workspace.ts';
import { HEAD, says } from './fakes.ts';
import { type Lab, openLab } from './lab.ts';

let lab: Lab;
before(async () => {
  lab = await openLab();
});
after(() => lab[Symbol.asyncDispose]());

describe('attacks on what reads a pull request', () => {
  test('5 a forged plan or artifact: strict shapes, and paths that are ours', () => {
    assert.throws(() => parsePlan('{"version":1}'), /holds none/);
    for (const name of ['../x', 'a/b', '', 'a\0', '.hidden', 'a..b', 'a.'])
      assert.throws(() => pathPart(name), RangeError, name);
    assert.equal(pathPart('openai-1'), 'openai-1');
  });

  test('11 a link to the keys: it is refused, and never read', async () => {
    const files = { '120000:benchmarks/sums/link.csv': '/proc/self/environ' };
    says(await lab.problemsOf(files), /a link/);
    const data = await lab.tree(lab.repository.commit(lab.main, files));
    assert.equal(await data.read('benchmarks/sums/link.csv', 1000), undefined);
    says(await lab.problemsOf({ '160000:benchmarks/sums/sub': HEAD }), /another repository/);
    says(await lab.problemsOf({ '100755:benchmarks/sums/run.sh': 'true' }), /a program/);
  });

  test('12 paths that lead out: names are looked up in the tree alone', async () => {
    for (const cases of ['../../models.yaml', '/etc/passwd', 'file:///etc/passwd', 'C:\\x.csv'])
      says(
        await lab.problemsOf(benchmarkFiles('out', [], { cases })),
        /is not a file of this folder|cannot read/,
      );
  });

  test('13 an alias bomb is refused', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map(
          (name, index) =>
            `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(',')}]`,
        ),
    ];
    says(
      await lab.problemsOf({ 'benchmarks/bomb/benchmark.yaml': bomb.join('\n') }),
      /alias|expand|character/i,
    );
  });

  test('14 keys without end: a YAML file has a cap, and below it keys are looked up, not compared', async () => {
    const keys = (count: number) =>
      Array.from({ length: count }, (_, index) => `key_number_${index}: 1`).join('\n');
    says(await lab.problemsOf({ 'benchmarks/keys/benchmark.yaml': keys(60_000) }), /larger than/);
    const twice = `${keys(300)}\nkey_number_7: 2`;
    const problems = await lab.problemsOf({ 'benchmarks/keys/benchmark.yaml': twice });
    says(problems, /key_number_7/);
    // The library finds it by comparing every key with every other.
    assert.ok(!problems.some(({ message }) => /must be unique/.test(message)));
  });

  test('15 __proto__ is no key, and changes nothing', async () => {
    const files = benchmarkFiles('proto', echoCases(1));
    const path = 'benchmarks/proto/benchmark.yaml';
    const text = JSON.stringify(files[path]).replace('{', '{"__proto__":{"polluted":true},');
    says(await lab.problemsOf({ ...files, [path]: text }), /__proto__|unknown/i);
    assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  });

  test('16 patterns that never end: only those that RE2 takes, and it takes them in linear time', async () => {
    for (const pattern of ['(?=a)b', '(?<!a)b', '(a)\\1'])
      says(
        await lab.problemsOf(
          benchmarkFiles('regex', echoCases(1), { score: [{ type: 'regex', pattern }] }),
        ),
        /look-around and back-references/,
      );
    // A backtracking engine would take 2^40 steps.
    assert.equal(matchesPattern('^(a+)+$', `${'a'.repeat(40)}!`), false);
  });

  test('17 too much of anything: caps before anything is asked', async () => {
    const big = lab.repository.commit(lab.main, {
      'benchmarks/sums/big.csv': 'x'.repeat(3_000_000),
    });
    const data = await lab.tree(big, 1_000_000);
    assert.equal(
      data.entries.get('benchmarks/sums/big.csv')?.size,
      undefined,
      'it was not even fetched',
    );
    await assert.rejects(data.read('benchmarks/sums/big.csv', 1e9), RangeError);
    says(
      await lab.problemsOf(benchmarkFiles('trials', echoCases(1), { trials: 1e6 })),
      /trials|1000/,
    );
  });

  test('22 addresses of a stranger: models come from the default branch', async () => {
    const evil = modelsFile(
      { openrouter: 'https://evil.example/v1' },
      { 'm/evil': ['openrouter:x'] },
    );
    const data = await lab.tree(lab.repository.commit(lab.main, { 'models.yaml': evil }));
    const { registry } = await workspaceOf({
      data,
      trusted: await lab.tree(lab.main),
      builtIn: BUILT_IN_MODELS,
      root: lab.folder,
    });
    assert.equal(registry.providers.get('openrouter')?.base_url, 'https://openrouter.ai/api/v1');
    assert.equal(registry.models.has('m/evil'), false);
    says(
      await lab.problemsOf(
        benchmarkFiles('url', echoCases(1), { base_url: 'https://evil.example' }),
      ),
      /base_url/,
    );
  });

  test('25 hidden text: who approves is warned of what only a model reads', async () => {
    const data = await lab.tree(
      lab.repository.commit(lab.main, { 'benchmarks/sums/a.csv': 'id\nx\u{e0041}' }),
    );
    const [warning] = await hiddenText(data, ['sums']);
    assert.equal(warning?.message, 'the character U+E0041 is not seen, but a model reads it');
    assert.deepEqual([warning?.line, warning?.column], [2, 2]);
  });

  test('27 forged results: a pull request cannot bring any', async () => {
    says(
      await lab.problemsOf({ 'results/sums/20260101T000000Z-abc.parquet': 'PAR1' }),
      /results are written by runs/,
    );
  });
});
