import type { Confinement } from './confinement.ts';
import type { FindPackage } from './packages.ts';

/** What the sandboxes of all languages are made with. */
export interface SandboxSetting {
  readonly confinement: Confinement;
  readonly findPackage: FindPackage;
  /** Processes kept started ahead. */
  readonly warm: number;
  /** Where the files are that the children run; no slash at the end. */
  readonly folder: string;
}
