import type { JsonObject } from '../../../engine/json.ts';
import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

interface Wish {
  readonly said: string;
  readonly call: { readonly name: string; readonly arguments: JsonObject };
}

const TWO = (value: number) => String(value).padStart(2, '0');
const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
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

interface Today {
  readonly date: Date;
}

/** A day after today as people say it, with its date by adding days. */
function dayOf(random: Random, { date }: Today, level: Level): { iso: string; said: string } {
  const ahead = random.int(1, level === 'easy' ? 1 : 13);
  const then = new Date(date.getTime() + ahead * 86_400_000);
  const iso = then.toISOString().slice(0, 10);
  const weekday = itemAt(WEEK, then.getUTCDay());
  const plain = `${then.getUTCDate()} ${MONTHS[then.getUTCMonth()]}`;
  if (level === 'easy') return { iso, said: random.pick(['tomorrow', plain]) };
  if (ahead === 7) return { iso, said: 'a week from today' };
  const after =
    ahead < 7 ? `this coming ${weekday}` : `the ${weekday} after this coming ${weekday}`;
  return { iso, said: random.pick([after, plain, `in ${ahead} days`]) };
}

function timeOf(random: Random, level: Level): { clock: string; said: string } {
  const [hour, minute] = [random.int(1, 11), random.pick([0, 15, 30, 45])];
  const evening = random.chance(0.5);
  const clock = `${TWO(hour + (evening ? 12 : 0))}:${TWO(minute)}`;
  if (level === 'easy') return { clock, said: clock };
  const part = evening ? 'pm' : 'am';
  const next = (hour % 12) + 1;
  const words: Readonly<Record<number, string>> = {
    0: `${hour} o'clock ${part}`,
    15: `a quarter past ${hour} ${part}`,
    30: `half past ${hour} ${part}`,
    45: level === 'hard' && next !== 12 ? `a quarter to ${next} ${part}` : `${hour}:45 ${part}`,
  };
  return { clock, said: words[minute] ?? clock };
}

const room = (random: Random) =>
  random.pick(['kitchen', 'nursery', 'workshop', 'greenhouse', 'hall']);

type Tell = (random: Random, today: Today, level: Level) => Wish;

const heat: Tell = (random, _today, level) => {
  const [place, warm] = [room(random), random.int(16, 24)];
  const fahrenheit = level === 'hard' && random.chance(0.6);
  const celsius = fahrenheit ? random.pick([15, 20, 25]) : warm;
  const said = fahrenheit
    ? `${agreed('°F', (celsius * 9) / 5 + 32, celsius * 1.8 + 32)} degrees Fahrenheit`
    : `${celsius} degrees`;
  return {
    said: `set the ${place} to ${said}`,
    call: { name: 'set_temperature', arguments: { room: place, celsius } },
  };
};

const remind: Tell = (random, today, level) => {
  const [{ iso, said }, { clock, said: spoken }] = [
    dayOf(random, today, level),
    timeOf(random, level),
  ];
  const what = random.pick([
    'water the ferns',
    'call the dentist',
    'pay the rent',
    'fetch the parcel',
    'renew the passport',
  ]);
  return {
    said: `remind me to ${what} ${/^\d/.test(said) ? 'on ' : ''}${said} at ${spoken}`,
    call: { name: 'add_reminder', arguments: { text: what, date: iso, time: clock } },
  };
};

const train: Tell = (random, today, level) => {
  const [from, to] = random.sample(PLACES, 2);
  const { iso, said } = dayOf(random, today, level);
  const seats = random.int(1, 5);
  const party =
    level === 'easy'
      ? `${seats} seat${seats > 1 ? 's' : ''}`
      : seats === 1
        ? 'a seat for me alone'
        : `seats for me and ${seats === 2 ? 'one other' : `${seats - 1} others`}`;
  return {
    said: `book ${party} on the train from ${from} to ${to} ${/^\d/.test(said) ? 'on ' : ''}${said}`,
    call: { name: 'book_train', arguments: { from: from ?? '', to: to ?? '', date: iso, seats } },
  };
};

const send: Tell = (random, _today, level) => {
  const [to, other] = random.sample(PEOPLE, 2);
  const text = random.pick([
    'I am late',
    'the keys are under the mat',
    'dinner is ready',
    'the meeting is off',
  ]);
  const swap = level === 'hard' && random.chance(0.5);
  const said = swap ? `write to ${other}, no, to ${to}, "${text}"` : `write to ${to} "${text}"`;
  return { said, call: { name: 'send_message', arguments: { to: to ?? '', text } } };
};

const convert: Tell = (random, _today, level) => {
  const [from, to] = random.sample(['KES', 'JPY', 'BRL', 'NOK', 'INR', 'TRY'], 2);
  const amount = random.int(2, 90) * 50;
  const said =
    level === 'easy'
      ? String(amount)
      : amount % 1000 === 0
        ? `${amount / 1000} thousand`
        : `${amount / 100} hundred`;
  return {
    said: `tell me what ${said} ${from} are in ${to}`,
    call: { name: 'convert_currency', arguments: { amount, from: from ?? '', to: to ?? '' } },
  };
};

const TELLERS: readonly Tell[] = [heat, remind, train, send, convert];

/** What must not be called although it is talked about. */
const IDLE = [
  'Yesterday the heating was at 30 degrees, which was far too warm.',
  'Do not book anything for my brother, he goes by bus.',
  'I had wanted to send a message to the school, but that has been done.',
  'By the way, the rate of the euro does not interest me today.',
];

function make(random: Random, level: Level): Draft {
  const date = new Date(Date.UTC(random.int(2031, 2039), random.int(0, 11), random.int(1, 28)));
  const today = { date };
  const count = { easy: 1, medium: 2, hard: 4 }[level];
  const wishes = random.sample(TELLERS, count).map((tell) => tell(random, today, level));
  const idle = level === 'easy' ? [] : random.sample(IDLE, level === 'hard' ? 2 : 1);
  const lines = [
    ...wishes.map(({ said }) => `${random.pick(['Please', 'Could you', 'And'])} ${said}`),
    ...idle,
  ];
  const spoken = lines.map((line) =>
    line.startsWith('Could') ? `${line}?` : line.endsWith('.') ? line : `${line}.`,
  );
  const order = level === 'hard' ? random.sample(spoken, spoken.length) : spoken;
  const expected = order.flatMap((line) =>
    wishes.filter(({ said }) => line.includes(said)).map(({ call }) => call),
  );
  agreed('calls', expected.length, count);
  const weekday = agreed('weekday', itemAt(WEEK, date.getUTCDay()), zeller(date));
  const now = `${weekday}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  return { fields: { today: now, request: order.join(' ') }, expected, tags: [`calls-${count}`] };
}

/** The day of the week by Zeller's congruence. */
function zeller(date: Date): string {
  const month = date.getUTCMonth() + 1;
  const [shifted, year] =
    month < 3 ? [month + 12, date.getUTCFullYear() - 1] : [month, date.getUTCFullYear()];
  const day =
    date.getUTCDate() +
    Math.floor((13 * (shifted + 1)) / 5) +
    year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400);
  return itemAt(WEEK, (day + 6) % 7);
}

export const generator: Generator = {
  id: 'tool-calling',
  file: 'cases.jsonl',
  families: [{ name: 'request', levels: ['easy', 'medium', 'hard'], each: 40, make }],
};
