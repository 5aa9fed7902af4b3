import { itemAt } from '../random.ts';

/** The answer again from the finished text alone, with no knowledge of how it was made. */
export function replayed(name: string, text: string): number {
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
