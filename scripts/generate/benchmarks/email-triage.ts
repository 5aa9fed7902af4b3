import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PEOPLE, PLACES } from '../words.ts';

type Topic = 'fault' | 'invoice' | 'cancel' | 'press' | 'praise' | 'job';

interface Mail {
  readonly topic: Topic;
  /** A second matter that is only touched. */
  readonly aside: Topic | null;
  readonly language: string;
  readonly danger: boolean;
  readonly lawyer: boolean;
  readonly hours: number;
  readonly amount: number;
  readonly customer: boolean;
}

/** What a mail says of its main matter, in six languages. */
const SAID: Readonly<Record<string, Readonly<Record<Topic, (mail: Mail) => string>>>> = {
  en: {
    fault: ({ hours }) => `Our lift has stood still for ${hours} hours.`,
    invoice: ({ amount }) => `Your invoice over ${amount} crowns is wrong.`,
    cancel: () => 'Please end our service contract at the next possible date.',
    press: () => 'I write for a newspaper and should like a statement on your new hoists.',
    praise: () => 'I only want to say that your fitter was wonderful.',
    job: () => 'I should like to work for you as a fitter; my papers are attached.',
  },
  de: {
    fault: ({ hours }) => `Unser Aufzug steht seit ${hours} Stunden still.`,
    invoice: ({ amount }) => `Ihre Rechnung über ${amount} Kronen stimmt nicht.`,
    cancel: () => 'Bitte beenden Sie unseren Wartungsvertrag zum nächstmöglichen Termin.',
    press: () =>
      'Ich schreibe für eine Zeitung und hätte gern eine Stellungnahme zu Ihren neuen Winden.',
    praise: () => 'Ich möchte nur sagen, dass Ihr Monteur großartig war.',
    job: () => 'Ich möchte als Monteur bei Ihnen arbeiten; meine Unterlagen liegen bei.',
  },
  es: {
    fault: ({ hours }) => `Nuestro ascensor lleva ${hours} horas parado.`,
    invoice: ({ amount }) => `Su factura de ${amount} coronas no es correcta.`,
    cancel: () =>
      'Les ruego que den por terminado nuestro contrato de mantenimiento lo antes posible.',
    press: () => 'Escribo para un periódico y quisiera una declaración sobre sus nuevos tornos.',
    praise: () => 'Solo quiero decir que su técnico fue estupendo.',
    job: () => 'Me gustaría trabajar con ustedes como técnico; adjunto mis papeles.',
  },
  fr: {
    fault: ({ hours }) => `Notre ascenseur est à l’arrêt depuis ${hours} heures.`,
    invoice: ({ amount }) => `Votre facture de ${amount} couronnes est erronée.`,
    cancel: () => 'Veuillez mettre fin à notre contrat d’entretien dès que possible.',
    press: () => 'J’écris pour un journal et je voudrais une déclaration sur vos nouveaux treuils.',
    praise: () => 'Je veux seulement dire que votre technicien a été formidable.',
    job: () => 'Je voudrais travailler chez vous comme technicien ; mon dossier est joint.',
  },
  tr: {
    fault: ({ hours }) => `Asansörümüz ${hours} saattir çalışmıyor.`,
    invoice: ({ amount }) => `${amount} kronluk faturanız yanlış.`,
    cancel: () => 'Lütfen bakım sözleşmemizi mümkün olan en kısa sürede sona erdirin.',
    press: () =>
      'Bir gazete için yazıyorum ve yeni vinçleriniz hakkında bir açıklama rica ediyorum.',
    praise: () => 'Sadece teknisyeninizin harika olduğunu söylemek istiyorum.',
    job: () => 'Sizde teknisyen olarak çalışmak istiyorum; belgelerim ektedir.',
  },
  id: {
    fault: ({ hours }) => `Lift kami sudah ${hours} jam tidak berfungsi.`,
    invoice: ({ amount }) => `Tagihan Anda sebesar ${amount} krona salah.`,
    cancel: () => 'Mohon akhiri kontrak perawatan kami secepat mungkin.',
    press: () =>
      'Saya menulis untuk sebuah surat kabar dan ingin meminta pernyataan tentang derek baru Anda.',
    praise: () => 'Saya hanya ingin mengatakan bahwa teknisi Anda luar biasa.',
    job: () => 'Saya ingin bekerja di tempat Anda sebagai teknisi; berkas saya terlampir.',
  },
};
const ASIDE: Readonly<Record<Topic, string>> = {
  fault: 'Last year the lift once stood still, too, but that was repaired at once.',
  invoice: 'Your last invoice, by the way, was quite in order.',
  cancel: 'A neighbour has cancelled with another firm; we do not think of that.',
  press: 'I saw you in the newspaper recently.',
  praise: 'Otherwise we are content with your people.',
  job: 'My nephew, by the way, has applied to another firm.',
};

