import type { APIRoute } from 'astro';
import { loadSiteData } from '../lib/build/site-data.ts';
import { linkerFor } from '../lib/linker.ts';
import { llmsText } from '../lib/llms.ts';

export const GET: APIRoute = async ({ site }) =>
  new Response(llmsText(await loadSiteData(), linkerFor(site)));
