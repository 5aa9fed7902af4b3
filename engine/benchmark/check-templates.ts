import { suggestion } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import type { Benchmark, TestCase } from './benchmark.ts';
import type { SourceDocument } from './document.ts';
import { errorAt, type Place } from './rows/row.ts';
import { lookUp, namelessBraces, variablesOf } from './template.ts';

type Unchecked = Omit<Benchmark, 'fingerprint'>;

/** A message of the prompt, and where it stands. */
interface Template {
  readonly content: string;
  readonly file: string;
  readonly place: Place;
}

/** A variable that a case or an example lacks is an error here, not an empty string at run time. */
export function checkTemplates(benchmark: Unchecked, document: SourceDocument): Problem[] {
  const templates = templatesOf(benchmark, document);
  const last = templates[benchmark.prompt.length - 1];
  const { cases, examples } = benchmark;
  return [
    ...templates.flatMap((template) => checkTemplate(template, cases)),
    ...(last === undefined ? [] : checkExampleVariables(last, examples, cases)),
    ...checkShuffle(benchmark, document),
  ];
}

function templatesOf({ prompt, turns = [] }: Unchecked, document: SourceDocument): Template[] {
  const isSingle = typeof (document.value as { prompt?: unknown } | null)?.prompt === 'string';
  const said = turns.map((content, index) => ({
    content,
    file: document.file,
    place: document.positionOf(['turns', index]),
  }));
  const prompted = prompt.map(({ content }, index) => ({
    content,
    file: document.file,
    place: document.positionOf(isSingle ? ['prompt'] : ['prompt', index, 'content']),
  }));
  return [...prompted, ...said];
}

function checkTemplate(template: Template, cases: readonly TestCase[]): Problem[] {
  const { content, file, place } = template;
  return [
    ...variablesOf(content).flatMap((name) => checkVariable(name, cases, template)),
    ...namelessBraces(content)
      .filter((inner) => cases.some(({ variables }) => Object.hasOwn(variables, inner)))
      .map((inner) =>
        errorAt(
          file,
          place,
          `{{${inner}}} is plain text: a variable has no spaces or signs in its name`,
          `give the column another name: columns: { name: ${JSON.stringify(inner)} }`,
        ),
      ),
  ];
}

function checkVariable(name: string, cases: readonly TestCase[], template: Template): Problem[] {
  const { file, place } = template;
  const lacking = cases.filter((testCase) => isLacking(testCase, name));
  const [first] = lacking;
  if (first === undefined) return name === 'expected' ? [givesAway(file, place)] : [];
  if (lacking.length < cases.length) {
    const others = lacking.length > 1 ? ` and ${lacking.length - 1} more` : '';
    const message = `the case "${first.id}"${others} has no "${name}", which the prompt uses`;
    const fix = `give it a value, or take {{${name}}} out of the prompt`;
    return [errorAt(first.source.file, first.source, message, fix)];
  }
  const known = Object.keys(promptVariables(first));
  return [errorAt(file, place, `no case has the variable {{${name}}}`, suggestion(name, known))];
}

function isLacking(testCase: TestCase, name: string): boolean {
  return lookUp(name, promptVariables(testCase)) === undefined;
}

/** Examples are rendered with the last message; what no case has is said already. */
function checkExampleVariables(
  { content }: Template,
  examples: readonly TestCase[],
  cases: readonly TestCase[],
): Problem[] {
  const names = variablesOf(content).filter(
    (name) => !cases.every((testCase) => isLacking(testCase, name)),
  );
  return examples.flatMap((example) =>
    names
      .filter((name) => isLacking(example, name))
      .map((name) => {
        const message = `the example "${example.id}" has no "${name}", which the prompt uses`;
        const fix = suggestion(name, Object.keys(promptVariables(example)));
        return errorAt(example.source.file, example.source, message, fix);
      }),
  );
}

/** Options that the prompt spells out itself stay where they are, whatever their order is said to be. */
function checkShuffle({ shuffle_choices, prompt }: Unchecked, document: SourceDocument): Problem[] {
  const usesChoices = prompt.some(({ content }) => variablesOf(content).includes('choices'));
  if (!shuffle_choices || usesChoices) return [];
  const message = 'shuffle_choices shuffles {{choices}}, which the prompt does not use';
  const place = document.positionOf(['shuffle_choices']);
  return [errorAt(document.file, place, message, 'write {{choices}} into the prompt')];
}

function givesAway(file: string, place: Place): Problem {
  return {
    ...errorAt(file, place, 'the prompt shows the expected answer', 'take {{expected}} out of it'),
    severity: 'warning',
  };
}

/** Variables a prompt can use: the fields of the case, and its options as lettered lines. */
export function promptVariables(testCase: TestCase): TestCase['variables'] {
  return testCase.choices === undefined
    ? testCase.variables
    : { ...testCase.variables, choices: '' };
}
