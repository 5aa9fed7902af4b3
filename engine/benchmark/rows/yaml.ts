import { isJsonObject } from '../../json.ts';
import { parseSource } from '../document.ts';
import { errorAt, onlyProblem, type RowReader } from './row.ts';

/** A YAML list of mappings, one a case. */
export const readYaml: RowReader = (text, file) => {
  const document = parseSource(text, file);
  if (document.value === undefined) return { rows: [], problems: document.problems };
  if (!Array.isArray(document.value)) {
    return onlyProblem(
      file,
      { line: 1, column: 1 },
      'the file must hold a list of cases',
      'begin each case with "- "',
    );
  }
  const items = document.value.map((fields, index) => ({ fields, index }));
  return {
    rows: items.flatMap(({ fields, index }) =>
      isJsonObject(fields)
        ? [
            {
              file,
              fields,
              place: document.positionOf([index]),
              placeOf: (field) => document.positionOf([index, field]),
            },
          ]
        : [],
    ),
    problems: items
      .filter(({ fields }) => !isJsonObject(fields))
      .map(({ index }) =>
        errorAt(
          file,
          document.positionOf([index]),
          'a case must be a mapping',
          'write "id: …" and so on',
        ),
      ),
  };
};
