import { letterOf } from '../../benchmark/template.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { type ColumnRoles, rolesOf } from './columns.ts';
import type { BenchmarkDraft, CaseDraft } from './draft.ts';
import type { ForeignFile, ImportContext, Importer } from './importer.ts';
import type { Notes } from './notes.ts';
import { endingOf, nameOf, type Row, readRecords, startOf } from './source.ts';

/** Any table whose columns can be told, or are named. */
export const table: Importer = {
  format: 'table',
  summary:
    'a table of questions and answers (CSV, TSV, JSON, JSONL, YAML, Parquet, Excel), with --columns',
  detect: (files) => (files.some(isTable) ? 0.3 : 0),
  import: async (context) => {
    const drafts = await Promise.all(
      context.files.filter(isTable).map((file) => importTable(file, context)),
    );
    return drafts.flat();
  },
};

const ENDINGS = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'yaml', 'yml', 'parquet', 'xlsx'];

export function isTable({ path }: ForeignFile): boolean {
  return ENDINGS.includes(endingOf(path));
}

async function importTable(file: ForeignFile, context: ImportContext): Promise<BenchmarkDraft[]> {
  const notes = context.notes.scope();
  const rows = await readRecords(file, notes);
  return tableDraft(rows, { name: nameOf(file.path), origin: 'a table', file }, context, notes);
}

/** What a table is called and where it is from. */
export interface TableFacts {
  readonly name: string;
  readonly origin: string;
  readonly file: ForeignFile;
  /** Names of the labels that a column holds numbers of, by column. */
  readonly labels?: Readonly<Record<string, readonly string[]>>;
}

/** Rows as a benchmark, once it is known which column means what. */
export function tableDraft(
  rows: readonly Row[],
  { name, origin, file, labels = {} }: TableFacts,
  { options }: ImportContext,
  notes: Notes,
): BenchmarkDraft[] {
  const place = startOf(file);
  const [first] = rows;
  if (first === undefined) return [];
  const roles = rolesOf(rows, options.columns, place, notes);
  if (roles === undefined) return [];
  const cases = rows.map((row) => caseOf(row, roles, labels));
  const isChoice = cases.some(({ choices }) => choices !== undefined);
  return [
    {
      name,
      place,
      origin,
      title: name,
      prompt: [{ role: 'user', content: promptOf(roles, isChoice) }],
      cases,
      score: [scoreOf(cases, isChoice)],
      notes,
    },
  ];
}

function promptOf(roles: ColumnRoles, isChoice: boolean): string {
  const context = roles.context === undefined ? '' : '{{context}}\n\n';
  const question = `${context}{{question}}`;
  return isChoice
    ? `${question}\n\n{{choices}}\n\nAnswer with the letter of the right option only.`
    : question;
}

function caseOf(
  { fields, place }: Row,
  roles: ColumnRoles,
  labels: TableFacts['labels'],
): CaseDraft {
  const value = (column: string | undefined) => (column === undefined ? undefined : fields[column]);
  const used = new Set(Object.values(roles).flat());
  const rest = Object.entries(fields).filter(([column]) => !used.has(column));
  const choices = choicesOf(roles, fields);
  const { expected, options } = answerOf(
    value(roles.expected),
    choices,
    labels?.[roles.expected ?? ''],
  );
  const text = (column: string | undefined) => {
    const found = value(column);
    return found === undefined || found === null || found === '' ? undefined : String(found);
  };
  return {
    id: text(roles.id),
    fields: {
      ...Object.fromEntries(rest.map(([column, item]) => [fieldName(column), item])),
      question: value(roles.question) ?? '',
      ...(roles.context === undefined ? {} : { context: value(roles.context) ?? '' }),
    },
    choices: options,
    expected,
    cluster: text(roles.cluster),
    tags: (text(roles.tags) ?? '').split('|').filter((tag) => tag.trim() !== ''),
    weight: Number(text(roles.weight) ?? 1) || 1,
    place,
  };
}

/** Names with spaces could not be used in a prompt. */
function fieldName(column: string): string {
  const name = column.trim().replaceAll(/[^\w-]+/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `column_${name}`;
}

function choicesOf({ choices }: ColumnRoles, fields: JsonObject): string[] | undefined {
  if (choices === undefined) return undefined;
  const [only, ...others] = choices;
  if (others.length > 0)
    return choices
      .map((column) => String(fields[column] ?? ''))
      .filter((text) => text.trim() !== '');
  const value = fields[only ?? ''];
  const listed = isJsonObject(value) ? (value.text ?? value.choices) : value;
  if (typeof listed === 'string') return listed.split('|').map((text) => text.trim());
  return Array.isArray(listed)
    ? listed.map((item) => (isJsonObject(item) ? String(item.text ?? '') : String(item)))
    : undefined;
}

/** An index or a label of an option is written as its letter; an answer in words stays. */
function answerOf(
  answer: JsonValue | undefined,
  choices: readonly string[] | undefined,
  labels: readonly string[] | undefined,
): { expected: JsonValue | undefined; options: readonly string[] | undefined } {
  const options = choices ?? labels;
  const value = isJsonObject(answer) ? (answer.text ?? answer.answer ?? answer.value) : answer;
  if (options === undefined || value === undefined || value === null)
    return { expected: value, options };
  const byText = options.findIndex((option) => option.trim() === String(value).trim());
  const isIndex = /^\d+$/.test(String(value)) && byText < 0 && Number(value) < options.length;
  const index = isIndex ? Number(value) : byText;
  return { expected: index >= 0 ? letterOf(index) : value, options };
}

/** Numbers are compared as numbers, options by letter, everything else as text. */
function scoreOf(cases: readonly CaseDraft[], isChoice: boolean): JsonObject {
  if (isChoice) return { type: 'choice' };
  const answers = cases.flatMap(({ expected }) =>
    expected === undefined || expected === null ? [] : [expected].flat(),
  );
  const areNumbers =
    answers.length > 0 &&
    answers.every((answer) => /^\s*[-+]?[\d,]*\.?\d+\s*$/.test(String(answer)));
  return areNumbers ? { type: 'number' } : { type: 'equals', ignore_case: true };
}
