import { type ProviderClient, ProviderFailure } from '../../../engine/providers/provider.ts';

/** Shorter texts are no keys, and would be found in ordinary words. */
const LEAST_CHARS = 8;

/** A text without a key: a server may echo what it was sent, and results are published. */
export function withoutKey(text: string, key: string): string {
  if (key.length < LEAST_CHARS) return text;
  return text.replaceAll(key, '[redacted]').replaceAll(encodeURIComponent(key), '[redacted]');
}

/** The client, with no key in what it answers or fails with. */
export function discreetClient(client: ProviderClient, key: string): ProviderClient {
  return {
    ask: async (request) => {
      try {
        const answer = await client.ask(request);
        return { ...answer, output: withoutKey(answer.output, key) };
      } catch (error) {
        const message = withoutKey(error instanceof Error ? error.message : String(error), key);
        throw error instanceof ProviderFailure
          ? new ProviderFailure(error.outcome, message, { ...error, cause: undefined })
          : new ProviderFailure('provider_error', message, { billed: true });
      }
    },
  };
}
