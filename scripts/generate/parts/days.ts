import { agreed } from '../generator.ts';
import { itemAt } from '../random.ts';

export const WEEKDAYS: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];
export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
export const DAY = 86_400_000;

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function monthLength({ year, month }: Pick<Day, 'year' | 'month'>): number {
  return month === 2 && isLeap(year)
    ? 29
    : itemAt([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], month - 1);
}

/** One day on, by counting: the second method beside the platform's calendar. */
export function next({ year, month, day }: Day): Day {
  if (day < monthLength({ year, month })) return { year, month, day: day + 1 };
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
}

export function stepped(from: Day, days: number): Day {
  let day = from;
  for (let count = 0; count < days; count += 1) day = next(day);
  return day;
}

export function stamp({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day);
}

export function dayOf(time: number): Day {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function iso(day: Day): string {
  return new Date(stamp(day)).toISOString().slice(0, 10);
}

/** By Sakamoto's method, which knows nothing of the platform's calendar. */
export function weekday({ year, month, day }: Day): string {
  const shift = itemAt([0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4], month - 1);
  const y = month < 3 ? year - 1 : year;
  const place =
    (y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7;
  return agreed(
    `weekday of ${iso({ year, month, day })}`,
    itemAt(WEEKDAYS, place),
    itemAt(WEEKDAYS, new Date(stamp({ year, month, day })).getUTCDay()),
  );
}

export function told(day: Day, withWeekday = true): string {
  return `${withWeekday ? `${weekday(day)}, ` : ''}${day.day} ${MONTHS[day.month - 1]} ${day.year}`;
}
