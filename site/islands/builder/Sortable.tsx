import type { ReactNode } from 'react';
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';

interface SortableProps {
  /** Names the list for screen readers. */
  readonly label: string;
  /** What stands in each row, in order. */
  readonly rows: readonly string[];
  readonly selected: number;
  onSelect(index: number): void;
  onMove(from: number, to: number): void;
  onRemove?: ((index: number) => void) | undefined;
}

/**
 * A list whose rows are moved by dragging, by keyboard (Enter on the handle, arrows, Enter) or by
 * buttons; the chosen row is edited elsewhere.
 */
export function Sortable(props: SortableProps): ReactNode {
  const { label, rows, selected, onSelect, onMove, onRemove } = props;
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': rows[Number(key)] ?? '' })),
    onReorder: ({ keys, target }) => {
      const [from] = [...keys].map(Number);
      const place = Number(target.key);
      if (from === undefined) return;
      const to = target.dropPosition === 'after' ? place + 1 : place;
      onMove(from, from < to ? to - 1 : to);
    },
  });
  return (
    <GridList
      aria-label={label}
      className="sortable"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[String(selected)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onSelect(Number(key));
      }}
      dragAndDropHooks={dragAndDropHooks}
    >
      {rows.map((text, index) => (
        // A row is its place: rows may be equal.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <GridListItem key={index} id={String(index)} textValue={`${index + 1}: ${text}`}>
          <Button slot="drag" className="handle">
            <span aria-hidden="true">⋮⋮</span>
          </Button>
          <span className="text">{text}</span>
          <Move row={text} from={index} to={index - 1} last={rows.length - 1} onMove={onMove} />
          <Move row={text} from={index} to={index + 1} last={rows.length - 1} onMove={onMove} />
          {onRemove && (
            <Button aria-label={`Remove ${text}`} onPress={() => onRemove(index)}>
              ×
            </Button>
          )}
        </GridListItem>
      ))}
    </GridList>
  );
}

interface MoveProps {
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly last: number;
  onMove(from: number, to: number): void;
}

function Move({ row, from, to, last, onMove }: MoveProps): ReactNode {
  const up = to < from;
  return (
    <Button
      aria-label={`Move ${row} ${up ? 'up' : 'down'}`}
      isDisabled={to < 0 || to > last}
      onPress={() => onMove(from, to)}
    >
      {up ? '↑' : '↓'}
    </Button>
  );
}
