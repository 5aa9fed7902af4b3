import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Problem } from '../../../engine/problem.ts';
import { validate } from '../../../scripts/commands/validate.ts';
import type { Terminal } from '../../../scripts/terminal/terminal.ts';
import { PACKAGE_ROOT } from '../../../scripts/workspace.ts';

// Each folder of test/input/validate is a workspace; what `validate --json` says of it stands in
// the file of the same name in test/golden/validate.

const INPUT = join(PACKAGE_ROOT, 'test', 'input', 'validate');
const GOLDEN = join(PACKAGE_ROOT, 'test', 'golden', 'validate');

const cases = readdirSync(INPUT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

for (const name of cases) {
  test(`validate ${name}`, async (t) => {
    const { text, code } = await validateJson(join(INPUT, name));
    const { valid, problems } = JSON.parse(text) as { valid: boolean; problems: Problem[] };
    assert.equal(code, valid ? 0 : 1);
    assert.equal(valid, !problems.some(({ severity }) => severity === 'error'));
    for (const problem of problems) assertWellFormed(problem);
    t.assert.fileSnapshot(text, join(GOLDEN, `${name}.json`), { serializers: [String] });
  });
}

test('every expected output has its input', () => {
  const expected = readdirSync(GOLDEN).map((name) => name.replace(/\.json$/, ''));
  assert.deepEqual(expected.sort(), cases);
});

test('most problems come with the fix', () => {
  const problems = cases.flatMap((name) => {
    const { problems } = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')) as {
      problems: Problem[];
    };
    return problems;
  });
  const fixed = problems.filter(({ fix }) => fix !== '');
  assert.ok(fixed.length > problems.length * 0.75, `${fixed.length} of ${problems.length}`);
});

function assertWellFormed({ file, line, column, message, fix }: Problem): void {
  assert.match(file, /^(benchmarks\/[\w/.-]+|models\.yaml)$/);
  assert.ok(Number.isInteger(line) && line >= 1, `line ${line}`);
  assert.ok(Number.isInteger(column) && column >= 1, `column ${column}`);
  assert.ok(message.length > 5 && message.length < 400, message);
  assert.doesNotMatch(message, /undefined|\[object|NaN|Invalid input/);
  assert.equal(typeof fix, 'string');
}

async function validateJson(root: string): Promise<{ text: string; code: number }> {
  const lines: string[] = [];
  const same = (text: string) => text;
  const terminal: Terminal = {
    out: (text) => lines.push(text),
    log: () => {},
    progress: () => {},
    live: false,
    columns: 80,
    style: { bold: same, dim: same, good: same, bad: same, warn: same, accent: same },
  };
  const code = await validate.run({ values: {}, names: [], root, json: true, terminal });
  return { text: `${lines.join('\n')}\n`, code };
}
