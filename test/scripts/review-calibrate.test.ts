import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Calibration } from '../../engine/judges/calibration.ts';
import { judgeReply } from '../engine/judges/scripted.ts';
import { type LlmServer, startLlmServer } from '../servers/llm-server.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  execute,
  LAUNCHER,
  modelsFile,
  type TestWorkspace,
} from '../workspace.ts';

const MODELS = ['acme/one', 'acme/two', 'acme/three', 'acme/four'];
const CASES = Array.from({ length: 40 }, (_, index) => ({
  id: `c${index}`,
  question: `Task ${index}.`,
}));

/** Labels by what the answer says; returns what was printed and how the command ended. */
function label(root: string, words: readonly string[]): Promise<{ out: string; code: number }> {
  const child = spawn(process.execPath, [LAUNCHER, 'review', 'tasks', '--root', root, ...words]);
  let out = '';
  let read = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    for (;;) {
      const end = out.indexOf('comment if you like:', read);
      if (end < 0) break;
      const shown = out.slice(read, end);
      read = end + 1;
      child.stdin.write(/ANSWER\n\s+a right/.test(shown) ? 'p fine\n' : 'f\n');
    }
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ out, code: code ?? -1 }));
  });
}

describe('review and calibrate', () => {
  let server: LlmServer;
  let workspace: TestWorkspace;

  before(async () => {
    server = await startLlmServer({
      answer: (request) => {
        const { body, question } = request;
        if (body.model === 'judge')
          // Passes all that is right, and of what is wrong every fifth task.
          return judgeReply(
            {
              verdict: (candidate) =>
                candidate.includes('right') || /task \d?[05]\b/.test(candidate) ? 'met' : 'not_met',
            },
            request,
          );
        const task = Number(/\d+/.exec(question)?.[0]);
        const good = task % 2 === 0 || body.model === 'one';
        return `a ${good ? 'right' : 'wrong'} answer to task ${task}`;
      },
    });
    const routes = Object.fromEntries([
      ...MODELS.map((id) => [id, [`loop:${id.split('/')[1]}`]] as const),
      ['vera/judge', ['loop:judge']],
    ]);
    const models = modelsFile({ loop: server.url }, routes) as { models: Record<string, object> };
    for (const [id, model] of Object.entries(models.models))
      Object.assign(model, { vendor: id.split('/')[0] });
    workspace = await createWorkspace({
      ...benchmarkFiles('tasks', CASES, {
        score: [{ type: 'rubric', criteria: ['The answer is right.'] }],
        judges: { models: ['vera/judge'], repeat: 0 },
      }),
      'models.yaml': models,
    });
    await execute(workspace.root, MODELS);
  });
  after(async () => {
    await server.close();
    await workspace[Symbol.asyncDispose]();
  });

  test('without labels a board says that its judges are not calibrated, and corrects nothing', async () => {
    const { out } = await command(workspace.root, 'report', '--json');
    const [board] = JSON.parse(out).boards;
    assert.equal(board.judging.status, 'uncalibrated');
    assert.ok(board.judging.scores.every(({ method }: { method: string }) => method === 'none'));
    const markdown = await command(workspace.root, 'report');
    assert.match(markdown.out, /Judges: uncalibrated .* 0 random labels of the 100/);
    assert.doesNotMatch(markdown.out, /as people would/);
  });

  test('review shows answers without model and verdict and writes a label a line', async () => {
    const list = await command(workspace.root, 'review', 'tasks', '--list');
    assert.match(list.out, /tasks: \d+ of \d+ answers to label/);
    const { out, code } = await label(workspace.root, ['--reviewer', 'ada']);
    assert.equal(code, 0, out);
    assert.doesNotMatch(out, /acme|vera|\bmet\b/);
    const lines = (await readFile(`${workspace.root}/reviews/tasks/ada.jsonl`, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    // Three models say the same; equal answers are shown once.
    assert.ok(lines.length >= 50 && lines.length <= 60, String(lines.length));
    assert.deepEqual([lines[0].reviewer, lines[0].source], ['ada', 'random']);
    assert.ok(lines.every(({ probability }) => probability > 0 && probability <= 1));
    const left = await command(workspace.root, 'review', 'tasks', '--reviewer', 'ada', '--list');
    assert.match(left.out, /tasks: 0 of/);
    const nobody = await command(workspace.root, 'review', 'tasks');
    assert.match(nobody.log, /--reviewer NAME/);
  });

  test('calibrate measures the judge by the labels, and boards show scores as people would give them', async () => {
    const { out } = await command(workspace.root, 'calibrate', '--json');
    const [report] = JSON.parse(out).benchmarks as (Calibration & { benchmark: string })[];
    assert.equal(report?.sensitivity?.value, 1);
    assert.ok((report?.specificity?.value ?? 1) < 0.95);
    const two = report?.scores.find(({ model }) => model === 'acme/two');
    assert.equal(two?.judged, 24 / 40, 'half, and each fifth of the other half');
    assert.ok(two !== undefined && two.low <= 0.5 && two.high >= 0.5, 'people pass half of them');
    const board = await command(workspace.root, 'report');
    assert.match(
      board.out,
      /\| acme\/two \| 60\.0 \| \d+\.\d \(\d+\.\d–\d+\.\d\) \| own labels \|/,
    );
    const printed = await command(workspace.root, 'calibrate');
    assert.match(printed.out, /Judges: (un)?calibrated .*kappa 0\.\d+ \(/);
    const run = await command(workspace.root, 'run', '--models', 'acme/two', '--quiet');
    assert.match(run.out, /as people would %[\s\S]*acme\/two +60\.0/);
  });

  test('a line that is no label is named', async () => {
    await workspace.write({ 'reviews/tasks/bob.jsonl': '{"label":"pass"}\n' });
    const { code, log } = await command(workspace.root, 'calibrate');
    assert.equal(code, 1);
    assert.match(log, /reviews\/tasks\/bob\.jsonl:1:1 is no label/);
  });
});
