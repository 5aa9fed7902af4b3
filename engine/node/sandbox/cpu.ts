import { readFileSync } from 'node:fs';

/** Clock ticks a second in `/proc`, the same on every Linux. */
const TICKS_PER_SECOND = 100;

/** Processor time of a process and its children as the kernel counts it; `null` without `/proc`. */
export function cpuMsOf(pid: number): number | null {
  try {
    const own = ticksOf(pid);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const ticks = children.split(' ').reduce((sum, child) => sum + ticksOf(Number(child)), own);
    return (ticks * 1000) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

/** User and system time, fields 14 and 15; the name in field 2 may hold spaces. */
function ticksOf(pid: number): number {
  if (pid === 0) return 0;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

export function spentMs(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
