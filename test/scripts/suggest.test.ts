import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openSearch } from '../../engine/node/search.ts';
import { openTemplates } from '../../engine/node/templates.ts';
import { documentsOf } from '../../engine/search/document.ts';
import { suggestionsFor } from '../../engine/search/suggest.ts';
import {
  benchmarkFiles,
  command,
  createWorkspace,
  echoCases,
  openTestWorkspace,
  type TestWorkspace,
} from '../workspace.ts';

const invoices = benchmarkFiles('invoices', echoCases(3), {
  title: 'Invoice fields',
  description: 'Supplier, tax and total of invoices.',
});
const chess = benchmarkFiles('chess', echoCases(2), {
  title: 'Mate in one',
  description: 'Chess positions with one winning move.',
});

describe('suggest', () => {
  let workspace: TestWorkspace;
  before(async () => {
    const templates = Object.entries(
      benchmarkFiles('extraction', echoCases(3), {
        title: 'Extraction',
        description: 'Fields of documents, such as the tax and the total of invoices.',
      }),
    ).map(([path, file]) => [path.replace('benchmarks/', 'benchmarks/templates/'), file] as const);
    workspace = await createWorkspace({ ...invoices, ...chess, ...Object.fromEntries(templates) });
  });
  after(() => workspace[Symbol.asyncDispose]());

  test('proposes a fork with why and commands that work', async () => {
    const words = ['suggest', 'tax on invoices from a supplier', '--json'];
    const { code, out, log } = await command(workspace.root, ...words);
    assert.equal(code, 0, log);
    const [first] = JSON.parse(out).suggestions;
    assert.deepEqual([first.benchmark, first.kind], ['invoices', 'benchmark']);
    assert.match(first.why, /description: .*supplier/);
    const [fork, validate] = first.commands;
    assert.match(fork, /^benchmarkhub fork invoices --as [a-z0-9-]+$/);
    for (const line of [fork, validate]) {
      const ran = await command(workspace.root, ...line.split(' ').slice(1));
      assert.equal(ran.code, 0, ran.log + ran.out);
    }
    const again = JSON.parse((await command(workspace.root, ...words)).out).suggestions;
    assert.notEqual(again[0].commands[0].split(' ').at(-1), fork.split(' ').at(-1));
  });

  test('offers templates as what they are', async () => {
    const templates = await openTemplates(workspace.root);
    assert.deepEqual(
      templates.map(({ id }) => id),
      ['extraction'],
    );
    const { benchmarks } = await openTestWorkspace(workspace.root);
    const documents = documentsOf([...benchmarks, ...templates]);
    const suggestions = suggestionsFor(await openSearch(documents, workspace.root, {}), {
      description: 'fields of documents',
      templates: new Set(['extraction']),
      taken: new Set(['fields-documents']),
      limit: 1,
    });
    assert.deepEqual(
      suggestions.map(({ benchmark, kind, commands }) => [benchmark, kind, commands[0]]),
      [['extraction', 'template', 'benchmarkhub new extraction fields-documents-2']],
    );
  });

  test('says that nothing is like it, and asks for a description', async () => {
    const { code, log } = await command(workspace.root, 'suggest');
    assert.equal(code, 1);
    assert.match(log, /suggest takes a description/);
    const none = await command(workspace.root, 'suggest', 'qqqqxyz');
    assert.equal(none.code, 0);
    assert.match(none.log, /nothing here is like it/, none.out);
  });
});
