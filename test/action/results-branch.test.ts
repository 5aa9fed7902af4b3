import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { appendFiles, pushCommit } from '../../action/git/append.ts';
import { type Git, openGit } from '../../action/git/git.ts';
import { openGitHub } from '../../action/github/client.ts';
import { signedCommit } from '../../action/github/signed.ts';
import { readInputs } from '../../action/inputs.ts';
import {
  type BudgetEntry,
  brokenCap,
  budgetBytes,
  budgetPath,
  readBudget,
  spendingOf,
} from '../../action/results/budget.ts';
import { createRepository, type TestRepository, TOKENS } from './repository.ts';

const WRITERS = 12;

async function withWriters(
  count: number,
  token: string,
  work: (writers: readonly Git[], repository: TestRepository) => Promise<void>,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'benchmarkhub-writers-'));
  await using repository = await createRepository();
  try {
    const remote = `${repository.github.url}/octo/bench.git`;
    const path = process.env.PATH;
    const numbers = Array.from({ length: count }, (_, index) => join(root, String(index)));
    await work(
      await Promise.all(numbers.map((folder) => openGit(folder, remote, token, path))),
      repository,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function entry(run: number): BudgetEntry {
  const people = { author: 'stranger', actor: 'maintainer', pull: 7 };
  return { kind: 'reserve', run: `${run}-1`, time: '2026-11-05T00:00:00Z', usd: 10, ...people };
}

function listed(repository: TestRepository): string[] {
  return repository.git('ls-tree', '-r', '--name-only', 'results').split('\n');
}

describe('the branch of results', () => {
  test(`${WRITERS} writers race and each lands once`, async () => {
    await withWriters(WRITERS, TOKENS.job, async (writers, repository) => {
      let commits = 0;
      await Promise.all(
        writers.map((git, index) => {
          const way = pushCommit(git, 'results');
          const files = new Map([[`results/a/${index}.parquet`, Buffer.from(`rows ${index}`)]]);
          return appendFiles(
            git,
            'results',
            'Add results',
            async () => files,
            async (...words) => {
              commits++;
              return way(...words);
            },
          );
        }),
      );
      assert.equal(listed(repository).length, WRITERS);
      assert.equal(repository.git('rev-list', '--count', 'results'), String(WRITERS));
      assert.ok(commits >= WRITERS, 'somebody had to try again');
    });
  });

  test('of six who want $10 of $30 three get it, however they race', async () => {
    await withWriters(6, TOKENS.job, async (writers, repository) => {
      const caps = { monthUsd: 30, authorMonthUsd: 100 };
      const granted = await Promise.all(
        writers.map(async (git, index) => {
          const mine = entry(index);
          const commit = await appendFiles(
            git,
            'results',
            'Set aside',
            async (head) => {
              const spending = spendingOf(
                await readBudget(git, head, new Date(mine.time)),
                'stranger',
              );
              const fits = brokenCap(spending, mine.usd, caps) === undefined;
              return new Map(fits ? [[budgetPath(mine), budgetBytes(mine)]] : []);
            },
            pushCommit(git, 'results'),
          );
          return commit !== undefined;
        }),
      );
      assert.equal(granted.filter(Boolean).length, 3);
      assert.equal(listed(repository).length, 3);
    });
  });

  test('what is there is never rewritten', async () => {
    await withWriters(1, TOKENS.job, async ([git]) => {
      assert.ok(git);
      const write = (text: string) =>
        appendFiles(
          git,
          'results',
          'Add',
          async () => new Map([['results/a/1.parquet', Buffer.from(text)]]),
          pushCommit(git, 'results'),
        );
      await write('first');
      await assert.rejects(write('second'), /is on the branch already/);
    });
  });

  test('a token that may not write is told which permission is missing', async () => {
    await withWriters(1, TOKENS.fork, async ([git]) => {
      assert.ok(git);
      const files = async () => new Map([['a', Buffer.from('a')]]);
      await assert.rejects(
        appendFiles(git, 'results', 'Add', files, pushCommit(git, 'results')),
        ({ fix }: { fix?: string }) => /contents: write/.test(fix ?? ''),
      );
    });
  });

  test('signed commits keep to the head they were made for', async () => {
    await withWriters(3, TOKENS.job, async (writers, repository) => {
      const { apiUrl } = repository.github;
      const inputs = readInputs((name) => INPUTS[name] ?? '');
      const host = { inputs, apiUrl, repository: 'octo/bench', warn: () => {} };
      repository.commit(undefined, { readme: 'results' }, 'results');
      await Promise.all(
        writers.map((git, index) => {
          const way = signedCommit(openGitHub(host), 'results', pushCommit(git, 'results'));
          const files = new Map([[`results/${index}`, Buffer.from(String(index))]]);
          return appendFiles(git, 'results', 'Add', async () => files, way);
        }),
      );
      assert.equal(listed(repository).length, 4);
      const committers = repository.git('log', '--format=%cn', 'results').split('\n');
      assert.equal(committers.filter((name) => name === 'web-flow').length, 3);
    });
  });
});

const INPUTS: Readonly<Record<string, string>> = {
  command: 'merge',
  'budget-usd': '5',
  'month-usd': '5',
  'author-month-usd': '5',
  shards: '1',
  'timeout-minutes': '5',
  comment: 'auto',
  'fail-on': 'error',
  'results-branch': 'results',
  'signed-commits': 'true',
  'dry-run': 'false',
  'github-token': TOKENS.job,
};

describe('the budget', () => {
  test('a run that has settled counts with what it spent, another with what was set aside', () => {
    const settled = { ...entry(1), kind: 'settle', usd: 3 } as const;
    const other = { ...entry(3), author: 'somebody' };
    const spending = spendingOf([entry(1), settled, entry(2), other], 'stranger');
    assert.deepEqual(spending, { monthUsd: 23, authorUsd: 13 });
  });

  test('the cap of an author is named before it is broken', () => {
    const caps = { monthUsd: 100, authorMonthUsd: 15 };
    assert.equal(brokenCap({ monthUsd: 13, authorUsd: 13 }, 2, caps), undefined);
    assert.match(
      brokenCap({ monthUsd: 13, authorUsd: 13 }, 2.01, caps) ?? '',
      /of this author \$13\.00 of \$15\.00/,
    );
  });
});
