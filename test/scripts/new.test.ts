import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { command, createWorkspace, type TestWorkspace } from '../workspace.ts';

const TEMPLATES = readdirSync(join(PACKAGE_ROOT, 'benchmarks', 'templates')).sort();

describe('templates', () => {
  let workspace: TestWorkspace;
  before(async () => {
    workspace = await createWorkspace();
  });
  after(() => workspace[Symbol.asyncDispose]());
  const inside = (...words: string[]) => command(workspace.root, ...words, '--json');

  test('there are ten, and `new` alone lists them with what they are for', async () => {
    const { code, out } = await inside('new');
    assert.equal(code, 0);
    const { templates } = JSON.parse(out) as { templates: { template: string; about: string }[] };
    assert.deepEqual(
      templates.map(({ template }) => template),
      TEMPLATES,
    );
    assert.equal(templates.length, 10);
    for (const { about } of templates) assert.match(about, /^[A-Z][a-z ]+: .+\.$/);
  });

  for (const template of TEMPLATES)
    test(`${template} becomes a benchmark that validates and runs at once`, async () => {
      const id = `my-${template}`;
      const made = await inside('new', template, id);
      assert.equal(made.code, 0);
      const { cases, minimum_detectable_effect: effect } = JSON.parse(made.out);
      // What 80 % of the boards would see if two models differ in a fifth of the cases.
      assert.ok(Math.abs(effect - 2.8015852 * Math.sqrt(0.2 / cases)) < 1e-6, made.out);
      const written = readFileSync(
        join(workspace.root, 'benchmarks', id, 'benchmark.yaml'),
        'utf8',
      );
      assert.match(written, new RegExp(`^title: "My ${template.replaceAll('-', ' ')}"$`, 'm'));
      assert.ok(written.split('\n').filter((line) => line.startsWith('#')).length >= 8);
      const checked = await inside('validate', id);
      assert.deepEqual(JSON.parse(checked.out).problems, []);
      const run = await inside('run', id, '--models', 'baseline');
      assert.equal(run.code, 0, run.log);
      const { boards } = JSON.parse(run.out) as {
        boards: { rows: { model: string; score: number | null; missing: number }[] }[];
      };
      const rows = boards.flatMap((board) => board.rows);
      assert.ok(rows.length >= 3);
      for (const { model, score, missing } of rows)
        assert.ok(score !== null && missing === 0, `${model}: ${score}, ${missing} missing`);
    });

  test('says what the cases can tell apart before anything is spent', async () => {
    const { code, out } = await command(workspace.root, 'new', 'plain-start');
    assert.equal(code, 0);
    assert.match(
      out,
      /plain-start is ready.*\n\d+ cases? resolves? a difference of about \d+ points/,
    );
  });

  test('an unknown template is told with the nearest, a missing id with an example', async () => {
    const unknown = await inside('new', 'clasification', 'x');
    assert.equal(unknown.code, 1);
    assert.match(unknown.log, /there is no template "clasification"[\s\S]*classification/);
    assert.match((await inside('new', 'maths')).log, /benchmarkhub new maths my-maths/);
  });
});
