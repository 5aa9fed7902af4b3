import type { APIRoute, GetStaticPaths } from 'astro';
import { segment } from '../../../lib/address.ts';
import { loadSiteData } from '../../../lib/build/site-data.ts';
import type { DraftFile } from '../../../lib/builder/draft.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const { templates } = await loadSiteData();
  return templates.map(({ id, files }) => ({
    params: { template: segment(id) },
    props: { id, files },
  }));
};

/** The files of a template. */
export const GET: APIRoute<{ id: string; files: readonly DraftFile[] }> = ({ props }) =>
  Response.json({ id: props.id, files: props.files });
