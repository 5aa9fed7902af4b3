import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { buildAction } from './runner.ts';

const MAX_BYTES = 1_500_000;

test('the bundle stays below 1.5 MB', () => {
  buildAction();
  const dist = join(PACKAGE_ROOT, 'action', 'dist');
  const code = readdirSync(dist).filter((name) => name.endsWith('.mjs'));
  const bytes = code.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  assert.ok(code.includes('main.mjs') && code.includes('post.mjs'));
  assert.ok(bytes <= MAX_BYTES, `${bytes} bytes; esbuild's metafile says what they are`);
});
