import { z } from 'zod';

/** Longest reply that is read, in characters. */
const MAX_REPLY_CHARS = 100_000;

/** A text of a reply, at most so many characters long. */
export const words = (most: number): z.ZodString => z.string().max(most);

export const confidence: z.ZodNumber = z.number().min(0).max(1);

/** What all replies hold: their version, and the number of the blocks. */
export const common: {
  readonly schema_version: z.ZodLiteral<1>;
  readonly nonce_echo: z.ZodString;
} = { schema_version: z.literal(1), nonce_echo: words(64) };

/** The whole text, or the whole of one fenced block, as JSON; nothing is searched for. */
export function jsonIn(output: string): unknown {
  if (output.length > MAX_REPLY_CHARS) return undefined;
  const text = output.trim();
  const [, inner] = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/.exec(text) ?? [];
  try {
    const value: unknown = JSON.parse(inner ?? text);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The reply in its form and with our number, or what is wrong with it. */
export function checked<Reply extends { readonly nonce_echo: string }>(
  schema: z.ZodType<Reply>,
  value: unknown,
  nonce: string,
): Reply | { readonly wrong: string } {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    return { wrong: `${at}${issue?.message ?? 'it does not have the form'}`.slice(0, 200) };
  }
  return parsed.data.nonce_echo === nonce
    ? parsed.data
    : { wrong: 'nonce_echo is not the number of the blocks' };
}

/** Word for word, but for white space, which line breaks and JSON change. */
export function isQuoted(quotation: string, text: string): boolean {
  const plain = (written: string) => written.normalize('NFC').replace(/\s+/g, ' ').trim();
  const wanted = plain(quotation);
  return wanted !== '' && plain(text).includes(wanted);
}
