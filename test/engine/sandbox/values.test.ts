import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '../../../engine/json.ts';
import { FrameReader, frameOf, MAX_FRAME_BYTES } from '../../../engine/node/sandbox/frames.ts';
import {
  functionTable,
  functionTableOf,
  humanEvalProgram,
  humanEvalTests,
} from '../../../engine/sandbox/tests.ts';
import { isExpected, type SandboxValue, sandboxValue } from '../../../engine/sandbox/values.ts';

const dict = (...pairs: SandboxValue[][]): SandboxValue => ({ $: 'dict', v: pairs });

const EQUAL: readonly (readonly [SandboxValue, JsonValue])[] = [
  [1, 1],
  ['a', 'a'],
  [null, null],
  [true, true],
  [
    [1, [2]],
    [1, [2]],
  ],
  [{ $: 'tuple', v: [1, { $: 'tuple', v: [2] }] }, [1, [2]]],
  [dict(['a', 1], ['b', [2]]), { b: [2], a: 1 }],
  [{ $: 'int', v: '0x20000000000000' }, 2 ** 53],
  [{ $: 'int', v: '-0x20000000000000' }, -(2 ** 53)],
];

const UNEQUAL: readonly (readonly [SandboxValue, JsonValue])[] = [
  [1, 2],
  [1, '1'],
  [1, true],
  [true, 1],
  [0, null],
  [[1], 1],
  [[1, 2], [1]],
  [{ $: 'set', v: [1] }, [1]],
  [{ a: 1 }, { a: 1 }],
  [dict([1, 1]), { 1: 1 }],
  [dict(['a', 1]), {}],
  [{ $: 'float', v: 'nan' }, 0],
  [{ $: 'int', v: 'not a number' }, 0],
  [{ $: 'yours', v: 0 }, 'x'],
];

test('values are equal as their language means it', () => {
  for (const [actual, expected] of EQUAL) assert.ok(isExpected(actual, expected, 0));
  for (const [actual, expected] of UNEQUAL) {
    assert.ok(!isExpected(actual, expected, 0), JSON.stringify([actual, expected]));
  }
});

test('a tolerance holds for numbers at any depth and nothing else', () => {
  assert.ok(isExpected([dict(['a', 0.30000001])], [{ a: 0.3 }], 1e-6));
  assert.ok(!isExpected([dict(['a', 0.31])], [{ a: 0.3 }], 1e-6));
  assert.ok(!isExpected('0.3', 0.3, 1));
});

test('JSON goes into a sandbox as values', () => {
  assert.deepEqual(sandboxValue([{ a: { b: 1 } }]), [dict(['a', dict(['b', 1])])]);
  assert.deepEqual(sandboxValue({ $: 'mine', v: 0 }), dict(['$', 'mine'], ['v', 0]));
});

test('tests are a table only when they are all of one', () => {
  const rows = [[[1, 2], 3]] as const;
  assert.deepEqual(functionTableOf(functionTable('add', rows)), {
    call: 'add',
    table: [[[1, 2], 3]],
    tolerance: 0,
  });
  for (const tests of [
    '{}',
    '{ f(1) }',
    '{"call":"f","table":[]}',
    '{"call":"f(","table":[[[],1]]}',
  ]) {
    assert.equal(functionTableOf(tests), undefined);
  }
});

test('an answer to HumanEval is a program or the rest of one', () => {
  const prompt = 'from typing import List\n\ndef f(x):\n    """ It. """\n';
  assert.equal(humanEvalProgram(prompt, '    return x', 'f'), `${prompt}    return x`);
  const whole = 'def f(x: List):\n    return x';
  assert.equal(humanEvalProgram(prompt, whole, 'f'), `from typing import List\n${whole}`);
  assert.match(humanEvalTests(prompt, 'def check(c): ...', 'f'), /check\(submission\.f\)\n$/);
});

test('frames are read whatever the chunks they come in', () => {
  const bytes = Buffer.concat([
    frameOf(Buffer.from('first')),
    frameOf(Buffer.from('')),
    frameOf(Buffer.from('third')),
  ]);
  for (const size of [1, 2, 3, 5, 7, 100]) {
    const reader = new FrameReader();
    const found: string[] = [];
    for (let start = 0; start < bytes.length; start += size) {
      for (const frame of reader.read(bytes.subarray(start, start + size))) found.push(`${frame}`);
    }
    assert.deepEqual(found, ['first', '', 'third']);
  }
});

test('a frame that says it is too long is not waited for', () => {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(MAX_FRAME_BYTES + 1);
  assert.throws(() => [...new FrameReader().read(header)], RangeError);
});
