import type { SiteData } from '../site-data.ts';
import { openSource } from './source.ts';

let loading: Promise<SiteData> | undefined;

/** The data of this build, read once. */
export function loadSiteData(): Promise<SiteData> {
  loading ??= openSource();
  return loading;
}
