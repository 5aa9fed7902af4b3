export const ACCOUNTS = [
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
export type Account = (typeof ACCOUNTS)[number];
export const ASSETS: readonly Account[] = [
  'cash',
  'receivables',
  'inventory',
  'equipment',
  'prepaid',
];
export const DEBTS: readonly Account[] = ['payables', 'loan', 'accrued'];

/** One transaction: its text, and how much each account grows by. */
export interface Entry {
  readonly text: string;
  readonly changes: Readonly<Partial<Record<Account, number>>>;
}

export type Balances = ReadonlyMap<Account, number>;

export function after(entries: readonly Entry[]): Balances {
  return new Map(
    ACCOUNTS.map((account) => [
      account,
      entries.reduce((sum, { changes }) => sum + (changes[account] ?? 0), 0),
    ]),
  );
}

export function total(balances: Balances, accounts: readonly Account[]): number {
  return accounts.reduce((sum, account) => sum + (balances.get(account) ?? 0), 0);
}
