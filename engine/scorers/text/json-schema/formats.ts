/** Formats that are checked; every pattern runs in linear time. Any other format only informs. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': isDateTime,
  email: (text) =>
    /^[^\s@."]{1,64}(?:\.[^\s@."]{1,64}){0,9}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}$/i.test(
      text,
    ),
  ipv4: (text) => text.split('.').length === 4 && text.split('.').every(isOctet),
  time: isTime,
  uri: (text) => /^[a-z][a-z0-9+.-]{0,30}:(?:[!#$&-;=?-Z[\]_a-z~]|%[0-9a-f]{2})+$/i.test(text),
  uuid: (text) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
};

/** Whether a text has a format of JSON Schema; `true` for a format that is not known. */
export function hasFormat(text: string, format: string): boolean {
  const check = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return check?.(text) ?? true;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,20})?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i.test(
    text,
  );
}

function isDateTime(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^[tT ]$/.test(text[10] ?? '') && isTime(text.slice(11));
}

function isOctet(part: string): boolean {
  return /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
}
