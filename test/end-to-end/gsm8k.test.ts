import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Board } from '../../engine/analysis/board.ts';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { startLlmServer } from '../servers/llm-server.ts';
import { replayKey } from '../servers/replay.ts';
import {
  benchmarkFiles,
  createWorkspace,
  modelsFile,
  startCommand,
  type TestWorkspace,
} from '../workspace.ts';

const FOLDER = resolve(PACKAGE_ROOT, '../shared/data/gsm8k');
const skip = existsSync(FOLDER) ? false : 'the recorded outputs of GSM8K are not on this machine';

interface Question {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

interface Recorded {
  readonly id: string;
  readonly model: string;
  readonly output: string;
  readonly is_correct: boolean;
}

interface Row {
  readonly case_id: string;
  readonly model: string;
  readonly score: number | null;
  readonly output: string;
}

const MODELS = {
  'openai/6b-finetuning': '6b_finetuning',
  'openai/175b-verification': '175b_verification',
};

test('GSM8K: recorded answers, asked over HTTP, score as upstream labelled them', {
  skip,
}, async (t) => {
  const questions = await linesOf<Question>('questions.jsonl');
  const recorded = await linesOf<Recorded>('outputs.jsonl');
  const textOf = new Map(questions.map(({ id, question }) => [id, question]));
  const replies = new Map(
    recorded.map(({ id, model, output }) => [
      replayKey(model, textOf.get(id) ?? ''),
      { content: output },
    ]),
  );
  await using server = await startLlmServer({ replies });
  await using workspace = await gsm8kWorkspace(questions, server.url);

  const boards = await runAll(workspace);
  assert.equal(server.counts.answered, 200);

  await t.test('every score agrees with is_correct', async () => {
    // There is no disagreement to explain: 100 of 100 for both models, the outputs with thousands
    // separators and currency signs after "A:" included.
    const labels = new Map(recorded.map((row) => [`${row.id} ${row.model}`, row.is_correct]));
    const rows = await measuredRows(workspace);
    assert.equal(rows.length, 200);
    const disagreements = rows.filter(
      ({ case_id, model, score }) => (score === 1) !== labels.get(`${case_id} ${nameOf(model)}`),
    );
    assert.deepEqual(disagreements, []);
    assert.deepEqual(scoresOf(boards), {
      'openai/6b-finetuning': 0.21,
      'openai/175b-verification': 0.58,
    });
  });

  await t.test('the larger model is ranked first, beyond chance', () => {
    const [first, second] = boards[0]?.rows ?? [];
    assert.equal(first?.model, 'openai/175b-verification');
    assert.deepEqual([first?.rank_low, first?.rank_high], [1, 1]);
    assert.deepEqual([second?.rank_low, second?.rank_high], [2, 2]);
  });

  await t.test('the page of the benchmark shows both scores', async () => {
    const out = join(workspace.root, 'site');
    const built = await startCommand(['build', '--root', workspace.root, '--out', out]).ended;
    assert.equal(built.code, 0, built.log);
    const page = await readFile(join(out, 'b', 'gsm8k', 'index.html'), 'utf8');
    const text = page.replace(/<[^>]*>/g, ' ');
    for (const score of ['21.0', '58.0']) assert.ok(text.includes(score), `${score} on the page`);
  });
});

async function linesOf<Line>(file: string): Promise<Line[]> {
  const text = await readFile(join(FOLDER, file), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The questions as a benchmark; the gold number follows the last `####`. */
function gsm8kWorkspace(questions: readonly Question[], url: string): Promise<TestWorkspace> {
  const cases = questions.map(({ id, question, answer }) => ({
    id,
    question,
    expected: answer.split('####').at(-1)?.trim(),
  }));
  const routes = Object.entries(MODELS).map(([id, name]) => [id, [`loopback:${name}`]] as const);
  return createWorkspace({
    ...benchmarkFiles('gsm8k', cases, {
      title: 'Grade-school mathematics',
      extract: [{ after: 'A:' }, 'last_number'],
      score: [{ type: 'number' }],
    }),
    'models.yaml': modelsFile({ loopback: url }, Object.fromEntries(routes)),
  });
}

async function runAll({ root }: TestWorkspace): Promise<Board[]> {
  const words = ['run', '--root', root, '--models', Object.keys(MODELS).join(','), '--json'];
  const { code, out, log } = await startCommand(words).ended;
  assert.equal(code, 0, log);
  const { runs, boards } = JSON.parse(out);
  const none = { reused: 0, failed: 0, cost_unknown: 0, judge_calls: 0 };
  assert.deepEqual(runs[0].calls, { total: 200, new: 200, ...none });
  return boards;
}

async function measuredRows({ root }: TestWorkspace): Promise<Row[]> {
  const sql = 'SELECT case_id, model, score, output FROM results ORDER BY case_id, model';
  const { code, out, log } = await startCommand(['query', sql, '--root', root, '--json']).ended;
  assert.equal(code, 0, log);
  return JSON.parse(out);
}

function nameOf(model: string): string | undefined {
  return MODELS[model as keyof typeof MODELS];
}

function scoresOf(boards: readonly Board[]): Record<string, number | null> {
  return Object.fromEntries((boards[0]?.rows ?? []).map(({ model, score }) => [model, score]));
}
