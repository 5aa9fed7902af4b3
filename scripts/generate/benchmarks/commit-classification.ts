import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { byRank, byRules, type Facts } from '../parts/commit-labels.ts';
import type { Random } from '../random.ts';

const NONE: Facts = {
  secret: false,
  breaking: false,
  undo: false,
  docsOnly: false,
  testsOnly: false,
  dependency: false,
  userVisible: 'none',
};

interface Part {
  readonly facts: Partial<Facts>;
  readonly subject: readonly string[];
  readonly body: readonly string[];
  readonly files: readonly string[];
}

/** What a commit is mainly about. Words such as "fix" and "add" appear under every label on purpose. */
const PARTS: readonly Part[] = [
  {
    facts: { userVisible: 'new' },
    subject: [
      'Let invoices be sorted by due date',
      'Show the remaining quota in the header',
      'Export the timetable as a calendar file',
      'Remember the last folder in the open dialog',
      'Offer a dark palette for maps',
    ],
    body: ['People asked for this at every workshop.', 'Until now there was no way to do it.'],
    files: ['src/views/list.ts', 'src/views/header.ts', 'test/views/list.test.ts'],
  },
  {
    facts: { userVisible: 'wrong-before' },
    subject: [
      'Count the last day of a booking',
      'Stop the total from ignoring refunds',
      'Add the missing minus sign in credit notes',
      'Keep the draft when the window closes',
      'Round half cents as the contract says',
    ],
    body: [
      'The result was wrong for everybody who used it.',
      'Reported by a customer; the figure on the page did not match the receipt.',
    ],
    files: ['src/booking/days.ts', 'src/money/total.ts', 'test/money/total.test.ts'],
  },
  {
    facts: { userVisible: 'slow-before' },
    subject: [
      'Fix the query that took nine seconds',
      'Read the index once instead of per row',
      'Cache parsed templates',
      'Add a batch size to the importer so that it no longer crawls',
      'Load thumbnails lazily',
    ],
    body: [
      'The results are the same as before, they only come sooner.',
      'Measured on the large data set: 9.1 s before, 0.4 s after; same output.',
    ],
    files: ['src/store/query.ts', 'src/render/template.ts', 'bench/import.ts'],
  },
  {
    facts: {},
    subject: [
      'Fix the naming of the store classes',
      'Split the parser into three files',
      'Add types to the mail queue',
      'Improve the readability of the scheduler',
      'Move date helpers out of the view',
    ],
    body: ['Nobody outside the code will notice.', 'Same behaviour, fewer lines.'],
    files: ['src/store/base.ts', 'src/parse/line.ts', 'src/mail/queue.ts'],
  },
  {
    facts: { docsOnly: true },
    subject: [
      'Fix the example in the chapter on imports',
      'Add a section about time zones',
      'Explain why the port changed in version 4',
      'Correct the path in the installation guide',
      'Speed up the introduction by dropping two pages of it',
    ],
    body: ['The old text sent people the wrong way.', 'No code is touched.'],
    files: ['docs/import.md', 'docs/install.md', 'README.md'],
  },
  {
    facts: { testsOnly: true },
    subject: [
      'Fix the flaky test of the clock',
      'Add cases for leap years',
      'Make the browser tests run faster',
      'Cover the empty basket',
      'Pin the random seed of the sampler test',
    ],
    body: [
      'It failed about once in forty runs; the code it tests was right all along.',
      'Production code stays as it is.',
    ],
    files: ['test/clock.test.ts', 'test/calendar/leap.test.ts', 'test/basket.test.ts'],
  },
  {
    facts: { dependency: true },
    subject: [
      'Update the chart library to 5.2',
      'Bump the database driver',
      'Move to the new major version of the linter',
      'Replace the abandoned zip library by its successor',
      'Refresh the lock file',
    ],
    body: [
      'Nothing else changes, except what the new version needs to compile.',
      'The release notes list no change that reaches our users.',
    ],
    files: ['package.json', 'package-lock.json'],
  },
];

/** What may come on top; each of these outranks some of the parts above. */
const EXTRAS: readonly Part[] = [
  {
    facts: { breaking: true },
    subject: [],
    body: [
      'Scripts that call the old command have to be changed: its option --out is now required.',
      'Stored settings of version 3 are no longer read; they have to be entered again.',
      'The field "price" of the public interface is renamed to "amount", without an alias.',
    ],
    files: ['src/api/public.ts'],
  },
  {
    facts: { secret: true },
    subject: [],
    body: [
      'Before this, any logged-in person could read the invoices of another one by changing the number in the address.',
      'The log contained access tokens in plain text; it no longer does.',
      'A crafted file name could make the importer write outside of its folder.',
    ],
    files: ['src/access/check.ts'],
  },
  {
    facts: { undo: true },
    subject: [],
    body: [
      'This takes back commit 4be19f0 completely.',
      'It restores the state before commit 90ac3d7, line by line.',
    ],
    files: ['src/legacy/state.ts'],
  },
];

/** Sentences that change nothing, each with the fact that it would contradict. */
const ASIDES: readonly { readonly text: string; readonly unless?: keyof Facts }[] = [
  { text: 'The branch is called security-cleanup after the office where it was written.' },
  { text: 'We considered reverting the last three commits and did not.', unless: 'undo' },
  { text: 'Not a breaking change: the old name keeps working.', unless: 'breaking' },
  {
    text: 'Found while updating a dependency, which is left for another commit.',
    unless: 'dependency',
  },
  { text: 'More tests will follow.' },
  { text: 'The manual is changed in another commit.', unless: 'docsOnly' },
  { text: 'Thanks to the documentation team for the hint.' },
  { text: 'The build got no faster by it.' },
];

function commit(random: Random, level: Level): Draft {
  const part = random.pick(PARTS);
  const isOnly = part.facts.docsOnly === true || part.facts.testsOnly === true;
  const extras = isOnly
    ? []
    : random.sample(EXTRAS, { easy: 0, medium: random.int(0, 1), hard: random.int(1, 2) }[level]);
  const facts: Facts = Object.assign({}, NONE, ...[part, ...extras].map((one) => one.facts));
  const fitting = ASIDES.filter(({ unless }) => unless === undefined || facts[unless] === false);
  const asides = random
    .sample(fitting, { easy: 0, medium: 1, hard: 2 }[level])
    .map(({ text }) => text);
  // What a commit is mainly about goes without saying where something more important is said.
  const main = extras.length === 0 ? [random.pick(part.body)] : [];
  const body = [...main, ...extras.map((extra) => random.pick(extra.body)), ...asides];
  const files = [
    ...random.sample(part.files, random.int(1, part.files.length)),
    ...extras.flatMap((extra) => extra.files),
  ];
  const subject = random.pick(part.subject);
  return {
    fields: { subject, body: random.sample(body, body.length).join(' '), files: files.join('\n') },
    expected: agreed(subject, byRules(facts), byRank(facts)),
  };
}

export const generator: Generator = {
  id: 'commit-classification',
  file: 'cases.jsonl',
  families: [{ name: 'commit', levels: ['easy', 'medium', 'hard'], each: 40, make: commit }],
};
