import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import {
  DAY,
  type Day,
  dayOf,
  isLeap,
  iso,
  MONTHS,
  monthLength,
  next,
  stamp,
  stepped,
  told,
  WEEKDAYS,
  weekday,
} from '../parts/days.ts';
import { itemAt, type Random } from '../random.ts';
import { ordinal, PEOPLE } from '../words.ts';

function someDay(random: Random, level: Level): Day {
  const year =
    level === 'hard'
      ? random.pick([1896, 1900, 1999, 2000, 2096, 2100, 2400])
      : random.int(2018, 2032);
  const month = level === 'easy' ? random.int(1, 12) : random.pick([1, 2, 2, 3, 12]);
  return { year, month, day: random.int(1, monthLength({ year, month })) };
}

/** So many days on or back. */
function shifted(random: Random, level: Level): Draft {
  const from = someDay(random, level);
  const days = random.within(
    ({ easy: [8, 40], medium: [45, 200], hard: [300, 1200] } as const)[level],
  );
  const later = dayOf(stamp(from) + days * DAY);
  agreed('days on', iso(later), iso(stepped(from, days)));
  const [start, end, way] = random.chance(0.5) ? [from, later, 'after'] : [later, from, 'before'];
  return {
    fields: {
      question: `${random.pick(['Which date is', 'What is the date'])} ${days} days ${way} ${told(start, false)}? Answer as YYYY-MM-DD.`,
    },
    expected: iso(end),
  };
}

/** How many days lie between. */
function between(random: Random, level: Level): Draft {
  const from = someDay(random, level);
  const days = random.within(
    ({ easy: [10, 60], medium: [61, 400], hard: [401, 1500] } as const)[level],
  );
  const to = stepped(from, days);
  agreed('days between', (stamp(to) - stamp(from)) / DAY, days);
  const inclusive = level !== 'easy' && random.chance(0.5);
  const rule = inclusive
    ? 'counting both the first and the last day'
    : 'counting the last day but not the first';
  return {
    fields: {
      question: `${random.pick(PEOPLE)}'s exhibition opens on ${told(from, false)} and closes on ${told(to, false)}. How many days is that, ${rule}? Answer with the number.`,
    },
    expected: String(inclusive ? days + 1 : days),
  };
}

/** The weekday of a date. */
function whichWeekday(random: Random, level: Level): Draft {
  const asked = someDay(random, level);
  if (level === 'hard')
    return {
      fields: {
        question: `In the Gregorian calendar, which day of the week is ${told(asked, false)}? Answer with the English name of the day.`,
      },
      expected: weekday(asked),
    };
  const known = dayOf(stamp(asked) - random.int(20, level === 'easy' ? 90 : 700) * DAY);
  return {
    fields: {
      question: `${told(known, false)} is a ${weekday(known)}. Which day of the week is ${told(asked, false)}? Answer with the English name of the day.`,
    },
    expected: weekday(asked),
  };
}

/** Such as the third Tuesday, or the last one. */
function nthWeekday(random: Random, level: Level): Draft {
  const { year, month } = someDay(random, level);
  const name = random.pick(WEEKDAYS);
  const days = Array.from({ length: monthLength({ year, month }) }, (_, index) => ({
    year,
    month,
    day: index + 1,
  }));
  const matching = days.filter((day) => weekday(day) === name);
  const isLast = level !== 'easy' && random.chance(0.4);
  const place = isLast ? matching.length - 1 : random.int(1, 3);
  const base = itemAt(matching, place);
  const first =
    (WEEKDAYS.indexOf(name) - new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 7) % 7;
  agreed('day of the month', base.day, 1 + first + 7 * place);
  const offset = level === 'easy' ? 0 : random.int(3, 25);
  const which = `the ${isLast ? 'last' : ordinal(place + 1)} ${name} of ${MONTHS[month - 1]} ${year}`;
  const known = `1 ${MONTHS[month - 1]} ${year} is a ${weekday({ year, month, day: 1 })}. `;
  const ask =
    offset === 0
      ? `On which date does ${which} fall?`
      : `A form is due ${offset} days after ${which}. On which date is it due?`;
  return {
    fields: { question: `${level === 'hard' ? '' : known}${ask} Answer as YYYY-MM-DD.` },
    expected: iso(stepped(base, offset)),
  };
}

