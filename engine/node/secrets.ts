/** Shorter texts are no keys, and would be found everywhere. */
const MIN_SECRET_CHARS = 8;

/** Every way in which secrets may be written, by list of secrets: made once, used for every reply. */
const known = new WeakMap<readonly string[], readonly string[]>();

/**
 * The text with every secret replaced, also where it is written in base64 (of any alignment, as
 * inside of longer texts), base64url, hexadecimal, percent-encoded or escaped for JSON.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const form of formsOf(secrets)) {
    if (clean.includes(form)) clean = clean.replaceAll(form, '[redacted]');
  }
  return clean;
}

/** The longest first: one key may be the beginning of another. */
function formsOf(secrets: readonly string[]): readonly string[] {
  const made = known.get(secrets);
  if (made !== undefined) return made;
  const forms = secrets
    .filter((secret) => secret.length >= MIN_SECRET_CHARS)
    .flatMap((secret) => [
      secret,
      ...base64Forms(secret),
      encodeURIComponent(secret),
      [...Buffer.from(secret)].map((byte) => `%${hex(byte)}`).join(''),
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('hex').toUpperCase(),
      JSON.stringify(secret).slice(1, -1),
    ]);
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  known.set(secrets, sorted);
  return sorted;
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

/**
 * What a secret looks like in base64 after 0, 1 or 2 other bytes: the characters that come from it
 * alone, so that what stands before and after does not matter.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const own = text.slice(
      Math.ceil((shift * 8) / 6),
      Math.floor(((shift + bytes.length) * 8) / 6),
    );
    const whole = shift === 0 ? [text.replace(/=+$/, '')] : [];
    return [...whole, own].flatMap((form) => [
      form,
      form.replaceAll('+', '-').replaceAll('/', '_'),
    ]);
  });
}
