import { resolve } from 'node:path';
import { nearest } from '../engine/nearest.ts';
import { hashNatively } from '../engine/node/hash.ts';
import { UserError } from '../engine/problem.ts';
import {
  COMMON_OPTIONS,
  type Command,
  type Option,
  parseCommandLine,
  textOption,
} from './command.ts';
import { processTerminal, type Terminal } from './terminal/terminal.ts';

/** Every command; its file is only loaded when it is used. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  start: {
    summary: 'validate, run, analyse, build the site and serve it',
    load: async () => (await import('./commands/start.ts')).start,
  },
  validate: {
    summary: 'check benchmarks, cases and models',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  plan: {
    summary: 'what would be asked, reused and spent',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  run: {
    summary: 'ask what is new, score it, store it',
    load: async () => (await import('./commands/run.ts')).run,
  },
  score: {
    summary: 'score stored replies again',
    load: async () => (await import('./commands/score.ts')).score,
  },
  report: {
    summary: 'boards and comparisons as Markdown, JSON or PDF',
    load: async () => (await import('./commands/report.ts')).report,
  },
  compare: {
    summary: 'two models or two runs on the same cases',
    load: async () => (await import('./commands/compare.ts')).compare,
  },
  gate: {
    summary: 'whether a change made anything worse',
    load: async () => (await import('./commands/gate.ts')).gate,
  },
  drift: {
    summary: 'whether models are still what they were',
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  review: {
    summary: 'label answers blind, so that judges can be measured',
    load: async () => (await import('./commands/review.ts')).review,
  },
  arena: {
    summary: 'say blind which of two answers is better',
    load: async () => (await import('./commands/arena.ts')).arena,
  },
  calibrate: {
    summary: 'measure judges against human labels',
    load: async () => (await import('./commands/calibrate.ts')).calibrate,
  },
  quality: {
    summary: 'how good the benchmarks are, and cases to look at',
    load: async () => (await import('./commands/quality.ts')).quality,
  },
  failures: {
    summary: 'why answers did not pass, and cases to look at',
    load: async () => (await import('./commands/failures.ts')).failures,
  },
  merge: {
    summary: 'unite result files, such as those of shards',
    load: async () => (await import('./commands/merge.ts')).merge,
  },
  submit: {
    summary: 'put results of your own key into a pull request',
    load: async () => (await import('./commands/submit.ts')).submit,
  },
  query: {
    summary: 'SQL over the results',
    load: async () => (await import('./commands/query.ts')).query,
  },
  new: {
    summary: 'start a benchmark',
    load: async () => (await import('./commands/new.ts')).create,
  },
  fork: {
    summary: 'copy a benchmark, with its lineage',
    load: async () => (await import('./commands/fork.ts')).fork,
  },
  diff: {
    summary: 'what a fork changed, or how two benchmarks differ',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  search: {
    summary: 'find benchmarks and cases',
    load: async () => (await import('./commands/search.ts')).search,
  },
  suggest: {
    summary: 'what to start from, for what you want to measure',
    load: async () => (await import('./commands/suggest.ts')).suggest,
  },
  import: {
    summary: 'benchmarks, recorded answers and leaderboards from other tools',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  export: {
    summary: 'benchmarks and results for other tools, and citations',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  replay: {
    summary: 'score a replay bundle again, to the same bytes',
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  retain: {
    summary: 'drop old outputs, keep their scores',
    load: async () => (await import('./commands/retain.ts')).retain,
  },
  forget: {
    summary: 'remove a case or an author from data and results',
    load: async () => (await import('./commands/forget.ts')).forget,
  },
  'export-personal': {
    summary: 'everything about one person',
    load: async () => (await import('./commands/export-personal.ts')).exportPersonal,
  },
  compact: {
    summary: 'fold result files of past months',
    load: async () => (await import('./commands/compact.ts')).compact,
  },
  models: {
    summary: 'models, prices and keys',
    load: async () => (await import('./commands/models.ts')).models,
  },
  scorers: {
    summary: 'scorers and extract steps, their options and examples',
    load: async () => (await import('./commands/scorers.ts')).scorers,
  },
  build: {
    summary: 'build the static site',
    load: async () => (await import('./commands/build.ts')).build,
  },
  serve: {
    summary: 'serve the built site',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  doctor: {
    summary: 'what is missing on this machine',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  test: {
    summary: 'run all tests of BenchmarkHub itself',
    load: async () => (await import('./commands/test.ts')).test,
  },
  schema: {
    summary: 'write the JSON Schema of benchmark.yaml',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
};

/** The entry of the command line: parses, runs one command, and turns errors into exit codes. */
export async function main(
  words: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<void> {
  hashNatively();
  process.exitCode = await runCommand(words, terminal).catch((error: unknown) =>
    report(error, terminal),
  );
}

async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'help', ...rest] = words;
  if (name === 'help' || name === '--help' || name === '-h')
    return help(
      rest.find((word) => !word.startsWith('-')),
      terminal,
    );
  const command = await commandNamed(name);
  const { values, names } = parseCommandLine(command, rest);
  if (values.help === true) return helpOf(name, command, terminal);
  const root = resolve(textOption(values, 'root') ?? '.');
  return command.run({ values, names, root, json: values.json === true, terminal });
}

/** @throws UserError when there is none, naming the nearest one. */
function commandNamed(name: string): Promise<Command> {
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry !== undefined) return entry.load();
  const near = nearest(name, Object.keys(COMMANDS));
  throw new UserError(
    `there is no command "${name}"`,
    near === undefined ? 'benchmarkhub help lists them' : `did you mean "${near}"?`,
  );
}

async function help(name: string | undefined, terminal: Terminal): Promise<number> {
  if (name !== undefined) return helpOf(name, await commandNamed(name), terminal);
  const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
  terminal.out('benchmarkhub: write, run, share, fork and cite LLM benchmarks\n');
  terminal.out('usage: benchmarkhub <command> [benchmark…] [--root DIR] [--json]\n');
  for (const [command, { summary }] of Object.entries(COMMANDS))
    terminal.out(`  ${command.padEnd(width)}  ${summary}`);
  terminal.out('\nbenchmarkhub <command> --help explains one; --version prints the version.');
  return 0;
}

function helpOf(name: string, command: Command, terminal: Terminal): number {
  terminal.out(`benchmarkhub ${name} ${command.usage}\n\n${command.summary}\n`);
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  const spelled = options.map(
    ([option, about]) => [optionText(option, about), about.about] as const,
  );
  const width = Math.max(...spelled.map(([text]) => text.length));
  for (const [text, about] of spelled) terminal.out(`  ${text.padEnd(width)}  ${about}`);
  return 0;
}

function optionText(name: string, { short, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** The user's mistake is told without a stack; anything else is a bug and keeps it. */
function report(error: unknown, terminal: Terminal): number {
  if (error instanceof UserError) {
    terminal.log(`${terminal.style.bad('error')} ${error.message}`);
    if (error.fix !== '') terminal.log(`  ${terminal.style.accent('→')} ${error.fix}`);
    return 1;
  }
  terminal.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 2;
}
