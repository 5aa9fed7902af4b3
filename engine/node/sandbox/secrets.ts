import type { Registry } from '../../model/model.ts';
import { UserError } from '../../problem.ts';
import type { Environment } from '../keys.ts';

/** How people name variables that hold a secret. */
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD/i;

/**
 * Code is run only where there is nothing to steal: every layer of a sandbox may have a hole.
 *
 * @param registry providers whose keys may have any name
 * @throws UserError naming the variables, never their values.
 */
export function requireNoSecrets(environment: Environment, registry?: Registry): void {
  const keys = [...(registry?.providers.values() ?? [])].map((provider) => provider.api_key);
  const names = Object.keys(environment)
    .filter((name) => SECRET_NAME.test(name) || keys.includes(name))
    .filter((name) => environment[name]?.trim())
    .sort();
  if (names.length === 0) return;
  throw new UserError(
    `code is not run where secrets are, and the environment has ${names.join(', ')}`,
    `env ${names.map((name) => `-u ${name}`).join(' ')} benchmarkhub score …, or a job without them`,
  );
}

/**
 * Why no code is run with this environment, in words; `undefined` where it is.
 *
 * On a person's machine code runs below a process with an empty environment, also when a key is
 * set: the shell that holds the key holds it either way. A job of continuous integration with
 * secrets runs none, because it can be told apart from a job without them.
 */
export function codeRefusal(environment: Environment, registry?: Registry): string | undefined {
  const isJob = ['CI', 'GITHUB_ACTIONS'].some((name) =>
    /^(1|true)$/i.test(environment[name] ?? ''),
  );
  if (!isJob) return undefined;
  try {
    requireNoSecrets(environment, registry);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
