import { type ProviderClient, ProviderFailure } from '../providers/provider.ts';
import { redact } from './secrets.ts';

/** Characters of one line. */
const MAX_CHARS = 300;

/** The client, telling of every request in a line; no line holds a secret, a prompt or an answer. */
export function verboseClient(
  client: ProviderClient,
  provider: string,
  secrets: readonly string[],
  tell: (line: string) => void,
): ProviderClient {
  return {
    async ask(request) {
      const began = performance.now();
      const say = (what: string) => {
        const took = Math.round(performance.now() - began);
        const line = `${provider}:${request.model} ${request.callKey.slice(0, 8)} ${what} in ${took} ms`;
        tell(redact(line, secrets));
      };
      try {
        const answer = await client.ask(request);
        const { inputTokens, outputTokens, outcome } = answer;
        say(`${outcome}, ${inputTokens ?? '?'} + ${outputTokens ?? '?'} tokens,`);
        return answer;
      } catch (error) {
        say(redact(failureText(error), secrets).slice(0, MAX_CHARS));
        throw error;
      }
    },
  };
}

function failureText(error: unknown): string {
  if (!(error instanceof ProviderFailure)) return String(error);
  const { outcome, message, retryAfterMs } = error;
  const wait = retryAfterMs === undefined ? '' : `, asks to wait ${Math.round(retryAfterMs)} ms`;
  return `${outcome}${wait} (${message})`;
}
