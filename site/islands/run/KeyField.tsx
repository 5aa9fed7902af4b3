import { type ReactNode, useEffect, useId, useState } from 'react';
import type { Provider } from '../../../engine/model/model.ts';
import { UserError } from '../../../engine/problem.ts';
import { isLocal } from '../../lib/run/provider.ts';
import { keyFromSignIn, signInAddress, withoutCode } from '../../lib/run/sign-in.ts';
import { directFetch } from '../direct-fetch.ts';

interface KeyFieldProps {
  readonly provider: Provider;
  readonly value: string;
  onKey(key: string): void;
  readonly address: string;
  onAddress(address: string): void;
}

/** The key, in memory only, or the address of a server that needs none. */
export function KeyField(props: KeyFieldProps): ReactNode {
  const { provider, value, onKey, address, onAddress } = props;
  const id = useId();
  if (isLocal(provider))
    return (
      <div className="field">
        <label htmlFor={id}>Address of {provider.title} on this machine</label>
        <input id={id} value={address} onChange={(event) => onAddress(event.target.value)} />
        <p className="note">
          The server has to allow this site: for Ollama set <code>OLLAMA_ORIGINS</code>, in LM
          Studio switch CORS on.
        </p>
      </div>
    );
  return (
    <form className="field" onSubmit={(event) => event.preventDefault()}>
      <label htmlFor={id}>Key of {provider.title}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onKey(event.target.value.trim())}
      />
      <p className="note">
        It is kept in this page’s memory, sent to {new URL(provider.base_url).host} only, and
        forgotten when you leave. The page’s policy lets it reach no other host.
      </p>
      {provider.id === 'openrouter' && <SignIn onKey={onKey} />}
    </form>
  );
}

function SignIn({ onKey }: Pick<KeyFieldProps, 'onKey'>): ReactNode {
  const [state, setState] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a code is good for one time
  useEffect(() => {
    const finish = async () => {
      const address = location.href;
      history.replaceState(null, '', withoutCode(address));
      const key = await keyFromSignIn(address, sessionStorage, directFetch);
      if (key === undefined) return;
      onKey(key);
      setState('Signed in to OpenRouter.');
    };
    finish().catch((error: unknown) =>
      setState(error instanceof UserError ? `${error.message}: ${error.fix}` : String(error)),
    );
  }, []);
  const begin = async () => {
    location.assign(await signInAddress(location.href, sessionStorage));
  };
  return (
    <p className="bar">
      <button type="button" onClick={() => void begin()}>
        Sign in with OpenRouter
      </button>
      <span role="status">{state}</span>
    </p>
  );
}
