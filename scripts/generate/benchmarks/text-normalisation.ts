import { agreed, type Draft, type Family, type Generator, type Level } from '../generator.ts';
import { code, name, slug } from '../parts/spellings.ts';
import { itemAt, type Random } from '../random.ts';

const TWO = (value: number) => String(value).padStart(2, '0');
const MONTHS: Readonly<Record<string, readonly string[]>> = {
  English: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  Spanish: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  Finnish: [
    'tammikuuta',
    'helmikuuta',
    'maaliskuuta',
    'huhtikuuta',
    'toukokuuta',
    'kesäkuuta',
    'heinäkuuta',
    'elokuuta',
    'syyskuuta',
    'lokakuuta',
    'marraskuuta',
    'joulukuuta',
  ],
  Indonesian: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  Turkish: [
    'Ocak',
    'Şubat',
    'Mart',
    'Nisan',
    'Mayıs',
    'Haziran',
    'Temmuz',
    'Ağustos',
    'Eylül',
    'Ekim',
    'Kasım',
    'Aralık',
  ],
};
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

function date(random: Random, level: Level): Draft {
  const [year, month, day] = [random.int(2031, 2068), random.int(1, 12), random.int(1, 28)];
  const short = TWO(year % 100);
  const name = itemAt(
    MONTHS[random.pick(level === 'easy' ? ['English', 'Spanish'] : Object.keys(MONTHS))] ?? [],
    month - 1,
  );
  const offset = random.pick([543, 622]);
  const forms = {
    easy: [`${day} ${name} ${year}`, `${day}.${month}.${year}`, `${year}/${month}/${day}`],
    medium: [
      `${day}. ${name} '${short}`,
      `${TWO(day)}${TWO(month)}${short}`,
      `${day}/${ROMAN[month - 1]}/${year}`,
    ],
    hard: [
      `${day}-${ROMAN[month - 1]}-${year + offset} (${offset} ahead)`,
      `${name}, ${day}.; ${year + offset} (${offset} ahead)`,
      `${short}${TWO(day)}/${TWO(month)} (year, day / month)`,
    ],
  };
  const text = random.pick(forms[level]);
  const made = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const rule =
    'Write the date as YYYY-MM-DD. Figures alone are in the order day, month, year unless they begin with four digits or say otherwise; two digits of a year mean 2000 to 2099; "543 ahead" means a calendar whose years are 543 larger.';
  return {
    fields: { rule, text },
    expected: agreed(text, `${year}-${TWO(month)}-${TWO(day)}`, made),
  };
}

function amount(random: Random, level: Level): Draft {
  const whole = random.int(
    { easy: 1_000, medium: 100_000, hard: 10_000_000 }[level],
    { easy: 99_999, medium: 9_999_999, hard: 999_999_999 }[level],
  );
  const cents = random.int(1, 99);
  const grouped = (mark: string) => String(whole).replaceAll(/\B(?=(\d{3})+$)/g, mark);
  const indian = String(whole).replace(
    /(\d+)(\d{3})$/,
    (_, head: string, tail: string) => `${head.replaceAll(/\B(?=(\d{2})+$)/g, ',')},${tail}`,
  );
  const text = random.pick(
    {
      easy: [`${grouped(',')}.${TWO(cents)}`, `${grouped('.')},${TWO(cents)}`],
      medium: [
        `${grouped("'")}.${TWO(cents)}`,
        `${grouped(' ')},${TWO(cents)}-`,
        `(${grouped(',')}.${TWO(cents)})`,
      ],
      hard: [
        `${indian}.${TWO(cents)} DR`,
        `${indian}.${TWO(cents)}`,
        `${Math.floor(whole / 1e4)}万${whole % 1e4}.${TWO(cents)}`,
        `−${grouped('٬').replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))}٫${TWO(cents).replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))}`,
      ],
    }[level],
  );
  const negative = /-$|^\(|DR$|^−/.test(text);
  const rule =
    'Write the amount with a decimal point, two decimals and no other marks. It is negative, with a "-" in front, if a minus sign stands before or after it, if it is in brackets, or if DR follows. 万 stands for ten thousand.';
  const plain = text.replaceAll(/[٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x660));
  const [high, low] = plain.includes('万') ? plain.split('万') : ['', plain];
  const figures = `${high}${(low ?? '').replaceAll(/\D/g, '').padStart(high === '' ? 0 : 6, '0')}`;
  const read = `${negative ? '-' : ''}${figures.slice(0, -2)}.${figures.slice(-2)}`;
  return {
    fields: { rule, text },
    expected: agreed(text, `${negative ? '-' : ''}${whole}.${TWO(cents)}`, read),
  };
}

const PLACES = ['Kigali', 'Tromsø', 'Cusco', 'Hanoi', 'Izmir', 'Dakar'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const FILLERS = ['uh', 'um', 'you know', 'I mean', 'er'];

function transcript(random: Random, level: Level): Draft {
  const [place, day, hour] = [
    random.sample(PLACES, 2),
    random.sample(DAYS, 2),
    random.sample(['eight', 'nine', 'ten', 'eleven'], 2),
  ];
  const filler = () => random.pick(FILLERS);
  const corrected = (list: readonly string[], from: Level) =>
    level === 'easy' || (from === 'hard' && level !== 'hard')
      ? itemAt(list, 0)
      : `${itemAt(list, 1)} no sorry ${itemAt(list, 0)}`;
  const verb = random.pick(['book', 'reserve', 'get']);
  const stutter = level === 'easy' ? `please ${verb}` : `please please ${verb}`;
  const text = `${filler()} ${stutter} ${filler()} the train to ${corrected(place, 'medium')} on ${corrected(day, 'hard')} ${filler()} at ${corrected(hour, 'medium')} ${random.pick(['for two', 'for three', 'for one'])} people`;
  const persons = /for (\w+) people$/.exec(text)?.[1] ?? '';
  const one = `please ${verb} the train to ${place[0]} on ${day[0]} at ${hour[0]} for ${persons} people`;
  const two = text
    .replaceAll(/\b(uh|um|you know|I mean|er) ?/g, '')
    .replaceAll(/\b\S+ no sorry /g, '')
    .replace('please please', 'please');
  const rule = `Clean the transcript: drop the fillers (${FILLERS.join(', ')}), words said twice in a row, and, where the speaker corrects a word by "no sorry", the wrong word and "no sorry". Keep all other words as they are and in their order, without punctuation.`;
  return {
    fields: { rule, text },
    expected: agreed(text, one, two.trim()),
    score: [{ type: 'wer', threshold: 1 }],
  };
}

const MAKERS = { date, amount, name, slug, transcript, code };

export const generator: Generator = {
  id: 'text-normalisation',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(
    ([family, make]): Family => ({
      name: family,
      levels: ['easy', 'medium', 'hard'],
      each: 7,
      make,
    }),
  ),
};
