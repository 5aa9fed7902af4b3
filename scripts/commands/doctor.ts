import { access } from 'node:fs/promises';
import { isUsable } from '../../engine/node/keys.ts';
import { type Size, sizesOf } from '../../engine/node/sizes.ts';
import { openWorkspace } from '../../engine/node/workspace.ts';
import { findChromium } from '../chromium.ts';
import type { Command, Invocation } from '../command.ts';
import {
  BUILT_IN_MODELS,
  openWorkspaceJournal,
  RESULTS_OPTION,
  resultsFolder,
} from '../workspace.ts';

/** One thing that was looked at. */
interface Check {
  readonly name: string;
  readonly fine: boolean;
  readonly found: string;
  readonly fix: string;
}

export const doctor: Command = {
  summary: 'look at what this machine has and say how to get what is missing',
  usage: '',
  options: RESULTS_OPTION,
  run: runDoctor,
};

async function runDoctor(invocation: Invocation): Promise<number> {
  const checks = [
    checkNode(),
    await checkJournal(invocation),
    await checkBenchmarks(invocation),
    ...(await checkSizes(invocation)),
    await checkChromium(),
    ...(await checkProviders(invocation)),
  ];
  const { terminal } = invocation;
  if (invocation.json) {
    terminal.out(JSON.stringify({ checks }, null, 2));
    return 0;
  }
  const { style } = terminal;
  for (const { name, fine, found, fix } of checks) {
    terminal.out(
      `${fine ? style.good('ok     ') : style.warn('missing')}  ${name}: ${found}${fine || fix === '' ? '' : `\n         ${style.accent('→')} ${fix}`}`,
    );
  }
  return 0;
}

function checkNode(): Check {
  return {
    name: 'Node',
    fine: true,
    found: `${process.versions.node} (${process.execPath})`,
    fix: '',
  };
}

async function checkJournal({ root }: Invocation): Promise<Check> {
  const name = 'workspace';
  try {
    await access(root);
    openWorkspaceJournal(root)[Symbol.dispose]();
    return { name, fine: true, found: `${root} can be written`, fix: '' };
  } catch (error) {
    return {
      name,
      fine: false,
      found: error instanceof Error ? error.message : String(error),
      fix: 'choose another folder with --root',
    };
  }
}

async function checkBenchmarks({ root }: Invocation): Promise<Check> {
  const { benchmarks, ids, problems } = await openWorkspace(root, BUILT_IN_MODELS);
  const found = `${benchmarks.length} valid of ${ids.length}, ${problems.length} problems`;
  return {
    name: 'benchmarks',
    fine: benchmarks.length > 0 && benchmarks.length === ids.length,
    found,
    fix: 'benchmarkhub validate',
  };
}

/** What grows with every run; `report` reads all of it, and git keeps it for good. */
async function checkSizes(invocation: Invocation): Promise<Check[]> {
  const sizes = await sizesOf(invocation.root, resultsFolder(invocation));
  return sizes.map(({ name, bytes, limit, largest, fix }: Size) => ({
    name,
    fine: bytes <= limit,
    found: `${megabytes(bytes)}${largest === undefined ? '' : ` (${largest})`}, of ${megabytes(limit)} that are well`,
    fix,
  }));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

async function checkChromium(): Promise<Check> {
  const path = await findChromium();
  const fix =
    'only the browser tests need it: sudo apt-get install chromium, or npx playwright-core install chromium';
  return { name: 'Chromium', fine: path !== undefined, found: path ?? 'not found', fix };
}

async function checkProviders({ root }: Invocation): Promise<Check[]> {
  const { registry } = await openWorkspace(root, BUILT_IN_MODELS);
  const keyed = [...registry.providers.values()].filter(({ api_key }) => api_key !== undefined);
  return keyed.map((provider) => {
    const fine = isUsable(provider, process.env);
    return {
      name: provider.title,
      fine,
      found: fine ? 'key is set' : `${provider.api_key} is not set`,
      fix: `export ${provider.api_key}=…`,
    };
  });
}
