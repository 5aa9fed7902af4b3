import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPersonalData, isAllowed, masked } from '../../../engine/benchmark/personal.ts';

// Card numbers and IBANs are those that networks and registers publish for tests.
const PERSONAL = {
  'write to ann.lee+news@posteo.de today': ['email address'],
  'a@b.museum, c@d.co.uk': ['email address', 'email address'],
  'card 4111 1111 1111 1111 please': ['payment card'],
  'card 378282246310005': ['payment card'],
  'pay to DE89 3704 0044 0532 0130 00 now': ['bank account'],
  GB29NWBK60161331926819: ['bank account'],
  'call +49 30 901820 44 or (030) 901 820 44': ['phone number', 'phone number'],
  'call 212-664-7665': ['phone number'],
  'export KEY=sk-proj-a8Hq2LmZx0Pw93Nfk2Vt7Yc1': ['key'],
  AKIAIOSFODNN7EXAMPLE: ['key'],
  '-----BEGIN RSA PRIVATE KEY-----\nMIIE': ['key'],
} as const;

const HARMLESS = [
  'ann@example.org, root@localhost, x@mail.test, @handle, a@b',
  'order 4111 1111 1111 1112 and 1234 5678 9012 3456',
  'on 2026-11-23 at 10:30, room 12-34, pages 100-200-300',
  'call 212-555-0142 or +1 555 0100',
  '3.14159265358979 and 1,234,567,890,123 and 10-20-30-40',
  '192.168.100.200:8080 and v1.22.333.4444',
  'DE00 3704 0044 0532 0130 00',
  'sk-xxxxxxxxxxxxxxxxxxxxxxxx and AKIAAAAAAAAAAAAAAAAA',
  'ISBN 978-3-16-148410-0',
];

test('personal data and keys are found, each by its kind', () => {
  for (const [text, kinds] of Object.entries(PERSONAL))
    assert.deepEqual(
      findPersonalData(text).map(({ kind }) => kind),
      kinds,
      text,
    );
});

test('what is reserved for examples, or is a plain number, is not reported', () => {
  for (const text of HARMLESS) assert.deepEqual(findPersonalData(text), [], text);
});

test('an allow-list covers whole texts, with * for any text', () => {
  const [finding] = findPersonalData('Ann@Firma.de');
  assert.ok(finding);
  assert.ok(isAllowed(finding, ['ann@firma.de']));
  assert.ok(isAllowed(finding, ['x', '*@firma.de']));
  assert.ok(!isAllowed(finding, ['firma.de', '*@firma.com', 'ann@firma.d', 'ann@firma.de*e']));
});

test('a finding is shown so that nobody can use it', () => {
  for (const text of Object.keys(PERSONAL))
    for (const finding of findPersonalData(text))
      assert.ok(!masked(finding).includes(finding.text), masked(finding));
});

test('hostile texts take no time: a megabyte of each beginning', () => {
  for (const part of ['a@', 'a.', '1 ', '+1 1', 'DE89', 'eyJa', '(12) ', 'sk-', '-----BEGIN A'])
    assert.ok(findPersonalData(part.repeat(1_000_000 / part.length)).length <= 20);
});
