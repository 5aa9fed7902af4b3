/** Decoded forms of a text in which an attack may hide. */
export function disguises(text: string): string[] {
  const visible = text.normalize('NFKC').replace(/[\p{Cf}\p{M}\u3164\u2800\u115f\u1160]/gu, '');
  const tags = [...text].flatMap((character) => {
    const point = character.codePointAt(0) ?? 0;
    return point >= 0xe0020 && point <= 0xe007e ? [String.fromCodePoint(point - 0xe0000)] : [];
  });
  const latin = visible.replace(/[а-яёα-ω０-９]/giu, (letter) => HOMOGLYPHS[letter] ?? letter);
  return [
    text,
    visible,
    tags.join(''),
    latin,
    ...encoded(visible),
    spaced(visible),
    leet(visible),
  ].filter((form, index, all) => form !== '' && all.indexOf(form) === index);
}

const HOMOGLYPHS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аеорсухіјѕԁһкмтвнАЕОРСУХІКМТВНοαερτυικνΑΕΟΡΤΥΙΚΝ'].map((letter, index) => [
    letter,
    [...'aeopcyxijsdhkmtbhAEOPCYXIKMTBHoaeptuiknAEOPTYIKN'.slice(0)][index] ?? letter,
  ]),
);

/** Words in base64, hexadecimal, percent signs, `\u` escapes, reversed, or in rot13. */
function encoded(text: string): string[] {
  const base64 = [...text.matchAll(/[A-Za-z0-9+/_-]{24,4000}={0,2}/g)]
    .slice(0, 20)
    .map(([word]) => fromBase64(word));
  const hex = [...text.matchAll(/(?:[0-9a-f]{2}[\s:]?){16,2000}/gi)]
    .slice(0, 20)
    .map(([word]) =>
      (word.match(/[0-9a-f]{2}/gi) ?? [])
        .map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
        .join(''),
    );
  const percent = /(?:%[0-9a-f]{2}){2}|%20/i.test(text)
    ? [
        text.replace(/%([0-9a-f]{2})/gi, (_, byte: string) =>
          String.fromCharCode(Number.parseInt(byte, 16)),
        ),
      ]
    : [];
  const escapes = /\\[ux][0-9a-f]{2}|&#x?\d/i.test(text)
    ? [
        text
          .replace(/\\u\{?([0-9a-f]{4})\}?|\\x([0-9a-f]{2})/gi, (_, unit?: string, byte?: string) =>
            String.fromCharCode(Number.parseInt(unit ?? byte ?? '20', 16)),
          )
          .replace(/&#(\d{2,5});?/g, (_, point: string) => String.fromCodePoint(Number(point)))
          .replace(/&#x([0-9a-f]{2,4});?/gi, (_, point: string) =>
            String.fromCodePoint(Number.parseInt(point, 16)),
          ),
      ]
    : [];
  return [...base64, ...hex, ...percent, ...escapes, [...text].reverse().join(''), rot13(text)];
}

function fromBase64(word: string): string {
  try {
    const bytes = atob(word.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    return /\uFFFD|(?!\s)\p{Cc}/u.test(text) ? '' : text;
  } catch {
    return '';
  }
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

/** `i g n o r e   t h e` and `i-g-n-o-r-e` as words. */
function spaced(text: string): string {
  if (!/(?:\b\p{L}[ ._-]){6}/u.test(text)) return '';
  return text.replace(/(?<=\b\p{L})[ ._-](?=\p{L}\b)/gu, '').replace(/[ _]{2,}/g, ' ');
}

function leet(text: string): string {
  if (!/[a-z][013457@$][a-z]/i.test(text)) return '';
  const letters: Readonly<Record<string, string>> = {
    0: 'o',
    1: 'i',
    3: 'e',
    4: 'a',
    5: 's',
    7: 't',
    '@': 'a',
    $: 's',
  };
  return text.replace(/[013457@$]/g, (sign) => letters[sign] ?? sign);
}