/** Working days, with closed days. */
function working(random: Random, level: Level): Draft {
  const start = someDay(random, 'medium');
  const count = random.within(({ easy: [3, 7], medium: [8, 15], hard: [16, 40] } as const)[level]);
  const holidays =
    level === 'easy'
      ? []
      : random
          .sample([4, 5, 6, 7, 8, 9, 10, 11, 12], level === 'medium' ? 1 : 3)
          .map((days) => stepped(start, days));
  const closed = new Set(holidays.map(iso));
  const isOpen = (day: Day) =>
    !['Saturday', 'Sunday'].includes(weekday(day)) && !closed.has(iso(day));
  let day = start;
  for (let left = count; left > 0; ) {
    day = next(day);
    if (isOpen(day)) left -= 1;
  }
  const span = (stamp(day) - stamp(start)) / DAY;
  const open = Array.from({ length: span }, (_, index) =>
    dayOf(stamp(start) + (index + 1) * DAY),
  ).filter(isOpen);
  agreed('working days', open.length, count);
  const shut =
    holidays.length === 0
      ? 'There are no public holidays.'
      : `The office is also closed on ${holidays
          .map((holiday) => told(holiday, false))
          .sort()
          .join(' and on ')}.`;
  return {
    fields: {
      question: `An office works from Monday to Friday. ${shut} A request arrives on ${told(start)}; the day after it is the first day that can count. On which date is the ${ordinal(count)} working day after the request? Answer as YYYY-MM-DD.`,
    },
    expected: iso(day),
  };
}

/** Ages and anniversaries around 29 February and the end of a year. */
function age(random: Random, level: Level): Draft {
  const born =
    level === 'hard'
      ? { year: random.pick([1988, 1992, 1996, 2000, 2004]), month: 2, day: 29 }
      : { ...someDay(random, 'easy'), year: random.int(1950, 2010) };
  const fixed =
    born.month === 2 && born.day === 29 && !isLeap(born.year) ? { ...born, day: 28 } : born;
  const when = {
    year: random.int(2015, 2030),
    month: random.pick([fixed.month, random.int(1, 12)]),
    day: random.int(1, 28),
  };
  const before = when.month < fixed.month || (when.month === fixed.month && when.day < fixed.day);
  const years = when.year - fixed.year - (before ? 1 : 0);
  let birthdays = 0;
  for (let year = fixed.year + 1; year <= when.year; year += 1) {
    const day =
      fixed.month === 2 && fixed.day === 29 && !isLeap(year)
        ? { year, month: 3, day: 1 }
        : { ...fixed, year };
    if (stamp(day) <= stamp(when)) birthdays += 1;
  }
  agreed('age', years, birthdays);
  const rule =
    fixed.month === 2 && fixed.day === 29
      ? ' In years without a 29 February, the birthday is 1 March.'
      : '';
  return {
    fields: {
      question: `${random.pick(PEOPLE)} was born on ${told(fixed, false)}.${rule} What is the age in completed years on ${told(when, false)}? Answer with the number.`,
    },
    expected: String(years),
  };
}

/** Days counted from 1 January. */
function dayOfYear(random: Random, level: Level): Draft {
  const day = { ...someDay(random, level), month: random.int(3, 12), day: random.int(1, 28) };
  const place = (stamp(day) - Date.UTC(day.year, 0, 1)) / DAY + 1;
  let counted = 1;
  for (let at: Day = { year: day.year, month: 1, day: 1 }; iso(at) !== iso(day); at = next(at))
    counted += 1;
  agreed('day of the year', place, counted);
  if (level === 'easy')
    return {
      fields: {
        question: `1 January is day 1 of a year. Which day of the year is ${told(day, false)}? Answer with the number.`,
      },
      expected: String(place),
    };
  return {
    fields: {
      question: `1 January is day 1 of a year. Which date is day ${place} of the year ${day.year}? Answer as YYYY-MM-DD.`,
    },
    expected: iso(day),
  };
}

const MAKERS = {
  shifted,
  between,
  weekday: whichWeekday,
  nth: nthWeekday,
  working,
  age,
  ordinal: dayOfYear,
};

export const generator: Generator = {
  id: 'calendar-arithmetic',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 6,
    make,
  })),
};
