import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Confinement, detectConfinement } from './confinement.ts';
import { type FindPackage, installedPackage } from './packages.ts';

/** What the sandboxes of all languages are made with. */
export interface SandboxSetting {
  readonly confinement: Confinement;
  readonly findPackage: FindPackage;
  /** Processes kept started ahead. */
  readonly warm: number;
  /** Where the files are that the children run; no slash at the end. */
  readonly folder: string;
}

/** A setting with its defaults filled in. */
export async function settingOf(options: Partial<SandboxSetting> = {}): Promise<SandboxSetting> {
  return {
    confinement: options.confinement ?? (await detectConfinement()),
    findPackage: options.findPackage ?? installedPackage,
    warm: options.warm ?? 2,
    folder: options.folder ?? realpathSync(fileURLToPath(new URL('.', import.meta.url))),
  };
}
