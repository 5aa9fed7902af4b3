import type { APIRoute } from 'astro';
import { filesPath, templatePath } from '../../lib/address.ts';
import { loadSiteData } from '../../lib/build/site-data.ts';
import type { Shelf } from '../../lib/builder/shelf.ts';
import { href } from '../../lib/href.ts';

/** What the builder offers to start from. */
export const GET: APIRoute = async () => {
  const { benchmarks, templates } = await loadSiteData();
  const shelf: Shelf = {
    benchmarks: benchmarks.map(({ id, title, fingerprint }) => ({
      id,
      title,
      fingerprint,
      files: href(filesPath(id)),
    })),
    templates: templates.map(({ id, title }) => ({ id, title, files: href(templatePath(id)) })),
  };
  return Response.json(shelf);
};
