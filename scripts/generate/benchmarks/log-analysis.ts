import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

interface Line {
  /** Seconds since midnight. */
  readonly at: number;
  readonly level: string;
  readonly service: string;
  readonly request: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly message: string;
}

const SERVICES = ['gateway', 'orders', 'billing', 'search', 'mailer', 'stock'];
const MESSAGES = {
  200: 'ok',
  201: 'created',
  404: 'no such item',
  409: 'version conflict',
  500: 'unexpected null',
  503: 'upstream error rate too high',
  504: 'timed out',
} as const;
const STATUSES = [200, 200, 200, 200, 201, 404, 409, 500, 503, 504] as const;
const SIZES = { easy: 10, medium: 18, hard: 30 } as const;

function clock(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
}

function linesOf(random: Random, level: Level): Line[] {
  const services = random.sample(SERVICES, level === 'easy' ? 2 : 4);
  const requests = random.sample(
    Array.from({ length: 90 }, (_, index) => `r${index + 10}`),
    level === 'easy' ? 4 : 8,
  );
  let at = random.int(6, 22) * 3600 + random.int(0, 3599);
  return Array.from({ length: SIZES[level] }, () => {
    at = Math.min(86_399, at + random.int(1, 95));
    const status = random.pick(STATUSES);
    const severity =
      status >= 500 ? 'ERROR' : status >= 400 ? 'WARN' : random.pick(['INFO', 'DEBUG']);
    return {
      at,
      level: severity,
      service: random.pick(services),
      request: random.pick(requests),
      status,
      milliseconds: random.int(3, 900),
      message: MESSAGES[status],
    };
  });
}

function text(lines: readonly Line[]): string {
  return lines
    .map(
      ({ at, level, service, request, status, milliseconds, message }) =>
        `${clock(at)} ${level} [${service}] req=${request} status=${status} took=${milliseconds}ms "${message}"`,
    )
    .join('\n');
}

/** The same lines read back out of the text, for the second method. */
function read(log: string): Record<string, string>[] {
  return log
    .split('\n')
    .map(
      (line) =>
        /^(?<time>\S+) (?<level>\S+) \[(?<service>\w+)\] req=(?<request>\w+) status=(?<status>\d+) took=(?<took>\d+)ms/.exec(
          line,
        )?.groups ?? {},
    );
}

interface Asked {
  readonly name: string;
  readonly question: string;
  readonly answer: string | null;
  readonly check: string | null;
}

function seconds(time = ''): number {
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number);
  return h * 3600 + m * 60 + s;
}

function questions(random: Random, lines: readonly Line[]): Asked[] {
  const rows = read(text(lines));
  const service = random.pick(lines).service;
  const request = random.pick(lines).request;
  const limit = random.int(3, 7) * 100;
  const failed = lines.filter(({ level }) => level === 'ERROR');
  const errors = lines.filter((line) => line.level === 'ERROR' && line.service === service);
  const slow = lines.filter((line) => line.milliseconds > limit && line.status < 400);
  const mine = lines.filter((line) => line.request === request);
  const gaps = lines.slice(1).map((line, index) => line.at - itemAt(lines, index).at);
  const widest = Math.max(...gaps);
  const counts = new Map<string, number>();
  for (const { service: name } of failed) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].sort((one, other) => other[1] - one[1]);
  const top = ranked[0] !== undefined && ranked[0][1] > (ranked[1]?.[1] ?? 0) ? ranked[0][0] : null;
  const recovered = recoveries(lines);
  const tally = (wanted: (row: Record<string, string>) => boolean) =>
    String(rows.filter(wanted).length);
  return [
    {
      name: 'count',
      question: `How many lines of level ERROR does the service ${service} write? Answer with the number.`,
      answer: String(errors.length),
      check: tally((row) => row.level === 'ERROR' && row.service === service),
    },
    {
      name: 'slow',
      question: `How many lines with a status below 400 took more than ${limit} ms? Answer with the number.`,
      answer: String(slow.length),
      check: tally((row) => Number(row.took) > limit && Number(row.status) < 400),
    },
    {
      name: 'sum',
      question: `How many milliseconds did all lines of the request ${request} take in all? Answer with the number.`,
      answer: String(mine.reduce((sum, line) => sum + line.milliseconds, 0)),
      check: String(
        rows.reduce((sum, row) => sum + (row.request === request ? Number(row.took) : 0), 0),
      ),
    },
    {
      name: 'gap',
      question:
        'What is the longest time between two lines that follow each other, in seconds? Answer with the number.',
      answer: String(widest),
      check: String(
        rows.reduce(
          (most, row, index) =>
            index === 0 ? most : Math.max(most, seconds(row.time) - seconds(rows[index - 1]?.time)),
          0,
        ),
      ),
    },
    {
      name: 'most',
      question: 'Which service writes the most lines of level ERROR? Answer with its name.',
      answer: top,
      check:
        top === null
          ? null
          : (SERVICES.toSorted(
              (one, other) =>
                rows.filter((row) => row.service === other && row.level === 'ERROR').length -
                rows.filter((row) => row.service === one && row.level === 'ERROR').length,
            )[0] ?? null),
    },
    {
      name: 'first',
      question: `At what time does the service ${service} first answer with a status of 500 or above? Answer as HH:MM:SS.`,
      answer: errors[0] === undefined ? null : clock(errors[0].at),
      check: rows.find((row) => row.service === service && Number(row.status) >= 500)?.time ?? null,
    },
    {
      name: 'recovered',
      question:
        'How many requests (req=…) have a line of level ERROR and, in a later line, a status below 300? Answer with the number.',
      answer: String(recovered),
      check: String(
        new Set(
          rows
            .filter(
              (row, index) =>
                row.level === 'ERROR' &&
                rows
                  .slice(index + 1)
                  .some((later) => later.request === row.request && Number(later.status) < 300),
            )
            .map((row) => row.request),
        ).size,
      ),
    },
    {
      name: 'share',
      question:
        'How many different requests (req=…) never get a status of 400 or above? Answer with the number.',
      answer: String(
        new Set(lines.map((line) => line.request)).difference(
          new Set(lines.filter(({ status }) => status >= 400).map((line) => line.request)),
        ).size,
      ),
      check: String(
        [...new Set(rows.map((row) => row.request))].filter((name) =>
          rows.every((row) => row.request !== name || Number(row.status) < 400),
        ).length,
      ),
    },
  ];
}

/** Requests that failed and later came through. */
function recoveries(lines: readonly Line[]): number {
  const failed = new Set<string>();
  const back = new Set<string>();
  for (const { request, level, status } of lines) {
    if (level === 'ERROR') failed.add(request);
    else if (status < 300 && failed.has(request)) back.add(request);
  }
  return back.size;
}

function make(random: Random, level: Level): Draft[] {
  const lines = linesOf(random, level);
  const log = text(lines);
  const open = questions(random, lines).filter(({ answer }) => answer !== null && answer !== '0');
  return random.sample(open, 3).map(({ name, question, answer, check }) => ({
    fields: { log, question },
    expected: agreed(question, answer, check) ?? '',
    tags: [name],
  }));
}

export const generator: Generator = {
  id: 'log-analysis',
  file: 'cases.jsonl',
  families: [{ name: 'log', levels: ['easy', 'medium', 'hard'], each: 14, make }],
};
