import {
  agreed,
  type Draft,
  type Generator,
  type Level,
} from '../../scripts/generate/generator.ts';
import { itemAt, type Random } from '../../scripts/generate/random.ts';
import { PEOPLE, PLACES } from '../../scripts/generate/words.ts';

const ACCOUNTS = [
  'cash',
  'receivables',
  'inventory',
  'equipment',
  'prepaid',
  'payables',
  'loan',
  'accrued',
  'capital',
  'profit',
] as const;
type Account = (typeof ACCOUNTS)[number];
const ASSETS: readonly Account[] = ['cash', 'receivables', 'inventory', 'equipment', 'prepaid'];
const DEBTS: readonly Account[] = ['payables', 'loan', 'accrued'];

/** One transaction: its text, and how much each account grows by. */
interface Entry {
  readonly text: string;
  readonly changes: Readonly<Partial<Record<Account, number>>>;
}

type Balances = ReadonlyMap<Account, number>;

function after(entries: readonly Entry[]): Balances {
  return new Map(
    ACCOUNTS.map((account) => [
      account,
      entries.reduce((sum, { changes }) => sum + (changes[account] ?? 0), 0),
    ]),
  );
}

function total(balances: Balances, accounts: readonly Account[]): number {
  return accounts.reduce((sum, account) => sum + (balances.get(account) ?? 0), 0);
}

type Maker = (random: Random, balances: Balances) => Entry | null;

