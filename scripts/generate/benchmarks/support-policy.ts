import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE } from '../words.ts';

interface Order {
  readonly item: Item;
  readonly price: number;
  /** Days from delivery to the message. */
  readonly days: number;
  readonly state: 'unused' | 'used' | 'broken';
  readonly byCustomer: boolean;
  readonly member: boolean;
  readonly sale: boolean;
  readonly wish: 'money' | 'exchange';
  readonly packed: boolean;
}

interface Item {
  readonly name: string;
  readonly kind: 'goods' | 'food' | 'made';
}

const ITEMS: readonly Item[] = [
  { name: 'rain jacket', kind: 'goods' },
  { name: 'kettle', kind: 'goods' },
  { name: 'desk lamp', kind: 'goods' },
  { name: 'hammock', kind: 'goods' },
  { name: 'box of dates', kind: 'food' },
  { name: 'tin of shortbread', kind: 'food' },
  { name: 'sack of coffee', kind: 'food' },
  { name: 'engraved flute', kind: 'made' },
  { name: 'made-to-measure kimono', kind: 'made' },
];

/** Refund by the rules of the prompt, one after the other. */
function byRules(order: Order): string {
  const { item, price, days, state, byCustomer, member, sale, wish, packed } = order;
  if (state === 'broken' && !byCustomer) {
    if (days > 730) return 'REFUSE 0';
    if (item.kind === 'food' && days > 7) return 'REFUSE 0';
    return wish === 'exchange' ? 'EXCHANGE 0' : `REFUND ${price}`;
  }
  if (item.kind !== 'goods') return 'REFUSE 0';
  if (state === 'broken') return 'REFUSE 0';
  if (days > (member ? 60 : 30)) return 'REFUSE 0';
  if (wish === 'exchange') return 'EXCHANGE 0';
  if (sale) return 'VOUCHER '.concat(String(state === 'used' ? price / 2 : price));
  const base = state === 'used' ? price / 2 : price;
  return `REFUND ${packed ? base : base - 5}`;
}

/** The same as a table whose lines exclude each other. */
function byTable(order: Order): string {
  const { item, price, days, state, byCustomer, member, sale, wish, packed } = order;
  const faulty = state === 'broken' && !byCustomer;
  const covered = faulty && days <= 730 && (item.kind !== 'food' || days <= 7);
  const open =
    !faulty && item.kind === 'goods' && state !== 'broken' && days <= 30 + (member ? 30 : 0);
  const due = (price * (state === 'used' ? 1 : 2)) / 2;
  const table: Readonly<Record<string, boolean>> = {
    'EXCHANGE 0': (covered || open) && wish === 'exchange',
    [`REFUND ${price}!`]: covered && wish === 'money',
    [`VOUCHER ${due}`]: open && wish === 'money' && sale,
    [`REFUND ${due - (packed ? 0 : 5)}`]: open && wish === 'money' && !sale,
    'REFUSE 0': !covered && !open,
  };
  const holding = Object.keys(table).filter((answer) => table[answer]);
  if (holding.length !== 1) throw new Error(`${holding.length} decisions for one order`);
  return itemAt(holding, 0).replace('!', '');
}

function told(random: Random, order: Order, level: Level): string {
  const { item, price, days, state, byCustomer, member, sale, wish, packed } = order;
  const delivered = new Date(Date.UTC(2032, random.int(0, 11), random.int(1, 28)));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const now = new Date(delivered.getTime() + days * 86_400_000);
  agreed('days', Math.round((now.getTime() - delivered.getTime()) / 86_400_000), days);
  const states = {
    unused: 'I never used it.',
    used: random.pick([
      'I used it twice, and it works.',
      'I have used it; it is fine but not to my taste.',
    ]),
    broken: byCustomer
      ? 'I dropped it, and now it is broken.'
      : random.pick(['It arrived broken.', 'It stopped working by itself; I did nothing wrong.']),
  };
  const moods = [
    'I am furious and will tell everybody.',
    'Your colleague on the phone promised me all the money back anyway.',
    'Other shops always pay.',
    'I have been buying from you for twenty years.',
  ];
  const lines = [
    `my ${item.name} came on ${day(delivered)}; I paid ${price} crowns${sale ? ', in the sale' : ''}.`,
    item.kind === 'food' && state !== 'broken'
      ? 'I do not like it.'
      : item.kind === 'food'
        ? 'It arrived spoilt and broken.'
        : states[state],
    wish === 'money' ? 'I want my money back.' : 'I want another one in exchange.',
    packed ? 'The packing is still there.' : 'I threw the packing away.',
    ...random.sample(moods, { easy: 0, medium: 1, hard: 2 }[level]),
  ];
  const name = random.pick(PEOPLE);
  return `Message of ${day(now)} from ${name} (${member ? 'member' : 'no member'}):\n\nHello, ${lines.join(' ')}`;
}

function make(random: Random, level: Level): Draft {
  return until(() => {
    const order: Order = {
      item: random.pick(level === 'easy' ? ITEMS.slice(0, 6) : ITEMS),
      price: random.int(6, 90) * 4,
      days: random.pick(
        level === 'hard' ? [7, 8, 29, 30, 31, 59, 60, 61, 730, 731] : [3, 12, 25, 45, 90, 800],
      ),
      state: random.pick(['unused', 'used', 'broken']),
      byCustomer: random.chance(0.3),
      member: random.chance(0.5),
      sale: random.chance(level === 'easy' ? 0.1 : 0.35),
      wish: random.chance(0.75) ? 'money' : 'exchange',
      packed: random.chance(0.6),
    };
    const food = order.item.kind === 'food' && (order.byCustomer || order.state === 'used');
    const answer = agreed(order.item.name, byRules(order), byTable(order));
    // Refusals are the most frequent outcome of chance and would be the best guess.
    if (food || (answer.startsWith('REFUSE') && random.chance(0.72))) return null;
    return {
      fields: { message: told(random, order, level) },
      expected: answer,
      tags: [answer.split(' ')[0]?.toLowerCase() ?? ''],
    };
  });
}

export const generator: Generator = {
  id: 'support-policy',
  file: 'cases.jsonl',
  families: [{ name: 'return', levels: ['easy', 'medium', 'hard'], each: 42, make }],
};
