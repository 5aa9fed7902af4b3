/** What a text may hold that belongs to a person or opens a door. */
export const PERSONAL_KINDS = [
  'email address',
  'phone number',
  'payment card',
  'bank account',
  'key',
] as const;

/** One of `PERSONAL_KINDS`. */
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Something in a text that looks personal. */
export interface PersonalFinding {
  readonly kind: PersonalKind;
  /** As it stands in the text. */
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
}

/** One way to find something personal. */
interface Pattern {
  readonly kind: PersonalKind;
  /** Has bounded repetitions only, so that no text makes it slow. */
  readonly pattern: RegExp;
  readonly isReal: (text: string) => boolean;
}

/** Findings in one text that are told; the rest would say the same. */
const MOST = 20;
/** Characters of one text that are looked through, from its beginning. */
export const MAX_PERSONAL_CHARS = 200_000;

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'key',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,80}\b|\bgithub_pat_\w{60,100}\b|\bsk-(?:ant-|or-|proj-)?[\w-]{20,200}|\bAIza[\w-]{35}|\bxox[abprs]-[\w-]{10,100}|\bhf_[A-Za-z0-9]{30,60}\b|\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/g,
    isReal: isVaried,
  },
  {
    kind: 'email address',
    pattern:
      /(?<![\w.+-])[A-Za-z0-9][\w.%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g,
    isReal: isRealAddress,
  },
  {
    kind: 'payment card',
    pattern:
      /(?<![\d.,-]|\d )(?:\d{13,19}|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?|\d{4}[ -]\d{6}[ -]\d{5})(?![\d.,-]?\d| \d)/g,
    isReal: isCard,
  },
  {
    kind: 'bank account',
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    isReal: isIban,
  },
  {
    kind: 'phone number',
    pattern:
      /(?<![\w+.])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?|\d{2,4}[ .-])(?:\d{2,8}[ .-]){1,3}\d{2,8}(?![\w.,-]?\d)/g,
    isReal: isPhone,
  },
];

/**
 * Finds what looks like personal data or a secret: e-mail addresses, phone numbers, payment cards
 * (Luhn's check digit), bank accounts (ISO 13616) and API keys. Names and addresses of people are
 * not found. What is reserved for examples, such as example.org or 555-0100, is not reported.
 * Looks at the first `MAX_PERSONAL_CHARS` characters and tells at most 20 findings that `isWanted`.
 *
 * @see RFC 2606, RFC 6761 (domains), ISO/IEC 7812-1 (cards), ISO 13616-1 (IBAN)
 */
export function findPersonalData(
  text: string,
  isWanted: (finding: PersonalFinding) => boolean = () => true,
): PersonalFinding[] {
  const found: PersonalFinding[] = [];
  const part = text.slice(0, MAX_PERSONAL_CHARS);
  for (const { kind, pattern, isReal } of PATTERNS) {
    for (const { 0: match, index } of part.matchAll(pattern)) {
      if (found.length >= MOST) return found;
      const isKnown = found.some(
        ({ at, text: known }) => index < at + known.length && at < index + match.length,
      );
      const finding = { kind, text: match, at: index };
      if (!isKnown && isReal(match) && isWanted(finding)) found.push(finding);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

/** Whether an entry of an allow-list, which may hold `*` for any text, covers a finding. */
export function isAllowed(finding: PersonalFinding, allowed: readonly string[]): boolean {
  const text = finding.text.toLowerCase();
  return allowed.some((entry) => {
    const [start = '', ...rest] = entry.toLowerCase().split('*');
    const end = rest.at(-1);
    if (end === undefined) return text === start;
    return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
  });
}

/** A finding as it may be shown: enough to find it, not enough to use it. */
export function masked({ kind, text }: PersonalFinding): string {
  if (kind !== 'email address')
    return `${text.slice(0, 4)}…${kind === 'key' ? '' : text.slice(-2)}`;
  return text.replace(/^(.).*@/, '$1…@');
}

/** `xxxx` or `AAAA` stands for a key; a key itself has many different characters. */
function isVaried(key: string): boolean {
  return key.startsWith('-----') || new Set(key.slice(4)).size >= 8;
}

const RESERVED =
  /(?:^|\.)(?:example(?:\.(?:com|org|net|edu|co\.uk))?|test|invalid|localhost|local|internal)$/i;

function isRealAddress(address: string): boolean {
  const domain = address.split('@').at(-1) ?? '';
  return /\.[A-Za-z]{2,}$/.test(domain) && !RESERVED.test(domain);
}

/** Luhn's check digit, and the first digits that card networks use. */
function isCard(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (!/^(?:3[0-9]|4|5[0-9]|2[2-7]|6[0-9])/.test(digits) || new Set(digits).size < 2) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Moves the country and check digits to the end, reads letters as 10 to 35: 1 modulo 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (plain.length < 15 || plain.length > 34) return false;
  const turned = plain.slice(4) + plain.slice(0, 4);
  let rest = 0;
  for (const character of turned)
    for (const digit of String(Number.parseInt(character, 36)))
      rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

/** Digits alone are a quantity or a date: a phone number has a country code or an area in brackets. */
function isPhone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  const isMarked = /^\+|\(\d/.test(text) || /^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(text);
  const isFiction = /555[ .-]?01\d\d$/.test(text);
  return isMarked && !isFiction && digits.length >= 9 && digits.length <= 15;
}
