import { everyEvalEver } from './every-eval-ever.ts';
import { inspectLog } from './inspect-log.ts';
import { lmEvalSamples } from './lm-eval-samples.ts';
import { outputs } from './outputs.ts';
import { promptfooOutput } from './promptfoo-output.ts';
import type { RecordingReader } from './recording.ts';

/** Every foreign format of recorded answers, by the word after `--format`. */
export const RECORDING_READERS: Readonly<Record<string, RecordingReader>> = {
  'promptfoo-output': promptfooOutput,
  'lm-eval-samples': lmEvalSamples,
  'inspect-log': inspectLog,
  'every-eval-ever': everyEvalEver,
  outputs,
};
