import type { Model, Provider } from '../../../engine/model/model.ts';
import { UserError } from '../../../engine/problem.ts';

/** The registry of this site, as its pages read it. */
export interface Catalogue {
  readonly models: readonly Model[];
  readonly providers: readonly Provider[];
}

/** @throws UserError when the site does not have it, or is out of reach. */
export async function fetchModels(address: string): Promise<Catalogue> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new UserError('the models cannot be read', 'load the page again');
  // Written by the build of this site from a registry that was checked.
  return (await response.json()) as Catalogue;
}
