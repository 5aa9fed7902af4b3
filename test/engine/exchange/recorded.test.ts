import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Benchmark } from '../../../engine/benchmark/benchmark.ts';
import type { ForeignFile } from '../../../engine/exchange/import/importer.ts';
import { Notes } from '../../../engine/exchange/import/notes.ts';
import { detectFormat } from '../../../engine/exchange/import/run.ts';
import { RECORDING_READERS } from '../../../engine/exchange/recorded/index.ts';
import { scoreRecordings } from '../../../engine/exchange/recorded/score.ts';
import type { RunStamp } from '../../../engine/results/collect.ts';
import { file, importOne, SHARED, skipWithout } from './helpers.ts';

const STAMP: RunStamp = {
  runId: 'run',
  runAt: new Date('2026-01-02T00:00:00Z'),
  tier: 'self_reported',
  commit: null,
  repository: null,
  engineVersion: '0.0.0',
  unasked: 'cancelled',
};

async function score(files: readonly ForeignFile[], benchmark: Benchmark, model?: string) {
  const notes = new Notes();
  const format = detectFormat(RECORDING_READERS, files);
  const recordings = (await RECORDING_READERS[format]?.read({ files, notes, model })) ?? [];
  const scored = await scoreRecordings(benchmark, recordings, new Map(), STAMP, notes);
  return { format, scored, notes, recordings };
}

const QUIZ = [
  file(
    'quiz.jsonl',
    '{"id":"a","question":"1 + 1?","answer":"2"}\n{"id":"b","question":"2 + 2?","answer":"4"}\n',
  ),
];

const RECORDED: readonly (readonly [string, ForeignFile])[] = [
  [
    'outputs',
    file('out.csv', 'model,id,output,is_correct\nx/m,a,It is 2,true\nx/m,b,It is 5,false\n'),
  ],
  [
    'outputs',
    file(
      'out.jsonl',
      '{"model":"x/m","question":"1 + 1?","output":"2","trial":1,"score":1}\n{"model":"x/m","question":"2 +  2?","output":"5","score":0}\n',
    ),
  ],
  [
    'lm-eval-samples',
    file(
      'samples_quiz.jsonl',
      '{"doc_id":0,"doc":{"id":"a"},"target":"2","arguments":[["Q: 1 + 1?",{}]],"resps":[["2"]],"filtered_resps":["2"],"exact_match":1.0,"filter":"strict"}\n{"doc_id":0,"doc":{"id":"a"},"target":"2","arguments":[],"resps":[["2"]],"exact_match":1.0,"filter":"flexible"}\n{"doc_id":1,"doc":{"id":"b"},"target":"4","arguments":[],"resps":[["5"]],"exact_match":0.0}\n',
    ),
  ],
  [
    'inspect-log',
    file('log.json', {
      version: 2,
      eval: { model: 'x/m', revision: { dirty: true } },
      stats: { started_at: '2026-01-01T00:00:00Z' },
      samples: [
        {
          id: 'a',
          epoch: 1,
          input: '1 + 1?',
          output: {
            choices: [{ message: { role: 'assistant', content: '2' }, stop_reason: 'stop' }],
            usage: { input_tokens: 3, output_tokens: 1 },
            time: 0.5,
          },
          scores: { match: { value: 'C' } },
        },
        {
          id: 'b',
          epoch: 1,
          input: [{ role: 'user', content: '2 + 2?' }],
          output: {
            choices: [
              { message: { content: [{ type: 'text', text: '5' }] }, stop_reason: 'max_tokens' },
            ],
          },
          scores: { match: { value: 'I' } },
        },
      ],
    }),
  ],
  [
    'every-eval-ever',
    file(
      'x.jsonl',
      '{"schema_version":"0.3.0","evaluation_id":"e","model_id":"x/m","evaluation_name":"quiz","sample_id":"a","interaction_type":"single_turn","input":{"raw":"1 + 1?","reference":["2"]},"output":{"raw":["2"]},"evaluation":{"score":1,"is_correct":true}}\n{"model_id":"x/m","sample_id":"b","interaction_type":"single_turn","input":{"raw":"2 + 2?","reference":["4"]},"output":{"raw":["5"]},"evaluation":{"score":0}}\n',
    ),
  ],
  [
    'promptfoo-output',
    file('output.json', {
      version: 3,
      results: {
        results: [
          {
            provider: { id: 'openrouter:x/m' },
            prompt: { raw: '1 + 1?' },
            vars: { question: '1 + 1?' },
            response: { output: '2', tokenUsage: { prompt: 3, completion: 1 } },
            success: true,
            score: 1,
            latencyMs: 5,
          },
          {
            provider: { id: 'openrouter:x/m' },
            prompt: { raw: '2 + 2?' },
            vars: {},
            response: { output: '5' },
            success: false,
          },
        ],
      },
    }),
  ],
];

