import { bigBench } from './big-bench.ts';
import { githubPrompt } from './github-prompt.ts';
import { huggingFace } from './hugging-face.ts';
import type { Importer } from './importer.ts';
import { inspectSamples } from './inspect-samples.ts';
import { lmEval } from './lm-eval/importer.ts';
import { openaiEvals } from './openai-evals.ts';
import { promptfoo } from './promptfoo/importer.ts';
import { table } from './table.ts';

/** Every foreign format of benchmarks, by the word after `--format`. */
export const IMPORTERS: Readonly<Record<string, Importer>> = {
  promptfoo,
  'lm-eval': lmEval,
  'openai-evals': openaiEvals,
  'big-bench': bigBench,
  'inspect-samples': inspectSamples,
  'prompt-yml': githubPrompt,
  'hugging-face': huggingFace,
  table,
};
