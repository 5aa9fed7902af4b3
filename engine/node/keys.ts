import type { Model, Provider, Registry } from '../model/model.ts';
import { UserError } from '../problem.ts';
import {
  type ProviderAnswer,
  type ProviderClient,
  ProviderFailure,
} from '../providers/provider.ts';
import { redact } from './secrets.ts';

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Key of a provider; `undefined` when it needs none or the variable is not set. */
export function keyOf(provider: Provider, environment: Environment): string | undefined {
  return provider.api_key === undefined
    ? undefined
    : environment[provider.api_key]?.trim() || undefined;
}

/** The provider with its address from the environment, where it names a variable for it. */
export function withAddress(provider: Provider, environment: Environment): Provider {
  const variable = provider.base_url_variable;
  const address = variable === undefined ? undefined : environment[variable]?.trim();
  return address ? { ...provider, base_url: address } : provider;
}

/** Whether a provider can be asked from here: it has an address, and its key if it needs one. */
export function isUsable(provider: Provider, environment: Environment): boolean {
  if (provider.api !== 'openai') return true;
  const hasKey = provider.api_key === undefined || keyOf(provider, environment) !== undefined;
  return hasKey && withAddress(provider, environment).base_url !== '';
}

/** @throws UserError naming the variable that is missing, in one sentence, for the first model without a usable route. */
export function requireKeys(
  models: readonly Model[],
  registry: Registry,
  environment: Environment,
): void {
  for (const model of models) {
    const providers = model.routes.flatMap(
      ({ provider }) => registry.providers.get(provider) ?? [],
    );
    if (providers.some((provider) => isUsable(provider, environment))) continue;
    const variables = providers
      .map((provider) => provider.api_key ?? provider.base_url_variable ?? '')
      .filter((name) => name !== '');
    throw new UserError(
      `${model.id} needs ${[...new Set(variables)].join(' or ')} in the environment, which is not set`,
      `export ${variables[0]}=…`,
    );
  }
}

/** Every key of the environment that a provider names: what must never be printed. */
export function secretsOf(registry: Registry, environment: Environment): string[] {
  return [...registry.providers.values()].flatMap((provider) => keyOf(provider, environment) ?? []);
}

/** The client, with no secret in what it answers or fails with: a server may echo what it was sent. */
export function redactedClient(client: ProviderClient, secrets: readonly string[]): ProviderClient {
  return {
    ask: (request) =>
      client.ask(request).then(
        (answer) => redactedAnswer(answer, secrets),
        (error: unknown) => {
          throw redactedFailure(error, secrets);
        },
      ),
  };
}

/** An answer without any secret in its texts. */
export function redactedAnswer(answer: ProviderAnswer, secrets: readonly string[]): ProviderAnswer {
  const clean = (text: string | null) => (text === null ? null : redact(text, secrets));
  return {
    ...answer,
    output: redact(answer.output, secrets),
    finishReason: clean(answer.finishReason),
    servedModel: clean(answer.servedModel),
    servedFingerprint: clean(answer.servedFingerprint ?? null),
  };
}

/** A failure without any secret, and without the cause, which would say it again. */
export function redactedFailure(error: unknown, secrets: readonly string[]): ProviderFailure {
  const message = redact(error instanceof Error ? error.message : String(error), secrets);
  return error instanceof ProviderFailure
    ? new ProviderFailure(error.outcome, message, { ...error, cause: undefined })
    : new ProviderFailure('provider_error', message, { billed: true });
}
