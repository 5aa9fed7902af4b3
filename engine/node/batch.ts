/** Collects entries and commits them together. */
export interface Batch<Entry> {
  /** Resolves when the entry is committed. */
  add(entry: Entry): Promise<void>;
  /** Commits at once what is left. */
  flush(): void;
}

/** Entries that arrive in one turn of the event loop are committed together. */
export function createBatch<Entry>(commit: (entries: readonly Entry[]) => void): Batch<Entry> {
  let entries: Entry[] = [];
  let committed: Promise<void> | undefined;
  const flush = () => {
    const batch = entries;
    entries = [];
    committed = undefined;
    if (batch.length > 0) commit(batch);
  };
  return {
    flush,
    add(entry) {
      entries.push(entry);
      committed ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          try {
            resolve(flush());
          } catch (error) {
            reject(error);
          }
        });
      });
      return committed;
    },
  };
}
