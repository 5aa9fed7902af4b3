/**
 * Why a written number cannot be kept: JSON has no infinity, and an integer beyond 2^53 would
 * silently become its neighbour, so that no answer could equal it.
 */
export function numberProblem(
  value: number,
  written: string,
): { message: string; fix: string } | undefined {
  const text = written.trim().slice(0, 40);
  if (!Number.isFinite(value))
    return { message: `${text} is no finite number`, fix: 'put it in quotes if it is text' };
  const isRounded = /^[-+]?\d+$/.test(text) && !Number.isSafeInteger(value);
  if (!isRounded) return undefined;
  return { message: `the number ${text} is too large to be exact`, fix: `write it as "${text}"` };
}
