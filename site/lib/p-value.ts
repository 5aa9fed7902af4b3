/** A p-value for a cell: never 0, below a thousandth only the bound. */
export function pValueText(p: number): string {
  return p < 0.001 ? '<0.001' : p.toFixed(3);
}
