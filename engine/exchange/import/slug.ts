/** A text as part of an address: lower-case letters, digits and hyphens; empty when none is left. */
export function slugOf(text: string, most = 60): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replaceAll(/^-+|-+$/g, '');
}

/** Texts as tags, each once, without those of which nothing is left. */
export function tagsFrom(texts: Iterable<unknown>): string[] {
  const tags = [...texts].map((text) => slugOf(String(text), 40)).filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, 50);
}

/** `3.0` or `2` as a semantic version; `1.0.0` when it is none. */
export function versionFrom(written: unknown): string {
  const parts = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(String(written ?? ''));
  return parts === null ? '1.0.0' : `${parts[1]}.${parts[2] ?? 0}.${parts[3] ?? 0}`;
}

/** A name that is not in `taken`, which it is added to: `a`, `a-2`, `a-3` … */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name}-${number}`;
  taken.add(unique);
  return unique;
}
