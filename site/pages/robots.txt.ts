import type { APIRoute } from 'astro';
import { linkerFor } from '../lib/linker.ts';

export const GET: APIRoute = ({ site }) => {
  const lines = ['User-agent: *', 'Allow: /'];
  if (site !== undefined) lines.push('', `Sitemap: ${linkerFor(site)('sitemap.xml')}`);
  return new Response(`${lines.join('\n')}\n`);
};
