import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, command, createWorkspace, modelsFile } from '../workspace.ts';

/** Cases whose answers are as long as their questions, four times. */
function cases(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const question = 'word '.repeat(5 + ((from + index) % 20)).trim();
    return { id: `c${from + index}`, question: `${from + index}: ${question}`, expected: 'x' };
  });
}

const answer = ({ question }: { question: string }) => `${question} `.repeat(4);

test('a plan says what it rests on, and its interval holds what is then spent', async () => {
  await using server = await startLlmServer({ answer });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('long', cases(0, 40), { parameters: { max_tokens: 200 } }),
    'models.yaml': modelsFile({ a: server.url }, { 'acme/one': ['a:one'] }),
  });
  const { root, write } = workspace;
  const plan = async () =>
    JSON.parse((await command(root, 'plan', '--models', 'acme/one', '--json')).out);
  const run = async () =>
    JSON.parse((await command(root, 'run', '--models', 'acme/one', '--json')).out).runs[0];

  const first = await plan();
  assert.deepEqual([first.models[0].basis, first.models[0].replies], ['text length', 0]);
  const spent = (await run()).cost_usd;
  assert.ok(first.cost_usd.low <= spent && spent <= first.cost_usd.high);

  await write(benchmarkFiles('long', cases(0, 80), { parameters: { max_tokens: 200 } }));
  const second = await plan();
  assert.deepEqual([second.models[0].basis, second.models[0].replies], ['regression', 40]);
  assert.equal(second.calls.new, 40);
  const more = (await run()).cost_usd;
  assert.ok(second.cost_usd.low <= more && more <= second.cost_usd.high, `${more} outside`);
  assert.ok(Math.abs(second.cost_usd.expected - more) < 0.05 * more, 'within a twentieth');
  const width = (one: typeof first) => one.cost_usd.high - one.cost_usd.low;
  assert.ok(width(second) < width(first) / 4, 'past replies make it narrower');

  const text = await command(root, 'plan', '--models', 'acme/one', '--max-age', '1s');
  assert.match(text.out, /a line through 80 past replies|acme\/one +long +0 +80/);
  assert.match(text.out, /tokens: [\d,]+ in \([\d,]+ to [\d,]+\), [\d,]+ out/);

  const report = JSON.parse((await command(root, 'report', '--json')).out).predictions;
  assert.equal(report.runs.length, 2);
  assert.deepEqual([report.runs[0].basis, report.runs[1].basis], [['regression'], ['text length']]);
  assert.equal(report.runs[0].actual_usd, more);
  assert.equal(report.runs[0].predicted_usd, second.cost_usd.expected);
  assert.ok(report.runs[0].actual_seconds > 0 && report.runs[0].predicted_seconds > 0);
  assert.deepEqual([report.record.predictions, report.record.inside], [2, 1]);
  const markdown = (await command(root, 'report')).out;
  assert.match(markdown, /### Predicted and actual\n\n\| run \| calls \|/);
  assert.match(
    markdown,
    /2 past predictions were off by [\d.]+ % of the cost \(median\); 100\.0 % of their intervals held it/,
  );
});

test('minutes go by the limits of each provider', async () => {
  await using workspace = await createWorkspace({
    ...benchmarkFiles('long', cases(0, 120)),
    'models.yaml': {
      providers: {
        slow: {
          base_url: 'http://127.0.0.1:9',
          limits: { concurrency: 50, requests_per_minute: 60 },
        },
        narrow: { base_url: 'http://127.0.0.1:9', limits: { concurrency: 2 } },
      },
      models: {
        'acme/slow': { price: 'free', routes: ['slow:one'] },
        'acme/narrow': { price: 'free', routes: ['narrow:one'] },
      },
    },
  });
  const seconds = async (models: string, ...words: string[]) => {
    const { out } = await command(workspace.root, 'plan', '--models', models, '--json', ...words);
    return JSON.parse(out).seconds.expected;
  };
  assert.equal(await seconds('acme/slow'), 120);
  // 120 calls of two seconds, two at a time.
  assert.equal(await seconds('acme/narrow'), 120);
  assert.equal(await seconds('acme/narrow', '--concurrency', '8'), 30);
  assert.equal(await seconds('acme/slow,acme/narrow'), 120, 'side by side');
});

test('the run tells its prediction', async () => {
  await using server = await startLlmServer({ answer });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('long', cases(0, 5)),
    'models.yaml': modelsFile({ a: server.url }, { 'acme/one': ['a:one'] }),
  });
  const { log } = await command(workspace.root, 'run', '--models', 'acme/one');
  assert.match(log, /predicted: \$[\d.e-]+ \(\$[\d.e-]+ to \$[\d.e-]+\) in \d+ s/);
});
