import type { Message } from '../../benchmark/benchmark.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import { groupConversations } from './messages.ts';

/** A benchmark apart from its prompt and cases. */
export type DraftFacts = Omit<BenchmarkDraft, 'prompt' | 'cases'>;

/** The most shapes of conversations that become benchmarks of their own. */
const MAX_SHAPES = 8;

/**
 * Benchmarks of literal conversations. A benchmark has one prompt, so conversations of different
 * shapes become benchmarks of their own, the commonest first.
 */
export function conversationDrafts(
  samples: readonly { readonly item: CaseDraft; readonly messages: readonly Message[] }[],
  facts: DraftFacts,
): BenchmarkDraft[] {
  const groups = groupConversations(samples).sort((a, b) => b.items.length - a.items.length);
  const kept = groups.slice(0, MAX_SHAPES);
  if (groups.length > 1)
    facts.notes.changed(
      facts.place,
      'input',
      `its conversations have ${groups.length} shapes; each became a benchmark of its own`,
      {
        comparable: false,
      },
    );
  for (const { items } of groups.slice(MAX_SHAPES))
    for (const { item } of items)
      facts.notes.dropped(
        item.place,
        'sample',
        `its conversation has one of more than ${MAX_SHAPES} shapes`,
        {
          comparable: false,
        },
      );
  if (kept.length === 0) return [{ ...facts, prompt: [], cases: [] }];
  return kept.map(({ prompt, items }) => ({
    ...facts,
    prompt,
    cases: items.map(({ item, fields }) => ({ ...item, fields: { ...item.fields, ...fields } })),
  }));
}
