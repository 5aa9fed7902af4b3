import { hashOf } from '../hash.ts';

/** One piece of news. */
export interface FeedEntry {
  /** Any text that stays the same for the same piece of news. */
  readonly key: string;
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Address of its page, absolute or from the root of the host. */
  readonly address: string;
}

/** A list of news as Atom has it. */
export interface Feed {
  readonly title: string;
  readonly subtitle: string;
  /** Address of the site. */
  readonly address: string;
  /** Address of the feed itself. */
  readonly self: string;
  /** When the site was built, for a feed without entries. */
  readonly at: string;
  readonly entries: readonly FeedEntry[];
}

/** An Atom feed (RFC 4287). Ids depend on the news, not on where they are published. */
export function atomFeed(feed: Feed): string {
  const updated = feed.entries.reduce((newest, { at }) => (at > newest ? at : newest), '');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('title', feed.title),
    element('subtitle', feed.subtitle),
    element('id', idOf(['feed', feed.title, feed.address])),
    element('updated', updated || feed.at),
    `<author>${element('name', feed.title)}</author>`,
    `<link href="${xmlText(feed.address)}"/>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(feed.self)}"/>`,
    ...feed.entries.map(entryXml),
    '</feed>',
    '',
  ].join('\n');
}

function entryXml({ key, title, summary, at, address }: FeedEntry): string {
  return [
    '<entry>',
    element('title', title),
    element('id', idOf(['entry', key])),
    element('updated', at),
    `<link href="${xmlText(address)}"/>`,
    element('summary', summary),
    '</entry>',
  ].join('');
}

function element(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`;
}

/** A UUID made of a hash: version 8, the variant of RFC 9562. */
function idOf(value: unknown): string {
  const digits = hashOf(value);
  const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) % 4];
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML 1.0 may hold it: escaped, without the characters it forbids. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
