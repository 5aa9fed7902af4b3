import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { command, createWorkspace } from '../workspace.ts';

const CONFIG = {
  description: 'Capitals',
  prompts: ['{{q}}'],
  providers: ['openai:gpt-4o'],
  tests: 'file://tests.csv',
};
const TESTS = 'q,__expected\nFrance?,Paris\nJudge?,llm-rubric:kind\n';

test('import makes a valid benchmark, says what is lost, and never overwrites', async () => {
  await using workspace = await createWorkspace({
    'in/promptfooconfig.json': CONFIG,
    'in/tests.csv': TESTS,
  });
  const path = join(workspace.root, 'in/promptfooconfig.json');

  const dry = await command(workspace.root, 'import', path, '--dry-run', '--json');
  const told = JSON.parse(dry.out);
  assert.deepEqual(
    [told.dry_run, told.benchmarks[0].id, told.benchmarks[0].comparable],
    [true, 'capitals', false],
  );
  assert.ok(!existsSync(join(workspace.root, 'benchmarks')));

  const made = await command(workspace.root, 'import', path, '--id', 'capitals');
  assert.equal(made.code, 0, made.log);
  assert.match(made.out, /tests\.csv:3 approximated assert: llm-rubric/);
  assert.match(made.out, /not comparable/);
  const text = readFileSync(join(workspace.root, 'benchmarks/capitals/benchmark.yaml'), 'utf8');
  assert.match(text, /Not comparable with scores of the\s+original/);
  assert.equal((await command(workspace.root, 'validate')).code, 0);

  const again = await command(workspace.root, 'import', path, '--id', 'capitals');
  assert.equal(again.code, 1);
  assert.match(again.log, /is there already/);
});

test('import takes columns, a folder of its own, and refuses what it does not know', async () => {
  await using workspace = await createWorkspace({ 'quiz.csv': 'Frage,Antwort\n1+1?,2\n' });
  const path = join(workspace.root, 'quiz.csv');
  const lost = await command(workspace.root, 'import', path);
  assert.equal(lost.code, 1);
  assert.match(lost.out, /--columns question=…; columns here: Frage, Antwort/);
  const columns = 'question=Frage,expected=Antwort';
  const made = await command(
    workspace.root,
    'import',
    path,
    '--columns',
    columns,
    '--into',
    'drafts',
  );
  assert.equal(made.code, 0, made.log);
  assert.ok(existsSync(join(workspace.root, 'drafts/quiz/cases.jsonl')));
  assert.match(
    (await command(workspace.root, 'import', path, '--columns', 'question=Frag,expected=Antwort'))
      .log,
    /did you mean "Frage"/,
  );
  assert.match(
    (await command(workspace.root, 'import', path, '--format', 'promptfo')).log,
    /did you mean "promptfoo"/,
  );
  assert.match(
    (await command(workspace.root, 'import', join(workspace.root, 'none'))).log,
    /there is no file/,
  );
  assert.equal((await command(workspace.root, 'import')).code, 1);
});

test('links are not followed, so that nothing outside the folder is read', async () => {
  await using outside = await createWorkspace({ 'tests.csv': TESTS });
  await using workspace = await createWorkspace({ 'in/promptfooconfig.json': CONFIG });
  await symlink(join(outside.root, 'tests.csv'), join(workspace.root, 'in/tests.csv'));
  const { code, out } = await command(workspace.root, 'import', join(workspace.root, 'in'));
  assert.equal(code, 1);
  assert.match(out, /tests\.csv is not among the files/);
});

