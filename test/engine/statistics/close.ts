import assert from 'node:assert/strict';

/** Passes when `actual` is within `relative` of `expected`, or exactly equal. */
export function assertClose(
  actual: number,
  expected: number,
  relative: number,
  what: string = 'value',
): void {
  const distance = Math.abs(actual - expected);
  const message = `${what} is ${actual}, expected ${expected} within ${relative}`;
  assert.ok(distance <= relative * Math.abs(expected) || actual === expected, message);
}
