import { ACTION_COMMANDS } from './commands/index.ts';
import { openContext } from './context.ts';
import { fail, openHost } from './host.ts';

try {
  const host = openHost();
  await using context = await openContext(host);
  process.exitCode = await ACTION_COMMANDS[host.inputs.command](context);
} catch (error) {
  fail(error, [process.env['INPUT_GITHUB-TOKEN'] ?? '']);
}
