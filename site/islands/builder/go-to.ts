import type { PlacedProblem } from '../../lib/builder/problems.ts';

/** Leads to the field of a problem, or to its line among the files. */
export function goTo({ place, line }: PlacedProblem): void {
  for (let length = place.path.length; length > 0; length--) {
    const path = place.path.slice(0, length).join('.');
    const field = document.querySelector(`[data-path="${CSS.escape(path)}"]`);
    const control = field?.querySelector<HTMLElement>('input,select,textarea');
    if (!field || !control) continue;
    field.closest('details')?.setAttribute('open', '');
    control.focus();
    return;
  }
  selectLine(line);
}

function selectLine(line: number): void {
  const area = document.querySelector<HTMLTextAreaElement>('#file-text');
  if (area === null) return;
  const lines = area.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}
