import type { Provider } from '../model/model.ts';
import { baselineProvider } from './baseline.ts';
import { openAiProvider } from './openai.ts';
import type { ProviderFactory } from './provider.ts';
import { replayProvider } from './replay.ts';

/** Every wire format, by the word in `api:`. */
export const PROVIDERS: Readonly<Record<Provider['api'], ProviderFactory>> = {
  openai: openAiProvider,
  baseline: baselineProvider,
  replay: replayProvider,
};
