import type { APIRoute } from 'astro';
import { indexDocument } from '../../../lib/api.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';

export const GET: APIRoute = async () => Response.json(indexDocument(await loadSiteData()));
