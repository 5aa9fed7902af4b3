import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atomFeed, xmlText } from '../../../engine/report/feed.ts';

const feed = {
  title: 'Hub <x>',
  subtitle: 'News & more',
  address: 'https://example.org/hub/',
  self: 'https://example.org/hub/feed.xml',
  at: '2026-11-23T09:30:00Z',
};
const entry = {
  key: 'run 1',
  title: '</title><script>alert(1)</script>',
  summary: 'a\u0000b \ud800 "c"',
  at: '2026-11-20T14:05:09.000Z',
  address: 'https://example.org/hub/r/1/?a=1&b=2',
};

test('a feed is well-formed whatever its texts hold', () => {
  const xml = atomFeed({ ...feed, entries: [entry] });
  assert.ok(!xml.includes('<script') && !xml.includes('\u0000') && xml.isWellFormed());
  assert.ok(xml.includes('href="https://example.org/hub/r/1/?a=1&amp;b=2"'));
  for (const tag of ['feed', 'entry', 'title', 'id', 'updated', 'summary'])
    assert.equal(xml.split(`<${tag}`).length, xml.split(`</${tag}>`).length, tag);
  assert.equal(xmlText('a\u0000b 😀'), 'a\ufffdb 😀');
});

test('it is as old as its newest entry, or as the site when there is none', () => {
  assert.ok(atomFeed({ ...feed, entries: [entry] }).includes(`<updated>${entry.at}</updated>`));
  assert.ok(atomFeed({ ...feed, entries: [] }).includes(`<updated>${feed.at}</updated>`));
});

test('ids are UUIDs that do not change with what is written or where it is published', () => {
  const ids = (xml: string) =>
    [
      ...xml.matchAll(
        /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}</g,
      ),
    ].map(([id]) => id);
  const before = ids(atomFeed({ ...feed, entries: [entry] }));
  const moved = { ...entry, title: 'other', address: '/elsewhere/' };
  const after = ids(atomFeed({ ...feed, address: '/', entries: [moved] }));
  assert.equal(before.length, 2);
  assert.equal(before[1], after[1]);
});
