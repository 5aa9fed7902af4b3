import { type Draft, draftFrom } from './draft.ts';

/** Where the draft of the builder is kept between visits; never a key or a token. */
const NAME = 'benchmarkhub.draft';

/** Keeps the draft. Answers whether it could: storage may be full, or forbidden. */
export function keepDraft(storage: Pick<Storage, 'setItem'>, draft: Draft): boolean {
  try {
    storage.setItem(NAME, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(NAME);
}

/** The draft that was kept, or `undefined`. */
export function keptDraft(storage: Pick<Storage, 'getItem'>): Draft | undefined {
  try {
    return draftFrom(JSON.parse(storage.getItem(NAME) ?? 'null'));
  } catch {
    return undefined;
  }
}
