import { selectModels } from '../../engine/model/registry.ts';
import { isUsable } from '../../engine/node/keys.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import type { Command, Invocation } from '../command.ts';
import { tableLines } from '../terminal/table.ts';
import { BUILT_IN_MODELS } from '../workspace.ts';

export const models: Command = {
  summary: 'models that can be asked, with their prices and whether their key is set',
  usage: '[model or tag…]',
  options: {},
  run: runModels,
};

async function runModels(invocation: Invocation): Promise<number> {
  const { registry } = await openWorkspace(invocation.root, BUILT_IN_MODELS);
  const chosen =
    invocation.names.length > 0
      ? selectModels(registry, invocation.names)
      : [...registry.models.values()];
  const listed = chosen.map((model) => {
    const usable = model.routes.some(({ provider }) => {
      const known = registry.providers.get(provider);
      return known !== undefined && isUsable(known, process.env);
    });
    return { ...model, usable };
  });
  if (invocation.json) {
    invocation.terminal.out(JSON.stringify({ models: listed }, null, 2));
    return 0;
  }
  const columns = [
    { title: 'model' },
    { title: 'released' },
    { title: 'weights' },
    { title: 'context', align: 'right' },
    { title: '$/M in', align: 'right' },
    { title: '$/M out', align: 'right' },
    { title: 'key' },
  ] as const;
  const rows = listed.map((model) => [
    model.id,
    model.released ?? '',
    model.open_weights ? 'open' : '',
    model.context?.toLocaleString('en-US') ?? '',
    model.price?.input.toString() ?? '?',
    model.price?.output.toString() ?? '?',
    model.usable ? 'ready' : 'missing',
  ]);
  for (const line of tableLines(columns, rows)) invocation.terminal.out(line);
  return 0;
}
