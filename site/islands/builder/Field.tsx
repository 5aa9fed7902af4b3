import { type ReactNode, useId } from 'react';
import type { JsonValue } from '../../../engine/json.ts';
import { fieldText, fieldValue, type SchemaField } from '../../lib/builder/schema-fields.ts';

interface FieldProps {
  readonly field: SchemaField;
  /** Path of the value in `benchmark.yaml`, which problems are led to by. */
  readonly path: string;
  readonly value: JsonValue | undefined;
  /** Messages of problems with this value. */
  readonly problems: readonly string[];
  readonly rows?: number;
  onChange(value: JsonValue | undefined): void;
}

/** One value, with its description from the schema and what is wrong with it. */
export function Field(props: FieldProps): ReactNode {
  const { field, path, problems } = props;
  const id = useId();
  const { name, description, required } = field;
  return (
    <div className="field" data-path={path}>
      <label htmlFor={id}>
        {name.replaceAll('_', ' ')}
        {required && <span className="unit"> required</span>}
      </label>
      <Control {...props} id={id} />
      <p className="note" id={`${id}-help`}>
        {description}
      </p>
      {problems.length > 0 && (
        <p className="problem" id={`${id}-problem`}>
          {problems.join('; ')}
        </p>
      )}
    </div>
  );
}

function Control({ field, value, problems, rows, onChange, id }: FieldProps & { id: string }) {
  const common = {
    id,
    'aria-describedby': `${id}-help${problems.length > 0 ? ` ${id}-problem` : ''}`,
    'aria-invalid': problems.length > 0,
  };
  const text = fieldText(field, value);
  const change = (typed: string) => onChange(fieldValue(field, typed));
  if (field.kind === 'boolean') {
    const isOn = value === undefined ? field.fallback === true : value === true;
    const set = (checked: boolean) => onChange(checked === field.fallback ? undefined : checked);
    return (
      <input {...common} type="checkbox" checked={isOn} onChange={(e) => set(e.target.checked)} />
    );
  }
  if (field.kind === 'choice')
    return (
      <select {...common} value={text} onChange={(event) => change(event.target.value)}>
        <option value="">
          {field.fallback === undefined ? '—' : `${field.fallback} (default)`}
        </option>
        {field.values.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    );
  if (field.kind === 'list' || (rows ?? 1) > 1)
    return (
      <textarea
        {...common}
        rows={rows ?? 3}
        value={text}
        placeholder={field.kind === 'list' ? 'one a line' : ''}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <input
      {...common}
      value={text}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      placeholder={field.fallback === undefined ? '' : fieldText(field, field.fallback)}
      onChange={(event) => change(event.target.value)}
    />
  );
}
