import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { BUILT_IN_MODELS } from '../../scripts/workspace.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  execute,
  modelsFile,
} from '../workspace.ts';

const ERRATUM = {
  case: 'c0',
  wrong: 'The expected answer was another question’s.',
  fixed_in: '1.0.1',
  by: 'Ada',
  date: '2026-11-20',
};

describe('an erratum', () => {
  test('that changes an expected answer scores everything again and asks nobody', async () => {
    await using server = await startLlmServer();
    const wrong = echoCases(5).map((one) => (one.id === 'c0' ? { ...one, expected: 'x' } : one));
    await using workspace = await createWorkspace({
      ...benchmarkFiles('echo', wrong),
      'models.yaml': modelsFile({ acme: server.url }, { 'acme/one': ['acme:one'] }),
    });
    await execute(workspace.root, ['acme/one']);
    assert.equal(server.counts.requests, 5);
    const score = async () => {
      const { code, out } = await command(workspace.root, 'score', '--json');
      assert.equal(code, 0);
      const { runs, boards } = JSON.parse(out);
      return { calls: runs[0].calls, score: boards[0].rows[0].score };
    };
    assert.equal((await score()).score, 0.8);

    await workspace.write(benchmarkFiles('echo', echoCases(5), { version: '1.0.1' }));
    await workspace.write({ 'benchmarks/echo/errata.yaml': [ERRATUM] });
    const { calls, score: corrected } = await score();
    assert.equal(corrected, 1);
    assert.deepEqual([calls.new, calls.reused, calls.failed], [0, 5, 0]);
    assert.equal(server.counts.requests, 5);
  });

  test('is read with its benchmark and changes no fingerprint', async () => {
    await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(2)));
    const open = async () => (await openWorkspace(workspace.root, BUILT_IN_MODELS)).benchmarks[0];
    const before = await open();
    await workspace.write({ 'benchmarks/echo/errata.yaml': [ERRATUM] });
    const after = await open();
    assert.deepEqual(after?.errata, [ERRATUM]);
    assert.equal(after?.fingerprint, before?.fingerprint);
  });

  test('with a mistake is told where it stands', async () => {
    await using workspace = await createWorkspace(benchmarkFiles('echo', echoCases(2)));
    await workspace.write({
      'benchmarks/echo/errata.yaml':
        '- case: c0\n  wrong: it is\n  by: Ada\n  date: yesterday\n  fixd_in: 1.0.1\n',
    });
    const { code, out } = await command(workspace.root, 'validate');
    assert.equal(code, 1);
    assert.match(out, /errata\.yaml:4:\d+ error/);
    assert.match(out, /errata\.yaml:5:\d+ error[^\n]*fixd_in[\s\S]*did you mean "fixed_in"/);
  });
});
