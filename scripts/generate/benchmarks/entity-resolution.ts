import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';

interface Record_ {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  readonly tax: string;
  readonly phone: string;
}

const FIRMS: readonly (readonly string[])[] = [
  ['Nakuru Freight Ltd', 'NAKURU FREIGHT', 'Nakuru-Freight Limited'],
  ['Kestrel & Moor GmbH', 'Kestrel and Moor', 'KESTREL & MOOR'],
  ['Talleres Quispe S.A.', 'TALLERES QUISPE SA', 'Talleres Quispe'],
  ['Sefaköy Tekstil A.Ş.', 'SEFAKOY TEKSTIL', 'Sefakoy Tekstil AS'],
  ['Bảo Long Foods Co.', 'BAO LONG FOODS', 'Bao Long Foods Co'],
  ['Lumière d’Oran SARL', 'LUMIERE D’ORAN', 'Lumiere d’Oran'],
  ['Tarnvik Fisk AS', 'TARNVIK FISK', 'Tarnvik-Fisk'],
  ['Mishti & Sons Pvt Ltd', 'MISHTI AND SONS', 'Mishti and Sons Ltd'],
];
const CITIES = ['Nakuru', 'Oran', 'Cusco', 'Bergen', 'Hue', 'Izmir', 'Pune', 'Graz'];
const FORMS = /\b(ltd|limited|gmbh|sarl|co|as|sa|pvt)\b/g;

/** The rule of the prompt for names: what is left of them when spelling is taken away. */
function bare(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ş', 's')
    .replaceAll('&', 'and')
    .replaceAll('.', '')
    .replaceAll('-', ' ')
    .replaceAll(FORMS, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function areSame(one: Record_, other: Record_): boolean {
  if (one.tax !== '' && other.tax !== '') return one.tax === other.tax;
  const sameName = bare(one.name) === bare(other.name);
  return sameName && (one.city === other.city || (one.phone !== '' && one.phone === other.phone));
}

/** All that hang together with one, by spreading. */
function spread(records: readonly Record_[], start: Record_): Set<string> {
  const found = new Set([start]);
  for (const one of found)
    for (const other of records) if (!found.has(other) && areSame(one, other)) found.add(other);
  return new Set([...found].map(({ id }) => id));
}

/** The groups by merging labels until nothing changes. */
function merged(records: readonly Record_[]): Map<string, string> {
  const label = new Map(records.map(({ id }) => [id, id]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const one of records)
      for (const other of records) {
        const [a, b] = [label.get(one.id) ?? '', label.get(other.id) ?? ''];
        if (!areSame(one, other) || a <= b) continue;
        label.set(one.id, b);
        changed = true;
      }
  }
  return label;
}

function recordsOf(random: Random, level: Level): Record_[] {
  const count = { easy: 6, medium: 9, hard: 13 }[level];
  const firms = random.sample(FIRMS, { easy: 3, medium: 3, hard: 4 }[level]).map((spellings) => ({
    spellings,
    cities: random.sample(CITIES, level === 'hard' ? 3 : 2),
    taxes: [String(random.int(1000, 9999)), String(random.int(1000, 9999))],
    phones: [String(random.int(200, 999)), String(random.int(200, 999))],
  }));
  return Array.from({ length: count }, (_, index) => {
    const firm = random.pick(firms);
    return {
      id: `R${index + 1}`,
      name: random.pick(firm.spellings),
      city: random.pick(firm.cities),
      tax: random.chance(0.5) ? random.pick(firm.taxes) : '',
      phone: random.chance(0.6) ? random.pick(firm.phones) : '',
    };
  });
}

function make(random: Random, level: Level): Draft[] {
  return until(() => {
    const records = recordsOf(random, level);
    const label = merged(records);
    const target = random.pick(records);
    const group = spread(records, target);
    const byLabel = records
      .filter(({ id }) => label.get(id) === label.get(target.id))
      .map(({ id }) => id);
    const others = records
      .filter(({ id }) => group.has(id) && id !== target.id)
      .map(({ id }) => id);
    if (others.length < { easy: 1, medium: 2, hard: 3 }[level] || group.size > records.length - 2)
      return null;
    agreed('group', [...group].sort(), [...byLabel].sort());
    const groups = new Set(records.map((record) => [...spread(records, record)].sort().join()));
    const count = agreed('groups', groups.size, new Set(label.values()).size);
    const table = records
      .map(
        ({ id, name, city, tax, phone }) =>
          `${id} | ${name} | ${city} | ${tax || '–'} | ${phone || '–'}`,
      )
      .join('\n');
    const ask = (question: string): { table: string; question: string } => ({ table, question });
    return [
      {
        fields: ask(
          `Which other records belong to the same firm as ${itemAt([target.id], 0)}? List their ids, separated by commas.`,
        ),
        expected: others,
        tags: ['members'],
        score: [{ type: 'exact_set', ignore_case: true }],
      },
      {
        fields: ask('How many different firms are in the table? Give a number.'),
        expected: String(count),
        tags: ['count'],
      },
    ];
  });
}

export const generator: Generator = {
  id: 'entity-resolution',
  file: 'cases.jsonl',
  families: [{ name: 'firms', levels: ['easy', 'medium', 'hard'], each: 21, make }],
};
