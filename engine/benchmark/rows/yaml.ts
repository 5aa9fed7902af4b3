import { isJsonObject } from '../../json.ts';
import { parseSource } from '../document.ts';
import { BENCHMARK_LIMITS } from '../limits.ts';
import { errorAt, onlyProblem, START, type TextReader } from './row.ts';

/** A YAML list of mappings, one a case. For tens of thousands of cases JSON Lines is the format. */
export const readYaml: TextReader = (text, file) => {
  if (text.length > BENCHMARK_LIMITS.yamlBytes) {
    const message = `larger than ${BENCHMARK_LIMITS.yamlBytes} characters, which is too much for YAML`;
    return onlyProblem(file, START, message, 'write the cases as .jsonl or .csv');
  }
  const document = parseSource(text, file);
  if (document.value === undefined) return { rows: [], problems: document.problems };
  if (!Array.isArray(document.value))
    return onlyProblem(
      file,
      START,
      'the file must hold a list of cases',
      'begin each case with "- "',
    );
  const items = document.value.map((fields, index) => ({
    file,
    fields,
    place: document.positionOf([index]),
    placeOf: (field: string) => document.positionOf([index, field]),
  }));
  return {
    rows: items.flatMap(({ fields, ...row }) => (isJsonObject(fields) ? [{ ...row, fields }] : [])),
    problems: items
      .filter(({ fields }) => !isJsonObject(fields))
      .map(({ place }) =>
        errorAt(file, place, 'a case must be a mapping', 'write "id: …" and so on'),
      ),
  };
};
