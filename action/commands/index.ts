import type { Context } from '../context.ts';
import type { CommandName } from '../inputs.ts';
import { comment } from './comment.ts';
import { gate } from './gate.ts';
import { merge } from './merge.ts';
import { plan } from './plan.ts';
import { publish } from './publish.ts';
import { run } from './run.ts';
import { validate } from './validate.ts';

/** Does its work and gives the exit code of the step. */
export type ActionCommand = (context: Context) => Promise<number>;

/** Every command of the Action. */
export const ACTION_COMMANDS: Readonly<Record<CommandName, ActionCommand>> = {
  validate,
  plan,
  run,
  merge,
  publish,
  comment,
  gate,
};