const MAKERS: Readonly<Record<string, Maker>> = {
  buyOnCredit(random) {
    const amount = random.int(4, 60) * 50;
    return {
      text: `Goods for ${amount} are bought on credit.`,
      changes: { inventory: amount, payables: amount },
    };
  },
  buyForCash(random, balances) {
    const amount = random.int(2, 30) * 50;
    return amount > total(balances, ['cash'])
      ? null
      : {
          text: `Goods for ${amount} are bought and paid at once.`,
          changes: { inventory: amount, cash: -amount },
        };
  },
  sellOnCredit(random, balances) {
    const cost = random.int(2, 20) * 40;
    const price = cost + random.int(1, 20) * 25;
    return cost > total(balances, ['inventory'])
      ? null
      : {
          text: `Goods that cost ${cost} are sold on credit for ${price}.`,
          changes: { inventory: -cost, receivables: price, profit: price - cost },
        };
  },
  sellForCash(random, balances) {
    const cost = random.int(2, 20) * 40;
    const price = cost + random.int(-2, 20) * 25;
    return cost > total(balances, ['inventory']) || price <= 0 || price === cost
      ? null
      : {
          text: `Goods that cost ${cost} are sold for ${price} in cash.`,
          changes: { inventory: -cost, cash: price, profit: price - cost },
        };
  },
  collect(random, balances) {
    const owed = total(balances, ['receivables']);
    const amount = Math.floor((owed * random.int(3, 9)) / 10 / 25) * 25;
    return amount <= 0
      ? null
      : {
          text: `Customers pay ${amount} of what they owe.`,
          changes: { cash: amount, receivables: -amount },
        };
  },
  settle(random, balances) {
    const amount = Math.floor((total(balances, ['payables']) * random.int(3, 9)) / 10 / 25) * 25;
    return amount <= 0 || amount > total(balances, ['cash'])
      ? null
      : {
          text: `Suppliers are paid ${amount} of what is owed to them.`,
          changes: { cash: -amount, payables: -amount },
        };
  },
  equip(random, balances) {
    const amount = random.int(4, 30) * 120;
    return amount > total(balances, ['cash'])
      ? null
      : {
          text: `A machine is bought for ${amount} in cash.`,
          changes: { cash: -amount, equipment: amount },
        };
  },
  depreciate(random, balances) {
    const amount = random.int(1, 10) * 30;
    return amount > total(balances, ['equipment'])
      ? null
      : {
          text: `The machines are written down by ${amount}.`,
          changes: { equipment: -amount, profit: -amount },
        };
  },
  rent(random, balances) {
    const amount = random.int(2, 12) * 45;
    return amount > total(balances, ['cash'])
      ? null
      : {
          text: `Rent of ${amount} for the month is paid in cash.`,
          changes: { cash: -amount, profit: -amount },
        };
  },
  borrow(random) {
    const amount = random.int(2, 20) * 250;
    return { text: `The bank lends ${amount}.`, changes: { cash: amount, loan: amount } };
  },
  repay(random, balances) {
    const [amount, interest] = [random.int(1, 8) * 100, random.int(1, 9) * 10];
    return amount > total(balances, ['loan']) || amount + interest > total(balances, ['cash'])
      ? null
      : {
          text: `The bank is paid ${amount + interest}, of which ${interest} is interest and the rest repays the loan.`,
          changes: { cash: -amount - interest, loan: -amount, profit: -interest },
        };
  },
  prepay(random, balances) {
    const monthly = random.int(2, 12) * 10;
    const months = random.pick([6, 12]);
    return monthly * months > total(balances, ['cash'])
      ? null
      : {
          text: `Insurance for ${months} months is paid in advance, ${monthly * months} in all; ${itemAt(['one month', 'two months', 'three months'], months === 6 ? 0 : 2)} of it ${months === 6 ? 'belongs' : 'belong'} to this period.`,
          changes: {
            cash: -monthly * months,
            prepaid: monthly * (months - (months === 6 ? 1 : 3)),
            profit: -monthly * (months === 6 ? 1 : 3),
          },
        };
  },
  accrue(random) {
    const amount = random.int(2, 20) * 35;
    return {
      text: `Wages of ${amount} have been earned by the staff but will be paid next month.`,
      changes: { accrued: amount, profit: -amount },
    };
  },
  badDebt(random, balances) {
    const amount = random.int(1, 8) * 15;
    return amount > total(balances, ['receivables'])
      ? null
      : {
          text: `A customer who owes ${amount} is bankrupt; the claim is written off.`,
          changes: { receivables: -amount, profit: -amount },
        };
  },
  draw(random, balances) {
    const amount = random.int(1, 8) * 50;
    return amount > total(balances, ['cash'])
      ? null
      : {
          text: `The owner takes ${amount} out of the till for a private trip.`,
          changes: { cash: -amount, capital: -amount },
        };
  },
  quote(random) {
    return {
      text: `A customer is sent an offer for goods worth ${random.int(4, 40) * 50}; there is no answer yet.`,
      changes: {},
    };
  },
  giveBack(random, balances) {
    const amount = random.int(1, 6) * 100;
    return total(balances, ['payables']) < amount
      ? null
      : {
          text: `A supplier takes back faulty goods that were bought on credit for ${amount} and cancels that debt.`,
          changes: { payables: -amount, inventory: -amount },
        };
  },
};

const QUESTIONS: Readonly<Record<string, { text: string; value: (balances: Balances) => number }>> =
  {
    cash: {
      text: 'How much cash is there at the end?',
      value: (balances) => total(balances, ['cash']),
    },
    profit: {
      text: 'What is the profit of the period (negative for a loss)?',
      value: (balances) => total(balances, ['profit']),
    },
    assets: {
      text: 'What do all assets add up to at the end?',
      value: (balances) => total(balances, ASSETS),
    },
    debts: {
      text: 'What do all liabilities add up to at the end?',
      value: (balances) => total(balances, DEBTS),
    },
    stock: {
      text: 'At what cost do the unsold goods stand in the books at the end?',
      value: (balances) => total(balances, ['inventory']),
    },
  };

