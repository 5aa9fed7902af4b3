import type { ImportNote } from '../../../engine/exchange/import/importer.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { printable } from '../../terminal/terminal.ts';

/** Notes that are the same but for their place are shown together. */
const MAX_PLACES = 3;
/** Groups that are shown on a screen; `--json` has all. */
const MAX_GROUPS = 100;

/** Notes for a person: what, where, why, and what to do. */
export function noteLines(
  notes: readonly ImportNote[],
  { style }: Pick<Terminal, 'style'>,
  more = 0,
): string[] {
  const groups = [...grouped(notes).values()];
  const shown = groups.slice(0, MAX_GROUPS).flatMap((group) => linesOf(group, style));
  const hidden = groups.length - MAX_GROUPS;
  return [
    ...shown,
    ...(hidden > 0 ? [`… and ${hidden} more kinds of notes: --json has them all`] : []),
    ...(more > 0 ? [`… and ${more} notes that were not kept`] : []),
  ];
}

function grouped(notes: readonly ImportNote[]): Map<string, ImportNote[]> {
  const groups = new Map<string, ImportNote[]>();
  for (const note of notes) {
    const key = JSON.stringify([note.severity, note.item, note.reason]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [note]);
    else group.push(note);
  }
  return groups;
}

function linesOf(group: readonly ImportNote[], style: Terminal['style']): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const places = group.slice(0, MAX_PLACES).map(({ file, line }) => printable(`${file}:${line}`));
  const others = group.length > MAX_PLACES ? ` and ${group.length - MAX_PLACES} more` : '';
  const kind = first.severity === 'dropped' ? style.bad('dropped') : style.warn(first.severity);
  const head = `${style.bold(places.join(', '))}${others} ${kind} ${printable(first.item)}: ${printable(first.reason)}`;
  return first.fix === '' ? [head] : [head, `    ${style.accent('→')} ${printable(first.fix)}`];
}
