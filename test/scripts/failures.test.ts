import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FailureReport } from '../../engine/analysis/failures/report.ts';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  execute,
  modelsFile,
  type TestWorkspace,
} from '../workspace.ts';
import { CONTRACTS } from './contracts.ts';
import { mismatches } from './shape.ts';

const MODELS = ['acme/one', 'acme/two', 'acme/three', 'acme/four'];
const CASES = Array.from({ length: 30 }, (_, index) => ({
  id: `c${index}`,
  question: `What is ${index} + 100?`,
  // The key of the fourth case is wrong.
  expected: String(index === 3 ? 555 : index + 100),
}));

describe('failures', () => {
  let server: LlmServer;
  let workspace: TestWorkspace;
  let isWorse = false;
  let first = '';

  before(async () => {
    // The fourth model is off by one everywhere, and in the second run the first one is silent.
    server = await startLlmServer({
      answer: ({ question, body }) => {
        const sum = Number(/\d+/.exec(question)?.[0]) + 100;
        if (body.model === 'four') return String(sum + 1);
        return isWorse && body.model === 'one' && sum % 2 === 0 ? '' : String(sum);
      },
    });
    workspace = await createWorkspace({
      ...benchmarkFiles('sums', CASES, { score: [{ type: 'number' }] }),
      'models.yaml': modelsFile(
        { acme: server.url },
        Object.fromEntries(MODELS.map((id) => [id, [`acme:${id.split('/')[1]}`]])),
      ),
    });
    const { runs } = await execute(workspace.root, MODELS);
    first = runs[0]?.run_id ?? '';
  });
  after(async () => {
    await server.close();
    await workspace[Symbol.asyncDispose]();
  });

  async function report(...words: string[]): Promise<FailureReport> {
    const { code, out, log } = await command(workspace.root, 'failures', ...words, '--json');
    assert.equal(code, 0, log);
    const printed = JSON.parse(out);
    assert.deepEqual(mismatches(printed, CONTRACTS.failures), []);
    return printed.benchmarks[0];
  }

  test('each model has its kinds of failure with intervals and what stands out', async () => {
    const { models, failures, unclear } = await report();
    assert.equal(failures, 33);
    // Nobody is near 555; the fourth model was not off by one there.
    assert.equal(unclear, 4 / 33);
    const four = models.find(({ model }) => model === 'acme/four');
    const [most] = four?.codes ?? [];
    assert.deepEqual([most?.code, most?.share, most?.stands_out], ['off_by_one', 29 / 30, 'more']);
    assert.ok((most?.low ?? 1) < 29 / 30 && (most?.high ?? 0) > 29 / 30);
  });

  test('a key that all strong models contradict is proposed with its line', async () => {
    const { audit } = await report('--audit');
    assert.equal(audit.length, 1);
    const [found] = audit;
    assert.deepEqual(
      [found?.case_id, found?.proposes, found?.answer, found?.expected, found?.source.line],
      ['c3', 'wrong_key', '103', '"555"', 4],
    );
    assert.equal(found?.models.length, 3);
    const { out } = await command(workspace.root, 'failures', '--audit');
    assert.match(out, /cases\.jsonl:4 +c3 +wrong_key +"555" +103/);
  });

  test('since a run, the kind that grew is named', async () => {
    isWorse = true;
    await execute(workspace.root, ['acme/one'], { fresh: true });
    const { changes } = await report('--base', first, '--model', 'acme/one');
    const [grew] = changes ?? [];
    assert.deepEqual([grew?.code, grew?.only_after, grew?.verdict], ['empty', 15, 'grew']);
    const { out } = await command(workspace.root, 'failures', '--base', first);
    assert.match(out, /`empty` grew\./);
  });

  test('an unknown model or run is refused with the nearest name', async () => {
    const { code, log } = await command(workspace.root, 'failures', '--model', 'acme/on');
    assert.equal(code, 1);
    assert.match(log, /no results of "acme\/on"[\s\S]*acme\/one/);
  });
});
