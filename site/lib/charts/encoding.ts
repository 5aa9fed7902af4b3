import type { Tier } from '../../../engine/results/columns.ts';

/** A channel that shows the tier of a row. */
export interface TierChannel {
  readonly field: 'tier';
  readonly type: 'nominal';
  readonly scale: { domain: string[]; range: string[] };
  readonly legend: null;
}

/** The axis of names. */
export interface NamesChannel {
  readonly field: 'key';
  readonly type: 'nominal';
  readonly sort: string[];
  readonly axis: {
    readonly title: null;
    readonly grid: false;
    readonly labelExpr: string;
    readonly labelLimit: number;
    readonly labelPadding: number;
  };
}

/** Colour and shape of a tier; the shape carries the meaning where colours cannot. */
const TIER_MARKS: Readonly<Record<Tier, { colour: string; shape: string }>> = {
  verified: { colour: 'var(--verified)', shape: 'circle' },
  self_reported: { colour: 'var(--self-reported)', shape: 'diamond' },
  published: { colour: 'var(--published)', shape: 'square' },
  baseline: { colour: 'var(--baseline)', shape: 'cross' },
};

/** Scales that turn a tier into its colour and shape. */
export function tierEncoding(): { readonly color: TierChannel; readonly shape: TierChannel } {
  const domain = Object.keys(TIER_MARKS);
  const marks = Object.values(TIER_MARKS);
  const channel = (range: string[]): TierChannel => ({
    field: 'tier',
    type: 'nominal',
    scale: { domain, range },
    legend: null,
  });
  return {
    color: channel(marks.map((mark) => mark.colour)),
    shape: channel(marks.map((mark) => mark.shape)),
  };
}

/** Names in the order of the rows; what stands before the tab of a key is shown. */
export function namesEncoding(rows: readonly { readonly key: string }[]): NamesChannel {
  return {
    field: 'key',
    type: 'nominal',
    sort: rows.map((row) => row.key),
    axis: {
      title: null,
      grid: false,
      labelExpr: "split(datum.label, '\\t')[0]",
      labelLimit: 0,
      labelPadding: 12,
    },
  };
}
