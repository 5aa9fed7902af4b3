import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { clock, firstFit, firstGap, shown, spansOf } from '../parts/spans.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE } from '../words.ts';

/** The earliest slot for several people, some of them in other time zones. */
function meeting(random: Random, level: Level): Draft | null {
  const people = random.sample(PEOPLE, { easy: 2, medium: 3, hard: 3 }[level]);
  const length = random.pick([30, 45, 60, 75, 90]);
  const diaries = people.map((name) => ({
    name,
    spans: spansOf(random, level === 'easy' ? 3 : 4),
    ahead: level === 'hard' && name !== people[0] ? random.int(-3, 3) * 60 : 0,
  }));
  const rest = level === 'easy' ? 0 : random.pick([0, 10, 15]);
  const busy = diaries.flatMap(({ spans, ahead }) =>
    spans.map(([from, to]) => [from - ahead - rest, to - ahead + rest] as const),
  );
  const open = Math.max(...diaries.map(({ ahead }) => 480 - ahead));
  const close = Math.min(...diaries.map(({ ahead }) => 1080 - ahead));
  const start = agreed(
    'meeting',
    firstFit(busy, [open, close], length),
    firstGap(busy, [open, close], length),
  );
  if (start === null || start === open) return null;
  const told = diaries.map(
    ({ name, spans, ahead }) =>
      `${name} is busy at ${shown(spans)}${ahead === 0 ? '' : ` by the clock of ${name}, which is ${Math.abs(ahead) / 60} h ${ahead > 0 ? 'ahead of' : 'behind'} ${people[0]}'s`}.`,
  );
  const pause =
    rest === 0
      ? ''
      : ` Nobody wants the meeting to begin or end less than ${rest} minutes away from another appointment.`;
  const zone = level === 'hard' ? `, by the clock of ${people[0]}` : '';
  return {
    fields: {
      question: `${told.join(' ')} Everybody works from 08:00 to 18:00${level === 'hard' ? ' by their own clock' : ''}, and the meeting has to lie within that time.${pause} When can a meeting of ${length} minutes with all of them begin at the earliest${zone}? Answer as HH:MM.`,
    },
    expected: clock(start),
  };
}

/** Jobs for one machine, in an order that a rule gives. */
function machine(random: Random, level: Level): Draft | null {
  const count = { easy: 4, medium: 5, hard: 6 }[level];
  const jobs = random.sample([...'ABCDEFGHJK'], count).map((name) => ({
    name,
    minutes: random.int(2, 14) * 5,
    due: random.int(8, 40) * 15,
    arrives: level === 'easy' ? 0 : random.int(0, 9) * 10,
  }));
  const rule = random.pick(['minutes', 'due'] as const);
  if (new Set(jobs.map((job) => job[rule])).size < count) return null;
  const words = rule === 'minutes' ? 'the shortest' : 'the one that is due first';
  let [now, late] = [480, 0];
  const waiting = [...jobs];
  const order: string[] = [];
  while (waiting.length > 0) {
    const ready = waiting
      .filter(({ arrives }) => 480 + arrives <= now)
      .sort((one, other) => one[rule] - other[rule]);
    const job = ready[0];
    if (job === undefined) {
      now += 5;
      continue;
    }
    waiting.splice(waiting.indexOf(job), 1);
    now += job.minutes;
    if (now > 480 + job.due) late += 1;
    order.push(job.name);
  }
  agreed(
    'machine',
    [now, late],
    byEvents(
      jobs.map(({ minutes, arrives, due, [rule]: rank }) => ({ minutes, arrives, due, rank })),
    ),
  );
  const told = jobs.map(
    ({ name, minutes, due, arrives }) =>
      `${name} takes ${minutes} minutes, ${level === 'easy' ? '' : `arrives at ${clock(480 + arrives)} and `}is due at ${clock(480 + due)}.`,
  );
  const question =
    level === 'hard'
      ? { ask: 'How many jobs are finished late? Answer with the number.', expected: String(late) }
      : { ask: 'When is the last job finished? Answer as HH:MM.', expected: clock(now) };
  if (level === 'easy')
    return {
      fields: {
        question: `A saw starts work at 08:00 and does one job after the other without pause. ${told.join(' ')} It takes ${words} of the jobs that wait. In which order are they done? Answer with the letters, separated by commas.`,
      },
      expected: order.join(', '),
    };
  return {
    fields: {
      question: `A saw is ready at 08:00. ${told.join(' ')} Whenever the saw is free, it takes ${words} of the jobs that have arrived; a job that was begun is finished. ${question.ask}`,
    },
    expected: question.expected,
  };
}

