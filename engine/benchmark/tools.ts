import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Problem } from '../problem.ts';
import { schemaProblem } from '../scorers/text/json-schema/problem.ts';
import type { Tool } from './benchmark.ts';
import { type CaseRow, errorAt } from './rows/row.ts';

const toolSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, _ and -, at most 64')
    .describe('Name of the function.'),
  description: z.string().max(10_000).exactOptional().describe('What it does.'),
  parameters: z
    .record(z.string(), z.unknown())
    .superRefine((written, context) => {
      const wrong = isJsonObject(written) ? schemaProblem(written) : null;
      if (wrong !== null)
        context.addIssue({ code: 'custom', path: wrong.path, message: wrong.message });
    })
    .transform((written) => written as JsonObject)
    .exactOptional()
    .describe('JSON Schema of its arguments.'),
});

/** Functions that a model may call, their schemas checked before anybody is asked. */
export const toolsSchema: z.ZodType<readonly Tool[]> = z.array(toolSchema).min(1).max(128);

/** The tools in the column of a case: a list, or one written as JSON in a cell. */
export function toolsOfRow(
  row: CaseRow,
  column: string | undefined,
  problems: Problem[],
): readonly Tool[] | undefined {
  if (column === undefined) return undefined;
  const written = Object.hasOwn(row.fields, column) ? row.fields[column] : null;
  if (written === null || written === undefined || written === '') return undefined;
  const parsed = toolsSchema.safeParse(typeof written === 'string' ? parsedJson(written) : written);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const message = `the tools of the case: ${issue?.path.map(String).join('.')} ${issue?.message}`;
  const fix = 'write a list of { "name": …, "description": …, "parameters": … }';
  problems.push(errorAt(row.file, row.placeOf(column), message.slice(0, 300), fix));
  return undefined;
}

function parsedJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
