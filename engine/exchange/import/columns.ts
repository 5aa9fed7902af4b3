import { suggestion } from '../../nearest.ts';
import { UserError } from '../../problem.ts';
import type { NotePlace, Notes } from './notes.ts';
import type { Row } from './source.ts';

/** Which column of a table means what. */
export interface ColumnRoles {
  readonly question: string;
  readonly expected?: string | undefined;
  readonly id?: string | undefined;
  readonly context?: string | undefined;
  /** One column with a list, or one column an option. */
  readonly choices?: readonly string[] | undefined;
  readonly cluster?: string | undefined;
  readonly tags?: string | undefined;
  readonly weight?: string | undefined;
}

/** What columns are usually called, the surest name first. */
const NAMES: Readonly<Record<Exclude<keyof ColumnRoles, 'choices'>, readonly string[]>> = {
  question: [
    'question',
    'prompt',
    'input',
    'query',
    'instruction',
    'problem',
    'text',
    'sentence',
    'goal',
  ],
  expected: [
    'expected',
    'answer',
    'target',
    'label',
    'ground_truth',
    'gold',
    'ideal',
    'correct_answer',
    'best answer',
    'output',
    'answers',
    'solution',
    'response',
    'answerkey',
    'completion',
  ],
  id: ['id', 'case_id', 'question_id', 'qid', 'task_id', 'sample_id', 'idx'],
  context: ['context', 'passage', 'document', 'paragraph', 'article'],
  cluster: ['cluster', 'passage_id', 'group_id'],
  tags: ['tags'],
  weight: ['weight'],
};
const CHOICES = ['choices', 'options', 'answers_list', 'candidates'];

/**
 * The role of each column: as the user says (an empty name: none), or else by its name. What was guessed is noted, and a
 * table whose question or answer cannot be told is refused with its columns.
 *
 * @throws UserError when the user names a column that is not there
 */
export function rolesOf(
  rows: readonly Row[],
  named: Readonly<Record<string, string>>,
  place: NotePlace,
  notes: Notes,
): ColumnRoles | undefined {
  const columns = [...new Set(rows.slice(0, 100).flatMap(({ fields }) => Object.keys(fields)))];
  checkNamed(named, columns);
  const guess = (role: keyof typeof NAMES) =>
    namedOrGuessed(named[role], () => columnLike(NAMES[role], columns, Object.values(named)));
  const question = guess('question');
  const expected = guess('expected');
  if (question === undefined || expected === undefined) {
    const lacking = question === undefined ? 'question' : 'expected';
    notes.dropped(
      place,
      'table',
      `no column is called like the ${lacking === 'question' ? 'question' : 'right answer'}`,
      {
        fix: `name it with --columns ${lacking}=…; columns here: ${columns.slice(0, 30).join(', ')}`,
      },
    );
    return undefined;
  }
  const roles: ColumnRoles = {
    question,
    expected,
    id: guess('id'),
    context: guess('context'),
    choices: choicesOf(named, columns),
    cluster: guess('cluster'),
    tags: guess('tags'),
    weight: guess('weight'),
  };
  noteGuesses(roles, named, place, notes);
  return roles;
}

/** An empty name says that no column has the role. */
function namedOrGuessed(
  name: string | undefined,
  guess: () => string | undefined,
): string | undefined {
  return name === undefined ? guess() : name || undefined;
}

function checkNamed(named: Readonly<Record<string, string>>, columns: readonly string[]): void {
  const roles = [...Object.keys(NAMES), 'choices'];
  for (const [role, written] of Object.entries(named)) {
    if (!roles.includes(role))
      throw new UserError(`--columns: there is no role "${role}"`, suggestion(role, roles));
    const missing = written.split('|').find((column) => column && !columns.includes(column));
    if (missing !== undefined)
      throw new UserError(
        `--columns: there is no column "${missing}"`,
        suggestion(missing, columns),
      );
  }
}

function columnLike(
  names: readonly string[],
  columns: readonly string[],
  taken: readonly string[],
): string | undefined {
  for (const name of names) {
    const found = columns.find(
      (column) => column.trim().toLowerCase() === name && !taken.includes(column),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `choices`, or columns such as `A`, `B`, `C` or `option_a`, `option_b`. */
function choicesOf(
  named: Readonly<Record<string, string>>,
  columns: readonly string[],
): readonly string[] | undefined {
  if (named.choices !== undefined) return named.choices ? named.choices.split('|') : undefined;
  const single = columnLike(CHOICES, columns, []);
  if (single !== undefined) return [single];
  for (const form of [/^([A-Z])$/, /^option[_ ]?([a-z1-9])$/i, /^choice[_ ]?([a-z1-9])$/i]) {
    const found = columns.filter((column) => form.test(column)).sort();
    if (found.length >= 2) return found;
  }
  return undefined;
}

function noteGuesses(
  roles: ColumnRoles,
  named: Readonly<Record<string, string>>,
  place: NotePlace,
  notes: Notes,
): void {
  const guessed = Object.entries(roles).filter(
    ([role, column]) => column !== undefined && named[role] === undefined && column !== role,
  );
  if (guessed.length > 0)
    notes.approximated(
      place,
      'columns',
      `taken by their names: ${guessed.map(([role, column]) => `${role} = ${[column].flat().join('|')}`).join(', ')}`,
      {
        fix: 'say otherwise with --columns',
      },
    );
}
