import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { PACKAGE_ROOT } from '../../scripts/workspace.ts';
import { keepPart } from './documentation.ts';

interface Described {
  readonly description: string;
  readonly default?: string;
  readonly required?: boolean;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').trim();
}

test('docs/action.md lists the inputs and outputs of action.yml', () => {
  const text = readFileSync(join(PACKAGE_ROOT, 'action', 'action.yml'), 'utf8');
  const { inputs, outputs } = parse(text) as Record<string, Record<string, Described>>;
  const rows = Object.entries(inputs ?? {}).map(([name, input]) => {
    const value = input.required ? 'required' : input.default ? `\`${input.default}\`` : '';
    return `| \`${name}\` | ${value} | ${cell(input.description)} |`;
  });
  keepPart('inputs', ['| input | default | what |', '|---|---|---|', ...rows].join('\n'));
  const written = Object.entries(outputs ?? {}).map(
    ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
  );
  keepPart('outputs', ['| output | what |', '|---|---|', ...written].join('\n'));
});
