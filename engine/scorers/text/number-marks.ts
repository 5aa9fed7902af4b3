/** Code points of the digit zero in scripts whose ten digits follow one another. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810, 0xff10,
];
/** Bold, double-struck, sans-serif and monospace digits: five runs of ten without a gap. */
const MATHEMATICAL_ZERO = 0x1d7ce;

const MARKS: Readonly<Record<string, string>> = {
  '−': '-',
  '﹣': '-',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '＋': '+',
  '．': '.',
  '，': ',',
  '％': '%',
  '٪': '%',
  '٫': '.',
  '٬': "'",
  '⁄': '/',
  '∕': '/',
};

const VULGAR_FRACTIONS: Readonly<Record<string, string>> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅐': '1/7',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
  '⅑': '1/9',
  '⅒': '1/10',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const TIMES = '(?:×|x|\\*|·|⋅|\\\\times|\\\\cdot)';
const POWER_OF_TEN = '10\\s?(?:\\^|\\*\\*)\\s?\\{?\\s?([-+]?\\d{1,3})\\}?(?!\\d)';
const SCIENTIFIC = new RegExp(`(\\d)\\s?${TIMES}\\s?${POWER_OF_TEN}`, 'g');
const BARE_POWER = new RegExp(`(?<![\\p{L}\\d.^])${POWER_OF_TEN}`, 'gu');
const SMALL_NUMBER = '\\s*([-+]?[\\d.,]{1,40})\\s*';
const FRACTION = new RegExp(
  `(.?)\\\\[dtc]?frac\\{${SMALL_NUMBER}\\}\\s?\\{${SMALL_NUMBER}\\}`,
  'gs',
);

/**
 * The text with every number in plain ASCII: digits of other scripts, Unicode minus signs and
 * fractions, LaTeX (`\frac{1}{2}`, `1{,}000`, `3\,000`, `\$5`), and `6 × 10^{23}` as `6e23`.
 * Everything else stays as it is.
 */
export function plainNumbers(text: string): string {
  return plainPowers(plainLatex(plainUnicode(text)));
}

function plainUnicode(text: string): string {
  return text
    .replaceAll(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replaceAll(/[−﹣－‐‑‒–—＋．，％٪٫٬⁄∕]/g, (mark) => MARKS[mark] ?? mark)
    .replaceAll(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])/g, mixedNumber)
    .replaceAll(/10(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})/g, (_, sign: string, digits: string) => {
      return `10^${sign && '-'}${[...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('')}`;
    });
}

function plainLatex(text: string): string {
  if (!text.includes('\\') && !text.includes('{,}')) return text;
  return text
    .replaceAll('{,}', ',')
    .replaceAll(/(?<=\d)\\[,;:! ](?=\d{3})/g, '')
    .replaceAll(/\\[,;:! ]/g, ' ')
    .replaceAll(/\\([%$])/g, '$1')
    .replaceAll(/(.?)\\[dtc]?frac(\d)(\d)/gs, fraction)
    .replaceAll(FRACTION, fraction);
}

function plainPowers(text: string): string {
  return text.replaceAll(SCIENTIFIC, '$1e$2').replaceAll(BARE_POWER, '1e$1');
}

function asciiDigit(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  if (point >= MATHEMATICAL_ZERO) return String((point - MATHEMATICAL_ZERO) % 10);
  const zero = ZEROS.find((first) => point >= first && point < first + 10);
  return zero === undefined ? char : String(point - zero);
}

/** A whole number before a fraction is kept apart from it: `1½` is `1 1/2`, not `11/2`. */
function mixedNumber(_match: string, before: string, sign: string): string {
  return `${before}${before && ' '}${VULGAR_FRACTIONS[sign] ?? sign}`;
}

function fraction(_match: string, before: string, over: string, under: string): string {
  return `${before}${/\d/.test(before) ? ' ' : ''}${over}/${under}`;
}
