/** Bounds of an axis in its own unit. */
export type Bounds = readonly [number, number];

/** Bounds about the same middle, `factor` times as far apart; of a logarithmic axis in logarithms. */
export function scaled(bounds: Bounds, factor: number, isLog: boolean): Bounds {
  return mapped(bounds, isLog, ([low, high]) => {
    const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
    return [middle - half, middle + half];
  });
}

/** Bounds moved by a share of what lies between them. */
export function shifted(bounds: Bounds, share: number, isLog: boolean): Bounds {
  return mapped(bounds, isLog, ([low, high]) => {
    const step = (high - low) * share;
    return [low + step, high + step];
  });
}

function mapped([low, high]: Bounds, isLog: boolean, change: (bounds: Bounds) => Bounds): Bounds {
  if (!isLog) return change([low, high]);
  const [from, to] = change([Math.log(low), Math.log(high)]);
  return [Math.exp(from), Math.exp(to)];
}
