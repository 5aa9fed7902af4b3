// Loaded into every contender with --import: leaves what the process used when it ends.
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const line = {
    pid: process.pid,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    peakMb: maxRSS / 1024,
  };
  appendFileSync(process.env.BENCH_USAGE ?? '/dev/null', `${JSON.stringify(line)}\n`);
});
