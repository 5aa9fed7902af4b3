import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { entryMarkdown, scorerCatalogue } from '../../../engine/scorers/catalogue.ts';
import { GROUPS } from '../../../engine/scorers/groups.ts';
import { SCORERS, STEPS } from '../../../engine/scorers/index.ts';
import { resolveExtract, resolveScorer } from '../../../engine/scorers/resolve.ts';

test('everything that can be written is in the catalogue, with an example that can be written', () => {
  const entries = scorerCatalogue();
  const count = [SCORERS, GROUPS, STEPS].reduce((sum, table) => sum + Object.keys(table).length, 0);
  assert.equal(entries.length, count);
  for (const entry of entries) {
    const { score, extract } = parse(entry.example);
    const resolved = entry.kind === 'step' ? resolveExtract(extract) : resolveScorer(score[0]);
    assert.ok('value' in resolved, `${entry.name}: ${JSON.stringify(resolved)}`);
    assert.match(entryMarkdown(entry), /```yaml\n(?:score|extract):/);
  }
});

test('a page tells each option with its type and default', () => {
  const text = entryMarkdown(
    scorerCatalogue().find(({ name }) => name === 'tool_arguments') ?? assert.fail(),
  );
  assert.match(text, /- `match` \(exact \| partial, "exact" unless written\): /);
  assert.match(text, /right: .*Oslo/);
});
