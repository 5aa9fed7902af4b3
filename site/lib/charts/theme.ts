import type { Config } from 'vega-lite';

/** Width of a chart as drawn, in CSS pixels: readable at 390, and not clumsy twice as wide. */
export const CHART_WIDTH = 430;

/** Room for the names beside a chart with one row for each model. */
const NAMES_WIDTH = 142;
const RIGHT = 12;
const AXIS_HEIGHT = 42;
const SCORES_WIDTH = 46;

/** Width of the plot beside the names. */
export const ROWS_WIDTH: number = CHART_WIDTH - NAMES_WIDTH - RIGHT;
/** Width of a plot with scores on its axis. */
export const PLANE_WIDTH: number = CHART_WIDTH - SCORES_WIDTH - RIGHT;

/** Room round a plot, in CSS pixels. */
export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room round the plots of the one kind and the other. */
export const ROWS_PADDING: Padding = {
  left: NAMES_WIDTH,
  right: RIGHT,
  top: 4,
  bottom: AXIS_HEIGHT,
};
export const PLANE_PADDING: Padding = {
  left: SCORES_WIDTH,
  right: RIGHT,
  top: 8,
  bottom: AXIS_HEIGHT,
};

export const ROW_HEIGHT = 22;
/** Rows that can still be taken in at a glance; the table has them all. */
export const MOST_ROWS = 30;
/** Marks that can still be told apart. */
export const MOST_MARKS = 60;

/** CSS variables instead of colours, so that one drawing serves light and dark. */
export const CHART_CONFIG: Config = {
  background: 'transparent',
  aria: false,
  font: 'inherit',
  // Sizes are given, not measured: without a canvas text is measured wrongly.
  autosize: { type: 'none' },
  view: { stroke: null },
  axis: {
    labelColor: 'var(--ink-2)',
    labelFontSize: 12,
    titleColor: 'var(--ink-3)',
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
    gridColor: 'var(--line)',
    domain: false,
    ticks: false,
    labelPadding: 6,
  },
};
