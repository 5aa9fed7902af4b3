import type { Message } from '../../benchmark/benchmark.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** Roles of other tools as ours. */
const ROLES: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  human: 'user',
  assistant: 'assistant',
  model: 'assistant',
  ai: 'assistant',
};

/** A list of chat messages, or why it is none that can be sent. */
export function messagesFrom(value: JsonValue): readonly Message[] | string {
  if (!Array.isArray(value) || value.length === 0) return 'it is no list of messages';
  const messages = value.map(messageFrom);
  const wrong = messages.find((message) => typeof message === 'string');
  return wrong ?? messages.filter((message) => typeof message !== 'string');
}

function messageFrom(value: JsonValue): Message | string {
  if (!isJsonObject(value)) return 'a message is no object';
  const role = ROLES[String(value.role)];
  if (role === undefined) return `the role "${String(value.role)}" cannot be sent`;
  const content = contentFrom(value.content ?? '');
  return content === undefined ? 'only text can be sent' : { role, content };
}

function contentFrom(content: JsonValue): string | undefined {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((part) =>
    isJsonObject(part) && typeof part.text === 'string' ? part.text : undefined,
  );
  return texts.includes(undefined) ? undefined : texts.join('\n');
}

/** Conversations of one shape: the messages they share, and the fields in which they differ. */
export interface ConversationGroup<Item> {
  readonly prompt: readonly Message[];
  readonly items: readonly { readonly item: Item; readonly fields: JsonObject }[];
}

/**
 * Groups literal conversations by their roles. In each group a message that all have in common is
 * a text of the prompt, any other a variable of the case.
 */
export function groupConversations<Item>(
  conversations: readonly { readonly item: Item; readonly messages: readonly Message[] }[],
): ConversationGroup<Item>[] {
  const groups = new Map<string, { item: Item; messages: readonly Message[] }[]>();
  for (const conversation of conversations) {
    const shape = conversation.messages.map(({ role }) => role).join(' ');
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [conversation]);
    else group.push(conversation);
  }
  return [...groups.values()].map(groupOf);
}

function groupOf<Item>(
  group: readonly { readonly item: Item; readonly messages: readonly Message[] }[],
): ConversationGroup<Item> {
  const first = group[0]?.messages ?? [];
  const names = first.map(({ content }, index) => {
    const isShared = group.every(({ messages }) => messages[index]?.content === content);
    // With a single conversation all is shared, but its question is still the question.
    const isQuestion = index === first.length - 1;
    return isShared && !isQuestion ? null : nameOfMessage(index, first.length);
  });
  return {
    prompt: first.map(({ role, content }, index) => {
      const name = names[index] ?? null;
      return { role, content: name === null ? content.replaceAll('{{', '\\{{') : `{{${name}}}` };
    }),
    items: group.map(({ item, messages }) => ({ item, fields: fieldsOf(names, messages) })),
  };
}

function nameOfMessage(index: number, count: number): string {
  return index === count - 1 ? 'question' : `message_${index + 1}`;
}

function fieldsOf(names: readonly (string | null)[], messages: readonly Message[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name, index) =>
      name === null ? [] : [[name, messages[index]?.content ?? ''] as const],
    ),
  );
}