/** The end of the last job and the number of late ones, by events instead of steps of time. */
function byEvents(
  jobs: readonly { minutes: number; arrives: number; due: number; rank: number }[],
): number[] {
  let [free, late, left] = [480, 0, [...jobs]];
  while (left.length > 0) {
    const begin = Math.max(free, Math.min(...left.map(({ arrives }) => 480 + arrives)));
    const next = itemAt(
      left
        .filter(({ arrives }) => 480 + arrives <= begin)
        .sort((one, other) => one.rank - other.rank),
      0,
    );
    free = begin + next.minutes;
    late += free > 480 + next.due ? 1 : 0;
    left = left.filter((job) => job !== next);
  }
  return [free, late];
}

/** The least number of rooms for lessons that overlap. */
function rooms(random: Random, level: Level): Draft {
  const lessons = Array.from({ length: { easy: 4, medium: 7, hard: 11 }[level] }, () => {
    const start = 480 + random.int(0, 30) * 15;
    return [start, start + random.int(2, 8) * 15] as const;
  });
  const clean = level === 'hard' ? 15 : 0;
  const held = lessons.map(([from, to]) => [from, to + clean] as const);
  const peak = Math.max(
    ...held.map(([start]) => held.filter(([from, to]) => from <= start && start < to).length),
  );
  const free: number[] = [];
  for (const [from, to] of held.toSorted((one, other) => one[0] - other[0])) {
    const room = free.findIndex((until_) => until_ <= from);
    if (room >= 0) free[room] = to;
    else free.push(to);
  }
  return {
    fields: {
      question: `Lessons take place at ${shown(lessons)}. ${clean > 0 ? 'After each lesson its room is cleaned for 15 minutes and cannot be used.' : 'A lesson may begin in a room at the minute at which the one before it ends.'} How many rooms are needed at least? Answer with the number.`,
    },
    expected: String(agreed('rooms', peak, free.length)),
  };
}

/** A timetable of shuttles with waiting times. */
function shuttles(random: Random, level: Level): Draft {
  const legs = Array.from({ length: { easy: 1, medium: 2, hard: 3 }[level] }, () => ({
    first: 300 + random.int(0, 11) * 5,
    every: random.pick([12, 15, 20, 25, 40]),
    takes: random.int(3, 20) * 3,
    change: random.int(2, 9),
  }));
  const start = 540 + random.int(0, 170);
  let [now, again] = [start, start];
  for (const { first, every, takes, change } of legs) {
    now += change;
    while ((now - first) % every !== 0) now += 1;
    now += takes;
    again = first + Math.ceil((again + change - first) / every) * every + takes;
  }
  const told = legs.map(
    ({ first, every, takes, change }, index) =>
      `Line ${index + 1} leaves every ${every} minutes, first at ${clock(first)}, and takes ${takes} minutes; ${index === 0 ? `its stop is ${change} minutes on foot from the house` : `to change to it takes ${change} minutes`}.`,
  );
  return {
    fields: {
      question: `${told.join(' ')} ${random.pick(PEOPLE)} leaves the house at ${clock(start)} and takes the lines in this order, each time the first one that can be reached; one that leaves at the very minute of arrival at its stop is reached. At what time does the trip end? Answer as HH:MM.`,
    },
    expected: clock(agreed('shuttles', now, again)),
  };
}

/** The most talks that one person can hear. */
function talks(random: Random, level: Level): Draft {
  const slots = Array.from({ length: { easy: 5, medium: 8, hard: 11 }[level] }, () => {
    const start = 540 + random.int(0, 20) * 15;
    return [start, start + random.int(1, 6) * 15] as const;
  });
  let [end, greedy] = [0, 0];
  for (const [from, to] of slots.toSorted((one, other) => one[1] - other[1]))
    if (from >= end) [end, greedy] = [to, greedy + 1];
  let best = 0;
  for (let set = 0; set < 2 ** slots.length; set += 1) {
    const chosen = slots.filter((_, index) => (set >> index) % 2 === 1);
    const clash = chosen.some(([from, to], index) =>
      chosen.slice(index + 1).some(([otherFrom, otherTo]) => from < otherTo && otherFrom < to),
    );
    if (!clash) best = Math.max(best, chosen.length);
  }
  return {
    fields: {
      question: `At a fair, talks are given at ${shown(slots)}, each in another tent; walking takes no time. How many complete talks can one person hear at most? Answer with the number.`,
    },
    expected: String(agreed('talks', best, greedy)),
  };
}

const MAKERS = { meeting, machine, rooms, shuttles, talks };

export const generator: Generator = {
  id: 'scheduling',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 8,
    make: (random, level) => until(() => make(random, level)),
  })),
};
