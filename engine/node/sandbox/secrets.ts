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
