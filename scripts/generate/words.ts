/** First names from many places. */
export const PEOPLE: readonly string[] = [
  'Adaeze',
  'Anouk',
  'Bashir',
  'Callum',
  'Chiara',
  'Dagny',
  'Emeka',
  'Farida',
  'Goran',
  'Hana',
  'Ibrahim',
  'Ines',
  'Jarek',
  'Kavya',
  'Keiko',
  'Lamar',
  'Leilani',
  'Mateo',
  'Minh',
  'Nadia',
  'Oksana',
  'Paavo',
  'Quentin',
  'Rashid',
  'Rosalind',
  'Sanjay',
  'Sefa',
  'Tariq',
  'Tomoko',
  'Ulla',
  'Viktor',
  'Wanjiru',
  'Xiomara',
  'Yusuf',
  'Zofia',
];

/** Places that do not exist. */
export const PLACES: readonly string[] = [
  'Ambelport',
  'Brackwater',
  'Corriden',
  'Dunmarrow',
  'Eskerry',
  'Fallowmere',
  'Grenholt',
  'Hartlow',
  'Ivelstone',
  'Jorrick',
  'Kestrelford',
  'Lindermoor',
  'Marrowby',
  'Nethercombe',
  'Ostermere',
  'Pellworth',
  'Quillon',
  'Ravensey',
  'Selbrook',
  'Tarnvik',
  'Ulverdale',
  'Vellmouth',
  'Wickenstead',
  'Yarrowgate',
];

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `one book`, `3 books`: a number with its noun. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** 1st, 2nd, 3rd, 4th, 11th … */
export function ordinal(count: number): string {
  const isTeen = count % 100 >= 11 && count % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
