import type { Scale, Spec, View } from 'vega';
import { type Bounds, scaled, shifted } from '../../lib/charts/bounds.ts';

const AXES = ['x', 'y'] as const;
const CONTINUOUS = ['linear', 'log', 'time', 'utc'];
const STEP = 1.5;

/** A chart whose axes can be moved, where both of them are of numbers or times. */
export function withZoom(spec: Spec): Spec {
  const scales = spec.scales ?? [];
  const movable = AXES.every((axis) =>
    scales.some(({ name, type }) => name === axis && CONTINUOUS.includes(type ?? '')),
  );
  if (!movable) return spec;
  return {
    ...spec,
    signals: [
      ...(spec.signals ?? []),
      ...AXES.map((axis) => ({ name: `zoom_${axis}`, value: null })),
    ],
    scales: scales.map(
      (scale): Scale =>
        AXES.some((axis) => axis === scale.name)
          ? ({ ...scale, domainRaw: { signal: `zoom_${scale.name}` } } as Scale)
          : scale,
    ),
    // Names may stand outside of the whole picture, but not of a part of it.
    marks: (spec.marks ?? []).map((mark) =>
      Object.assign({}, mark, { clip: { signal: 'zoom_x !== null' } }),
    ),
  };
}

export function canZoom(view: View): boolean {
  return 'zoom_x' in view.getState().signals;
}

/** Buttons that bring the middle nearer, and dragging. */
export function enableZoom(view: View, box: HTMLElement): void {
  const move = (change: (bounds: Bounds, isLog: boolean, axis: 'x' | 'y') => Bounds) => {
    for (const axis of AXES) {
      const scale = view.scale(axis);
      const [low, high] = scale.domain().map(Number);
      if (low === undefined || high === undefined) continue;
      view.signal(`zoom_${axis}`, change([low, high], scale.type === 'log', axis));
    }
    void view.runAsync();
  };
  const line = document.createElement('p');
  const offer = (label: string, act: () => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', act);
    line.append(button);
  };
  offer('Nearer', () => move((bounds, isLog) => scaled(bounds, 1 / STEP, isLog)));
  offer('Farther', () => move((bounds, isLog) => scaled(bounds, STEP, isLog)));
  offer('Whole', () => {
    for (const axis of AXES) view.signal(`zoom_${axis}`, null);
    void view.runAsync();
  });
  box.after(line);
  box.addEventListener('pointermove', (event) => {
    if (event.buttons !== 1) return;
    const [width, height] = [box.clientWidth, box.clientHeight];
    const shares = { x: -event.movementX / width, y: event.movementY / height };
    move((bounds, isLog, axis) => shifted(bounds, shares[axis], isLog));
  });
}
