import { replayBundle } from '../replay/bundle.ts';
import { apa, bibtex, cff } from './citation.ts';
import { croissant } from './croissant.ts';
import { everyEvalEver } from './every-eval-ever.ts';
import type { Exporter } from './exporter.ts';
import { huggingFace } from './hugging-face.ts';
import { promptYml } from './prompt-yml.ts';
import { promptfooConfig } from './promptfoo.ts';
import { csv, json, jsonl, parquet } from './tables.ts';

/** Every format that is written, by the word after `--format`. */
export const EXPORTERS: Readonly<Record<string, Exporter>> = {
  csv,
  json,
  jsonl,
  parquet,
  eee: everyEvalEver,
  hf: huggingFace,
  croissant,
  bibtex,
  cff,
  apa,
  promptfoo: promptfooConfig,
  'prompt-yml': promptYml,
  replay: replayBundle,
};
