import type { APIRoute } from 'astro';
import { loadSiteData } from '../../lib/build/site-data.ts';
import { manifestOf } from '../../lib/manifest.ts';

export const GET: APIRoute = async () => Response.json(manifestOf(await loadSiteData()));
