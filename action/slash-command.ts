/** A command that a maintainer wrote in a comment. */
export interface SlashCommand {
  /** The beginning of the commit that was looked at, 7 to 40 hexadecimal digits. */
  readonly sha: string;
  readonly models: readonly string[];
  readonly budgetUsd: number | undefined;
  /** Whether submitted results are to be checked, instead of benchmarks run. */
  readonly verify: boolean;
}

/** A command, no command at all, or one that is written wrongly. */
export type ParsedComment =
  | { readonly kind: 'command'; readonly command: SlashCommand }
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly reason: string };

const WORD = '/benchmark';
const MAX_MODELS = 20;

/**
 * Reads `/benchmark <sha> [models…|verify] [budget=USD]`. The command is the first line of the comment and
 * nothing else stands in it: a command inside a quotation, a code block or a longer text is none.
 */
export function parseSlashCommand(body: string): ParsedComment {
  const [first = '', ...rest] = body.replaceAll('\r\n', '\n').trimEnd().split('\n');
  if (first !== WORD && !first.startsWith(`${WORD} `)) return { kind: 'none' };
  if (rest.length > 0) return wrong('the command has to be the only line of the comment');
  const [sha = '', ...words] = first
    .slice(WORD.length)
    .split(' ')
    .filter((word) => word !== '');
  if (!/^[0-9a-f]{7,40}$/.test(sha))
    return wrong('the commit you looked at has to come first, with at least 7 digits');
  const budgets = words.filter((word) => word.startsWith('budget='));
  const verify = words.includes('verify');
  const models = words.filter((word) => !word.startsWith('budget=') && word !== 'verify');
  const budget = budgets[0]?.slice('budget='.length);
  if (budgets.length > 1 || (budget !== undefined && !/^\d{1,5}(\.\d{1,4})?$/.test(budget)))
    return wrong('a budget is written once, in US dollars: budget=2.50');
  if (models.length > MAX_MODELS || !models.every(isModelName))
    return wrong(`models are ids such as vendor/model or tag:name, at most ${MAX_MODELS}`);
  if (verify && models.length > 0) return wrong('`verify` checks all that is submitted: no models');
  const budgetUsd = budget === undefined ? undefined : Number(budget);
  return { kind: 'command', command: { sha, models, budgetUsd, verify } };
}

function isModelName(word: string): boolean {
  return /^(tag:[a-z0-9._-]{1,60}|[a-z0-9._-]{1,60}\/[a-z0-9._:@-]{1,100})$/i.test(word);
}

function wrong(reason: string): ParsedComment {
  return { kind: 'wrong', reason };
}
