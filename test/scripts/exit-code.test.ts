import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startLlmServer } from '../servers/llm-server.ts';
import { benchmarkFiles, command, createWorkspace, echoCases, modelsFile } from '../workspace.ts';

test('a run that gets no reply at all ends with 2, one that gets some with 0', async () => {
  await using refusing = await startLlmServer({ apiKey: 'another' });
  await using server = await startLlmServer({ answer: ({ question }) => question });
  await using workspace = await createWorkspace({
    ...benchmarkFiles('echo', echoCases(3)),
    'models.yaml': modelsFile(
      { bad: refusing.url, good: server.url },
      { 'v/bad': ['bad:m'], 'v/good': ['good:m'] },
    ),
  });
  const none = await command(workspace.root, 'run', '--models', 'v/bad', '--quiet');
  assert.equal(none.code, 2, none.log);
  assert.match(none.log, /401/);
  const some = await command(workspace.root, 'run', '--models', 'v/bad,v/good', '--quiet');
  assert.equal(some.code, 0, some.log);
});