function books(random: Random, level: Level): Draft[] {
  const start = random.int(20, 80) * 100;
  const who = random.pick(PEOPLE);
  const entries: Entry[] = [
    {
      text: `${who} opens a shop in ${random.pick(PLACES)} with ${start} in cash as capital.`,
      changes: { cash: start, capital: start },
    },
  ];
  const length = { easy: 4, medium: 8, hard: 14 }[level];
  const kinds =
    level === 'easy'
      ? ['buyOnCredit', 'buyForCash', 'sellForCash', 'rent', 'sellOnCredit', 'collect']
      : Object.keys(MAKERS);
  const must = [MAKERS.buyOnCredit, MAKERS.sellOnCredit];
  while (entries.length <= length) {
    const make = must[entries.length - 1] ?? MAKERS[random.pick(kinds)];
    const entry = make?.(random, after(entries)) ?? null;
    if (entry === null || total(after([...entries, entry]), ['inventory']) < 0) continue;
    const isRepeated =
      /^(Rent|Insurance|Wages|The machines)/.test(entry.text) &&
      entries.some(({ text }) => text.startsWith(entry.text.slice(0, 7)));
    if (!isRepeated && !entries.some(({ text }) => text === entry.text)) entries.push(entry);
  }
  const balances = after(entries);
  agreed(
    'both sides of the balance',
    total(balances, ASSETS),
    total(balances, DEBTS) + total(balances, ['capital', 'profit']),
  );
  const text = entries.map((entry, index) => `${index + 1}. ${entry.text}`).join('\n');
  return random.sample(Object.keys(QUESTIONS), 2).map((name) => {
    const question = QUESTIONS[name];
    if (question === undefined) throw new Error(name);
    return {
      fields: { entries: text, question: question.text },
      expected: agreed(name, question.value(balances), replayed(name, text)),
      tags: [name],
    };
  });
}

/** The answer again from the finished text alone, with no knowledge of how it was made. */
function replayed(name: string, text: string): number {
  const sums = { cash: 0, profit: 0, assets: 0, debts: 0, stock: 0 };
  const add = (cash: number, profit: number, stock: number, debts: number, other = 0) => {
    sums.cash += cash;
    sums.profit += profit;
    sums.stock += stock;
    sums.debts += debts;
    sums.assets += cash + stock + other;
  };
  for (const line of text.split('\n')) {
    const [a = 0, b = 0] = [...line.replace(/^\d+\. /, '').matchAll(/\d+/g)].map(Number);
    if (/opens a shop/.test(line)) add(a, 0, 0, 0);
    else if (/bought on credit\.$/.test(line)) add(0, 0, a, a);
    else if (/paid at once/.test(line)) add(-a, 0, a, 0);
    else if (/sold on credit/.test(line)) add(0, b - a, -a, 0, b);
    else if (/in cash\.$/.test(line) && /sold/.test(line)) add(b, b - a, -a, 0);
    else if (/Customers pay/.test(line)) add(a, 0, 0, 0, -a);
    else if (/Suppliers are paid/.test(line)) add(-a, 0, 0, -a);
    else if (/machine is bought/.test(line)) add(-a, 0, 0, 0, a);
    else if (/written down/.test(line)) add(0, -a, 0, 0, -a);
    else if (/Rent of/.test(line)) add(-a, -a, 0, 0);
    else if (/lends/.test(line)) add(a, 0, 0, a);
    else if (/The bank is paid/.test(line)) add(-a, -b, 0, b - a);
    else if (/Insurance/.test(line))
      add(-b, -(b / a) * (a === 6 ? 1 : 3), 0, 0, b - (b / a) * (a === 6 ? 1 : 3));
    else if (/Wages/.test(line)) add(0, -a, 0, a);
    else if (/written off/.test(line)) add(0, -a, 0, 0, -a);
    else if (/till/.test(line)) add(-a, 0, 0, 0);
    else if (/takes back/.test(line)) add(0, 0, -a, -a);
    else if (!/offer/.test(line)) throw new Error(line);
  }
  return itemAt(
    [sums.cash, sums.profit, sums.assets, sums.debts, sums.stock],
    ['cash', 'profit', 'assets', 'debts', 'stock'].indexOf(name),
  );
}

export const generator: Generator = {
  id: 'bookkeeping',
  file: 'cases.jsonl',
  families: [{ name: 'shop', levels: ['easy', 'medium', 'hard'], each: 21, make: books }],
};
