import type { APIRoute } from 'astro';
import { loadSiteData } from '../../lib/build/site-data.ts';

/** The registry, for estimates and runs in the browser: addresses and prices, never a key. */
export const GET: APIRoute = async () => {
  const { models, providers } = await loadSiteData();
  return Response.json({ models, providers });
};
