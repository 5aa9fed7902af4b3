import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { writeResultFile } from '../../engine/node/results.ts';
import type { Result } from '../../engine/results/columns.ts';
import { resultRow } from '../engine/results/rows.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  openTestWorkspace,
  type TestWorkspace,
} from '../workspace.ts';

describe('benchmarkhub gate', () => {
  let workspace: TestWorkspace;

  before(async () => {
    const gate = { margin: 0.05, must_pass: ['c0'] };
    workspace = await createWorkspace(benchmarkFiles('sums', echoCases(60), { gate }));
    const { benchmarks } = await openTestWorkspace(workspace.root);
    const measure = async (run_id: string, commit: string, passed: number) => {
      const rows = (benchmarks[0]?.cases ?? []).map(
        ({ id, hash, weight }, place): Result =>
          resultRow({
            run_id,
            commit,
            case_id: id,
            case_hash: hash,
            weight,
            call_key: `${run_id} ${id}`,
            score: Number(place < passed),
            passed: place < passed,
          }),
      );
      await writeResultFile(join(workspace.root, 'results'), `sums/${run_id}.parquet`, rows);
    };
    await measure('before', 'aaaaaaaaaa', 55);
    await measure('worse', 'bbbbbbbbbb', 40);
    await measure('same', 'cccccccccc', 55);
  });

  after(() => workspace[Symbol.asyncDispose]());

  test('fails with 1 where a change made it worse, and says what the gate can see', async () => {
    const { code, out } = await command(workspace.root, 'gate', 'before', 'worse');
    assert.equal(code, 1);
    assert.match(
      out,
      /^1 of 1 gate failed\.\nfail: sums, acme\/one: regressed\. Worse by at least/,
    );
    assert.match(
      out,
      /With 60 cases of which 25\.0 % differ, this gate catches a loss of 5\.0 points/,
    );
  });

  test('takes commits, ends with 0 when nothing is worse, and prints one JSON document', async () => {
    const { code, out } = await command(workspace.root, 'gate', 'aaaaaaa', 'ccccccc', '--json');
    assert.equal(code, 0);
    const report = JSON.parse(out);
    assert.deepEqual([report.check, report.tests, report.gates.length], ['pass', 1, 1]);
    const [gate] = report.gates;
    assert.deepEqual([gate.verdict, gate.margin, gate.cases], ['no regression', 0.05, 60]);
    assert.deepEqual(gate.must_pass, [{ case_id: 'c0', passed: 1, trials: 1, state: 'passed' }]);
  });

  test('prints Markdown for a comment', async () => {
    const { out } = await command(workspace.root, 'gate', 'before', 'worse', '--markdown');
    assert.match(out, /^### ❌ 1 of 1 gate failed\\?\./);
    assert.match(out, /\| ❌ \| sums \| acme\/one \| −25\.0 \|/);
  });

  test('names what it does not know', async () => {
    const { code, log } = await command(workspace.root, 'gate', 'nowhere', 'worse');
    assert.equal(code, 1);
    assert.match(log, /there are no results of "nowhere"/);
  });
});
