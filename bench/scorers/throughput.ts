// How many cases does each scorer score in a second of processor time (so that a busy machine
// changes little), with answers of 200 and of 20,000 characters?
// `node bench/scorers/throughput.ts [type …] [--seconds 0.5]`
import { parseArgs } from 'node:util';
import type { Expected } from '../../engine/benchmark/benchmark.ts';
import { checkedOptions } from '../../engine/scorers/checked-options.ts';
import { SCORERS } from '../../engine/scorers/index.ts';
import type { ScoreInput, Scorer } from '../../engine/scorers/scorer.ts';

const LENGTHS = [200, 20_000] as const;
const SENTENCES = [
  'The harbour was quiet when the first ferry of the morning left for the islands.',
  'She counted the coins twice, found $3.50 missing, and said nothing about it.',
  'A committee of seven members approved the budget on 12 March after a long debate.',
  'Water boils at 100 degrees at sea level, but at a lower temperature in the mountains.',
];

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '0.5' } },
  allowPositionals: true,
});
const types = positionals.length > 0 ? positionals : Object.keys(SCORERS);

process.stdout.write(
  `${row(
    'scorer',
    LENGTHS.map((length) => `${length} characters`),
  )}\n`,
);
for (const type of types) {
  const scorer = SCORERS[type];
  if (scorer === undefined) throw new Error(`no scorer ${type}`);
  const rates = LENGTHS.map((length) => rateOf(scorer, length, Number(values.seconds) * 1000));
  process.stdout.write(`${row(type, rates)}\n`);
}

/** Cases a second; what an answer of that length scores `null` for is marked. */
function rateOf(scorer: Scorer, length: number, budgetMs: number): string {
  const options = checkedOptions(scorer.options, { ...scorer.example.options });
  const inputs = Array.from({ length: 8 }, (_, seed) => inputOf(scorer, length, seed));
  const first = inputs.map((input) => scorer.score(input, options));
  let cases = 0;
  const start = processorMs();
  while (processorMs() - start < budgetMs) {
    for (const input of inputs) scorer.score(input, options);
    cases += inputs.length;
  }
  const rate = Math.round((cases * 1000) / (processorMs() - start));
  const isUnscored = first.every(({ value }) => value === null);
  return `${rate.toLocaleString('en')}${isUnscored ? ' (not scored)' : ''}`;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** An answer that goes on to the right example; the expected value is about as long where it is text. */
function inputOf({ example }: Scorer, length: number, seed: number): ScoreInput {
  const answer = `${prose(length - example.right.length - 1, seed)}\n${example.right}`;
  const choices = example.choices === undefined ? {} : { choices: example.choices };
  const expected = longer(example.expected, length, seed + 1);
  const reply = example.replies === undefined ? {} : { reply: example.replies.right };
  return { output: answer, answer, expected, variables: {}, ...choices, ...reply };
}

function longer(
  expected: Expected | undefined,
  length: number,
  seed: number,
): Expected | undefined {
  const isProse = typeof expected === 'string' && / .* /.test(expected);
  return isProse ? `${prose(length - expected.length - 1, seed)}\n${expected}` : expected;
}

function prose(length: number, seed: number): string {
  let text = '';
  for (let at = seed; text.length < length; at++) text += `${SENTENCES[(at * 7) % 4] ?? ''} ${at} `;
  return text.slice(0, Math.max(0, length));
}

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(22), ...cells.map((cell) => cell.padStart(22))].join('');
}
