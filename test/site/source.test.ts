import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSource } from '../../site/lib/build/source.ts';

const BENCHMARK = `
title: Sums
description: Adds two numbers.
version: 1.0.0
license: MIT
authors: [{ name: Ada }]
prompt: "{{question}}"
cases:
  - { id: a, question: 1 + 1, expected: "2" }
score:
  - { type: equals }
`;

const root = await mkdtemp(join(tmpdir(), 'benchmarkhub-workspace-'));
after(() => rm(root, { recursive: true, force: true }));

test('a workspace becomes the data of the site, before anything is measured', async () => {
  await mkdir(join(root, 'benchmarks', 'sums'), { recursive: true });
  await writeFile(join(root, 'benchmarks', 'sums', 'benchmark.yaml'), BENCHMARK);
  await writeFile(join(root, 'benchmarkhub.yaml'), 'title: My hub\nrepository: me/hub\n');
  process.env.BENCHMARKHUB_ROOT = root;
  process.env.BENCHMARKHUB_RESULTS = '';
  const data = await openSource();
  assert.equal(data.title, 'My hub');
  assert.equal(data.repository, 'me/hub');
  assert.deepEqual(
    data.benchmarks.map(({ id }) => id),
    ['sums'],
  );
  assert.ok(data.models.length > 0);
  assert.deepEqual(
    data.boards.get('sums')?.map(({ current, rows }) => [current, rows.length]),
    [[true, 0]],
  );
  assert.equal((await data.caseResults('sums')).size, 0);
  assert.equal(await data.caseResults('sums'), await data.caseResults('sums'));
});

test('a workspace with a mistake stops the build with its place', async () => {
  await writeFile(join(root, 'benchmarks', 'sums', 'benchmark.yaml'), `${BENCHMARK}scroe: []\n`);
  await assert.rejects(openSource(), /benchmarks\/sums\/benchmark\.yaml:\d+:\d+/);
});
