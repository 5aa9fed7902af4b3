import { realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname } from 'node:path';
import { UserError } from '../../problem.ts';

/** Real path of an installed package's folder, as the permission model compares paths. */
export type FindPackage = (name: string) => string;

/** @throws UserError when the package is not installed. */
export const installedPackage: FindPackage = (name) => {
  const file = findInstalled(name);
  if (file !== undefined) return realpathSync(dirname(file));
  throw new UserError(`running code needs the package ${name}, which is not installed`, 'npm ci');
};

function findInstalled(name: string): string | undefined {
  try {
    return findPackageJSON(name, import.meta.url);
  } catch {
    return undefined;
  }
}
