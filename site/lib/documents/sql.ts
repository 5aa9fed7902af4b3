import { PAGES } from '../address.ts';
import { blocks, fenced, list, table } from '../markdown.ts';
import { SQL_EXAMPLES } from '../sql/examples.ts';
import { SQL_COLUMNS, SQL_TABLES } from '../sql/tables.ts';
import type { PageDocument } from './document.ts';

export function sqlDocument(): PageDocument {
  const description =
    'Ask the results of this site anything in SQL. The database runs in your browser; no query leaves it.';
  return {
    path: PAGES.sql,
    title: 'SQL',
    description,
    json: () => ({
      title: 'SQL',
      description,
      tables: SQL_TABLES,
      columns: SQL_COLUMNS,
      examples: SQL_EXAMPLES,
    }),
    text: () =>
      blocks(
        '# SQL',
        description,
        '## Tables',
        list(Object.entries(SQL_TABLES).map(([name, holds]) => `\`${name}\`: ${holds}`)),
        table(
          ['column', 'type'],
          SQL_COLUMNS.map(({ name, type }) => [`\`${name}\``, `\`${type}\``]),
        ),
        '## Examples',
        ...SQL_EXAMPLES.flatMap(({ title, sql }) => [title, fenced(sql)]),
      ),
  };
}