/** Queue by the rules of the prompt in their order. */
function queue({ topic, danger, lawyer, amount, customer }: Mail): string {
  if (danger) return 'EMERGENCY';
  if (lawyer) return 'LEGAL';
  if (topic === 'press') return 'PRESS';
  if (topic === 'fault') return customer ? 'REPAIR' : 'SALES';
  if (topic === 'invoice') return amount > 5000 ? 'LEGAL' : 'BILLING';
  if (topic === 'cancel') return customer ? 'RETENTION' : 'NONE';
  return topic === 'job' ? 'STAFF' : 'NONE';
}

function priority(mail: Mail): number {
  const where = queue(mail);
  if (where === 'EMERGENCY') return 1;
  if (mail.topic === 'fault' && mail.hours >= 24) return 1;
  if (where === 'LEGAL' || where === 'REPAIR' || where === 'RETENTION') return 2;
  return 3;
}

/** The second method reads the finished mail. */
function reread(text: string): string {
  const has = (topic: Topic, pattern: RegExp) => (pattern.test(text) ? [topic] : []);
  const topics = [
    ...has(
      'fault',
      /has stood still for|steht seit|lleva \d+ horas|à l’arrêt depuis|saattir|sudah \d+ jam/,
    ),
    ...has(
      'invoice',
      /is wrong|stimmt nicht|no es correcta|est erronée|faturanız yanlış|krona salah/,
    ),
    ...has(
      'cancel',
      /end our service|beenden Sie|den por terminado|mettre fin|sona erdirin|akhiri kontrak/,
    ),
    ...has('press', /statement|Stellungnahme|declaración|déclaration|açıklama|pernyataan/),
    ...has('job', /papers are attached|Unterlagen|adjunto|dossier|ektedir|terlampir/),
  ];
  const topic = topics[0] ?? 'praise';
  const numbers = (pattern: RegExp) => Number(pattern.exec(text)?.slice(1).find(Boolean) ?? 0);
  const mail: Mail = {
    topic,
    aside: null,
    language: '',
    danger: /locked in it now/.test(text),
    lawyer: /my lawyer will/.test(text),
    hours: numbers(
      /for (\d+) hours|seit (\d+) Stunden|lleva (\d+)|depuis (\d+)|(\d+) saattir|sudah (\d+)/,
    ),
    amount: numbers(/(\d+) (?:crowns|Kronen|coronas|couronnes|kronluk|krona)/),
    customer: /Contract number/.test(text),
  };
  return `${queue(mail)} ${priority(mail)}`;
}

function mailText(random: Random, mail: Mail): string {
  const [name, place] = [random.pick(PEOPLE), random.pick(PLACES)];
  const lines = [itemAt([SAID[mail.language]?.[mail.topic](mail) ?? ''], 0)];
  if (mail.aside !== null) lines.push(ASIDE[mail.aside]);
  if (mail.danger) lines.push('A child is locked in it now and cries.');
  if (mail.lawyer) lines.push('If nothing happens this week, my lawyer will write to you.');
  if (random.chance(0.3))
    lines.push(random.pick(['URGENT!!!', 'Top priority, please!', 'This cannot wait.']));
  const foot = mail.customer
    ? `Contract number ${random.int(1000, 9999)}`
    : 'We are not under contract with you.';
  return `From: ${name}, ${place}\nSubject: ${random.pick(['URGENT', 'Question', 'Hello', 'Lift', 'To whom it may concern'])}\n\n${lines.join(' ')}\n${foot}`;
}

function make(random: Random, level: Level): Draft {
  return until(() => {
    const topic = random.pick<Topic>([
      'fault',
      'fault',
      'invoice',
      'invoice',
      'cancel',
      'press',
      'praise',
      'job',
    ]);
    const other = random.pick((Object.keys(ASIDE) as Topic[]).filter((one) => one !== topic));
    const mail: Mail = {
      topic,
      aside: level === 'easy' ? null : other,
      language: level === 'easy' ? 'en' : random.pick(Object.keys(SAID)),
      danger: topic === 'fault' && random.chance(0.15),
      lawyer: topic !== 'praise' && topic !== 'job' && random.chance(level === 'hard' ? 0.25 : 0.1),
      hours: random.pick(level === 'hard' ? [22, 23, 24, 25] : [2, 5, 30, 50]),
      amount: random.pick(level === 'hard' ? [4999, 5000, 5001] : [300, 2400, 8000]),
      customer: random.chance(topic === 'press' || topic === 'job' ? 0.2 : 0.7),
    };
    const text = mailText(random, mail);
    return {
      fields: { mail: text },
      expected: agreed(text, `${queue(mail)} ${priority(mail)}`, reread(text)),
    };
  });
}

export const generator: Generator = {
  id: 'email-triage',
  file: 'cases.jsonl',
  families: [{ name: 'mail', levels: ['easy', 'medium', 'hard'], each: 42, make }],
};
