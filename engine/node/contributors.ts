import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Names of one benchmark that are kept. */
const MOST = 200;

/**
 * Names of programs and of nobody in particular, such as `renovate[bot]`, `deploy-bot`,
 * `GitHub Actions` or `Core 3f2a91c0 maintainers`: no person could be credited by them.
 */
const NOBODY = new RegExp(
  [
    String.raw`\[bot\]$`,
    String.raw`(?:^|[\s_-])(?:bots?|robot|maintainers?|automation|ci|noreply|root)$`,
    String.raw`^(?:dependabot|renovate|github[\s_-]?actions?)\b`,
  ].join('|'),
  'i',
);

/**
 * Who changed the folder of a benchmark, authors and co-authors of commits up to now, who most
 * first: names only, as `.mailmap` spells them, never an address, and neither bots nor maintainers without a name. Nobody where there
 * is no git, or only a part of the history, which would credit some and forget others.
 */
export async function readContributors(root: string, benchmark: string): Promise<string[]> {
  const shallow = await git(root, ['rev-parse', '--is-shallow-repository']);
  if (shallow !== 'false') return [];
  const groups = ['--group=author', '--group=trailer:co-authored-by'];
  const folder = `benchmarks/${benchmark}`;
  const list = await git(root, ['shortlog', '-s', '-n', ...groups, 'HEAD', '--', folder]);
  const names = (list ?? '').split('\n').map((line) => nameIn(line));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, MOST);
}

/** What may be printed of `  12\tAda Lovelace`; a name that is an address tells only what is before it. */
function nameIn(line: string): string {
  const written = line.replace(/^\s*\d+\t/, '').replace(/<[^>]*>/g, '');
  const name = written.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  const plain = name.includes('@') ? (name.split('@')[0] ?? '').trim() : name;
  return NOBODY.test(plain) ? '' : plain.slice(0, 100);
}

async function git(root: string, command: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, ...command], { timeout: 10_000 });
    return stdout.replace(/\n$/, '');
  } catch {
    // No git, no repository, or no commit yet: then the benchmark's own authors are credited.
    return undefined;
  }
}
