import { z } from 'zod';
import { UserError } from '../../../engine/problem.ts';
import { type Draft, draftFrom } from './draft.ts';

/** Something of this site to start from. */
export interface LibraryEntry {
  readonly id: string;
  readonly title: string;
  /** Address of its files. */
  readonly files: string;
  /** Absent for templates, which are no benchmarks and have no forks. */
  readonly fingerprint?: string;
}

/** What this site offers to start from. */
export interface Shelf {
  readonly benchmarks: readonly LibraryEntry[];
  readonly templates: readonly LibraryEntry[];
}

const entries: z.ZodType<readonly LibraryEntry[]> = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    files: z.string(),
    fingerprint: z.string().exactOptional(),
  }),
);

const shelfSchema: z.ZodType<Shelf> = z.object({ benchmarks: entries, templates: entries });

/** @throws UserError when the site does not have it, or is out of reach. */
export async function fetchShelf(address: string): Promise<Shelf> {
  const checked = shelfSchema.safeParse(await fetchJson(address));
  if (!checked.success) throw new UserError('the list of benchmarks cannot be read');
  return checked.data;
}

/** @throws UserError when the site does not have it, or is out of reach. */
export async function fetchDraft({ id, files }: LibraryEntry): Promise<Draft> {
  const draft = draftFrom(await fetchJson(files));
  if (draft === undefined) throw new UserError(`the files of ${id} cannot be read`);
  return draft;
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new UserError(`${address} cannot be read`, 'load the page again');
  return response.json();
}