test('recorded answers are scored and stored; retain and forget take them away again', async () => {
  await using workspace = await createWorkspace({
    'quiz.jsonl':
      '{"id":"a","question":"1+1?","answer":"2"}\n{"id":"b","question":"2+2?","answer":"4"}\n',
    'out.csv': 'model,id,output,is_correct\nx/m,a,2,true\nx/m,b,secret 5,false\n',
    'board.csv': 'model,score,date\nold/one,0.7,2024-01-01\n',
  });
  const { root } = workspace;
  assert.equal((await command(root, 'import', join(root, 'quiz.jsonl'))).code, 0);
  const stored = await command(root, 'import', join(root, 'out.csv'), '--json');
  const facts = JSON.parse(stored.out);
  assert.deepEqual([facts.matched, facts.agreement.same, facts.models], [2, 2, ['x/m']]);
  const rows = async () =>
    JSON.parse(
      (
        await command(
          root,
          'query',
          'SELECT case_id, score, output, answer FROM results ORDER BY 1',
          '--json',
        )
      ).out,
    );
  assert.deepEqual(
    (await rows()).map((row: { score: number }) => row.score),
    [1, 0],
  );

  const published = await command(
    root,
    'import',
    join(root, 'board.csv'),
    '--id',
    'quiz',
    '--source',
    'https://example.org',
  );
  assert.equal(published.code, 0, published.log + published.out);
  assert.match(readFileSync(join(root, 'benchmarks/quiz/published.csv'), 'utf8'), /old\/one,0\.7/);

  const told = await command(root, 'retain', '--days', '0');
  assert.match(told.log, /nothing was changed/);
  assert.equal((await rows())[1].output, 'secret 5');
  assert.equal((await command(root, 'retain', '--days', '0', '--yes')).code, 0);
  assert.deepEqual(
    (await rows()).map(({ score, output, answer }: Record<string, unknown>) => [
      score,
      output,
      answer,
    ]),
    [
      [1, null, null],
      [0, null, null],
    ],
  );

  const forgotten = await command(root, 'forget', '--case', 'b', '--json');
  assert.deepEqual([JSON.parse(forgotten.out).applied, JSON.parse(forgotten.out).rows], [false, 1]);
  assert.equal((await command(root, 'forget', '--case', 'b', '--yes')).code, 0);
  assert.equal((await rows()).length, 1);
  assert.doesNotMatch(readFileSync(join(root, 'benchmarks/quiz/cases.jsonl'), 'utf8'), /"b"/);
  assert.equal((await command(root, 'validate')).code, 0);
  assert.equal((await command(root, 'forget', '--case', 'zzz')).code, 1);
});

test('forget takes an author out, comments kept', async () => {
  const yaml =
    'title: Quiz # mine\ndescription: d\nversion: 1.0.0\nlicense: MIT\nauthors:\n  - { name: Ada, github: Ada-L }\n  - { name: Bob, github: bob }\nprompt: "{{q}}"\ncases: cases.jsonl\nscore: [equals]\n';
  await using workspace = await createWorkspace({
    'benchmarks/quiz/benchmark.yaml': yaml,
    'benchmarks/quiz/cases.jsonl':
      '{"id":"a","q":"1","expected":"1","author":"ada-l"}\n{"id":"b","q":"2","expected":"2"}\n',
  });
  const { code, out, log } = await command(workspace.root, 'forget', '--author', '@ada-l', '--yes');
  assert.equal(code, 0, log);
  assert.match(out, /benchmark\.yaml:6/);
  assert.match(log, /filter-repo/);
  const text = readFileSync(join(workspace.root, 'benchmarks/quiz/benchmark.yaml'), 'utf8');
  assert.match(text, /# mine/);
  assert.match(text, /Bob/);
  assert.doesNotMatch(text, /Ada/);
  assert.doesNotMatch(
    readFileSync(join(workspace.root, 'benchmarks/quiz/cases.jsonl'), 'utf8'),
    /"a"/,
  );
});

test('forget takes a case out of a table as well, and tells what it took', async () => {
  const yaml =
    'title: Quiz\ndescription: d\nversion: 1.0.0\nlicense: MIT\nprompt: "{{q}}"\ncases: cases.csv\nscore: [equals]\n';
  await using workspace = await createWorkspace({
    'benchmarks/quiz/benchmark.yaml': yaml,
    'benchmarks/quiz/cases.csv': 'id,q,expected\na,1,1\nb,"two\nlines",2\nc,3,3\n',
  });
  const path = join(workspace.root, 'benchmarks/quiz/cases.csv');
  const told = await command(workspace.root, 'forget', 'quiz', '--case', 'b');
  assert.match(told.out, /would remove .*cases\.csv:3/);
  assert.match(readFileSync(path, 'utf8'), /two/);
  const done = await command(workspace.root, 'forget', 'quiz', '--case', 'b', '--yes', '--json');
  const { applied, places } = JSON.parse(done.out);
  assert.deepEqual(
    [applied, places],
    [true, [{ file: 'benchmarks/quiz/cases.csv', line: 3, removable: true }]],
  );
  assert.equal(readFileSync(path, 'utf8'), 'id,q,expected\na,1,1\nc,3,3\n');
  assert.equal((await command(workspace.root, 'validate')).code, 0);
});
