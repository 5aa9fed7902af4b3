import type { Execution } from '../../sandbox/execution.ts';
import { openSandbox } from './open.ts';
import { requireNoSecrets } from './secrets.ts';
import { settingOf } from './setting.ts';
import { SqlSandbox } from './sql.ts';

/**
 * The process that opens the sandboxes, between the command, which may hold keys, and the code. Its
 * environment is empty but for what finds programs and temporary files; it reads no secret.
 */
requireNoSecrets(process.env);

const workers = Number(process.argv[2] ?? 2);
const sandbox = await openSandbox({ workers, warm: workers });
const sql = new SqlSandbox(await settingOf({ warm: workers }), workers);

/** Ends with its parent, and not before: what is in flight is the parent's to end. */
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => void close());

process.on('message', async ({ id, execution }: { id: number; execution: Execution }) => {
  const result =
    execution.language === 'sql' ? await sql.run(execution) : await sandbox.run(execution);
  if (process.connected) process.send?.({ id, result });
});

process.send?.({ ready: sandbox.layers });

async function close(): Promise<void> {
  await Promise.all([sandbox[Symbol.asyncDispose](), sql[Symbol.asyncDispose]()]);
  process.exit(0);
}
