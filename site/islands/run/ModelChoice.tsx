import { type ReactNode, useId, useState } from 'react';
import type { Model } from '../../../engine/model/model.ts';

interface ModelChoiceProps {
  readonly models: readonly Model[];
  readonly chosen: ReadonlySet<string>;
  onChosen(ids: ReadonlySet<string>): void;
  /** Names on the visitor's own machine; absent where only known models can be priced. */
  readonly names: string | undefined;
  onNames(names: string): void;
}

/** Which models are asked. */
export function ModelChoice(props: ModelChoiceProps): ReactNode {
  const { models, chosen, onChosen, names, onNames } = props;
  const [wanted, setWanted] = useState('');
  const id = useId();
  const word = wanted.trim().toLowerCase();
  const shown = models.filter(
    (model) => chosen.has(model.id) || `${model.id} ${model.title}`.toLowerCase().includes(word),
  );
  const toggle = (model: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(model);
    else next.delete(model);
    onChosen(next);
  };
  return (
    <fieldset className="case">
      <legend>Models</legend>
      {names !== undefined && (
        <div className="field">
          <label htmlFor={`${id}-names`}>Names on this machine</label>
          <input
            id={`${id}-names`}
            value={names}
            placeholder="llama3.2:3b, qwen2.5:7b"
            onChange={(event) => onNames(event.target.value)}
          />
        </div>
      )}
      {models.length > 8 && (
        <div className="field">
          <label htmlFor={`${id}-filter`}>Find a model</label>
          <input
            id={`${id}-filter`}
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
      )}
      <div className="choices">
        {shown.map((model) => (
          <label key={model.id}>
            <input
              type="checkbox"
              checked={chosen.has(model.id)}
              onChange={(event) => toggle(model.id, event.target.checked)}
            />
            <span>
              {model.title} <span className="unit mono">{model.id}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