test('recorded answers of every format are scored by our scorers and agree with theirs', async () => {
  const benchmark = await importOne(QUIZ, 'table');
  for (const [format, recorded] of RECORDED) {
    const { format: found, scored, notes } = await score([recorded], benchmark, 'x/m');
    assert.equal(found, format, recorded.path);
    assert.equal(scored.matched, 2, `${format}: ${JSON.stringify(notes.all)}`);
    assert.deepEqual(scored.agreement, { same: 2, different: 0 }, format);
    assert.deepEqual(
      scored.results.map((each) => each.score),
      [1, 0],
      format,
    );
    for (const { model, tier, provider } of scored.results)
      assert.deepEqual([model, tier, provider], ['x/m', 'self_reported', 'recorded']);
  }
});

test('what belongs to no case, comes twice or has no model is noted; what is missing is not wrong', async () => {
  const benchmark = await importOne(QUIZ, 'table');
  const text = 'model,id,output,trial\nx/m,a,2,1\nx/m,a,3,1\nx/m,zzz,2,1\n';
  const { scored, notes } = await score([file('out.csv', text)], benchmark);
  assert.equal(scored.matched, 1);
  assert.deepEqual(
    notes.all.map(({ line, severity }) => [line, severity]),
    [
      [3, 'dropped'],
      [4, 'dropped'],
    ],
  );
  const missing = scored.results.find(({ case_id }) => case_id === 'b');
  assert.deepEqual([missing?.score, missing?.outcome], [null, 'cancelled']);

  const nameless = await score([file('out.csv', 'id,output,score\na,2,1\n')], benchmark);
  assert.equal(nameless.recordings.length, 0);
  assert.match(nameless.notes.all[0]?.fix ?? '', /--model/);
});

test('a recorded answer never stands in for a call', async () => {
  const benchmark = await importOne(QUIZ, 'table');
  const [first] = RECORDED;
  assert.ok(first);
  const one = await score([first[1]], benchmark);
  const keys = new Set(one.scored.results.map(({ call_key }) => call_key));
  assert.equal(keys.size, 2);
  const other = await score([file('out.csv', 'model,id,output\nx/m,a,2\nx/m,b,4\n')], benchmark);
  for (const { call_key } of other.scored.results) assert.ok(!keys.has(call_key));
});

test('GSM8K: real outputs score as upstream labelled them', {
  skip: skipWithout('gsm8k'),
}, async () => {
  const read = (name: string) => ({
    path: name,
    bytes: new Uint8Array(readFileSync(join(SHARED, 'gsm8k', name))),
  });
  const rows = new TextDecoder().decode(read('questions.jsonl').bytes).trim().split('\n');
  const numbers = rows.map((row) => {
    const { id, question, answer } = JSON.parse(row) as Record<string, string>;
    return { id, question, answer: answer?.split('#### ')[1]?.replaceAll(',', '') };
  });
  const benchmark = await importOne(
    [file('gsm8k.jsonl', numbers.map((each) => JSON.stringify(each)).join('\n'))],
    'table',
  );
  const { scored } = await score([read('outputs.jsonl')], benchmark);
  assert.equal(scored.matched, 200);
  assert.deepEqual(scored.agreement, { same: 200, different: 0 });
});
