import { type ReactNode, useEffect, useId, useState } from 'react';
import { UserError } from '../../../engine/problem.ts';
import { zipOf } from '../../lib/builder/archive.ts';
import { issueAddress, newFileAddress, singleFile } from '../../lib/builder/contribute.ts';
import { textOf } from '../../lib/builder/draft.ts';
import { type PushedBranch, pushBranch } from '../../lib/builder/github.ts';
import { isRepository, type Repository } from '../../lib/repository.ts';
import { directFetch } from '../direct-fetch.ts';
import { download } from './download.ts';
import type { DraftEditor } from './state.ts';

interface ContributeProps {
  readonly editor: DraftEditor;
  readonly repository: string | undefined;
  readonly branch: string;
  /** Address of the page that runs benchmarks. */
  readonly run: string;
}

/** The ways out: files, GitHub's page for a new file, a branch of one's own fork, an issue. */
export function Contribute({ editor, repository, branch, run }: ContributeProps): ReactNode {
  const { draft, checked } = editor;
  const benchmark = checked?.draft === draft ? checked.benchmark : undefined;
  const [single, setSingle] = useState<string>();
  useEffect(() => {
    setSingle(undefined);
    if (benchmark === undefined) return;
    let isCurrent = true;
    const write = async () => {
      const text = await singleFile(draft, benchmark);
      if (isCurrent) setSingle(text);
    };
    void write();
    return () => {
      isCurrent = false;
    };
  }, [draft, benchmark]);
  const upstream = isRepository(repository) ? repository : undefined;
  const address =
    upstream && single !== undefined
      ? newFileAddress(upstream, branch, draft.id, single)
      : undefined;
  return (
    <section className="part" id="contribute" aria-labelledby="contribute-title">
      <h2 id="contribute-title">Try it, take it, contribute it</h2>
      <p className="bar">
        <a className="button" href={`${run}?draft=1`}>
          Try it on a model
        </a>
        <button
          type="button"
          onClick={() => download(`${draft.id}.zip`, zipOf(draft), 'application/zip')}
        >
          Download as ZIP
        </button>
        {draft.files.map(({ name }) => (
          <button
            type="button"
            key={name}
            onClick={() => download(name, textOf(draft, name), 'text/plain')}
          >
            {name}
          </button>
        ))}
      </p>
      {benchmark === undefined && (
        <p className="note">A benchmark is contributed when nothing is wrong with it any more.</p>
      )}
      {benchmark && upstream && (
        <ul className="ways">
          <li>
            {address ? (
              <a className="button" href={address} rel="noreferrer">
                Open as a new file at GitHub
              </a>
            ) : (
              'It is too long for the address of GitHub’s page for a new file: take another way.'
            )}
          </li>
          <li>
            <a className="button" href={issueAddress(upstream, draft)} rel="noreferrer">
              Propose it in an issue
            </a>
          </li>
          <li>
            <OwnFork repository={upstream} editor={editor} />
          </li>
        </ul>
      )}
      {!upstream && (
        <p className="note">
          This site names no repository at GitHub: put the folder into <code>benchmarks/</code> of
          your own.
        </p>
      )}
    </section>
  );
}

interface OwnForkProps {
  readonly repository: Repository;
  readonly editor: DraftEditor;
}

/** The token is in this component's memory: not in storage, not in an address, gone on reload. */
function OwnFork({ repository, editor }: OwnForkProps): ReactNode {
  const [token, setToken] = useState('');
  const [state, setState] = useState('');
  const [pushed, setPushed] = useState<PushedBranch>();
  const id = useId();
  const push = async () => {
    setState('Writing the branch …');
    try {
      const effects = { token, fetch: directFetch };
      setPushed(await pushBranch(repository, editor.draft, effects));
      setState('');
    } catch (error) {
      setState(error instanceof UserError ? `${error.message}: ${error.fix}` : String(error));
    }
  };
  return (
    <details>
      <summary>Write it into a branch of your own fork</summary>
      <p className="note">
        A fine-grained token with “Contents: read and write” for your fork of {repository}, and for
        nothing else. It is sent to GitHub only and forgotten when you leave the page.
      </p>
      <form
        className="bar"
        onSubmit={(event) => {
          event.preventDefault();
          void push();
        }}
      >
        <label htmlFor={id}>Token</label>
        <input
          id={id}
          type="password"
          autoComplete="off"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <button type="submit" disabled={token === ''}>
          Write the branch
        </button>
      </form>
      <p role="status">{state}</p>
      {pushed && (
        <p>
          {pushed.branch} is in {pushed.fork}.{' '}
          <a href={pushed.compare} rel="noreferrer">
            Open the pull request
          </a>
        </p>
      )}
    </details>
  );
}
