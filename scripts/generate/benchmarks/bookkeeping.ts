import { agreed, type Draft, type Generator, type Level } from '../generator.ts';
import { ASSETS, after, type Balances, DEBTS, type Entry, total } from '../parts/accounts.ts';
import { replayed } from '../parts/replay.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

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

export const generator: Generator = {
  id: 'bookkeeping',
  file: 'cases.jsonl',
  families: [{ name: 'shop', levels: ['easy', 'medium', 'hard'], each: 21, make: books }],
};
