/** Runs inside QuickJS on the side of the tests: the assertions that programs of tests use. */
({ shown }) => {
  class AssertionError extends Error {
    name = 'AssertionError';
  }

  function fail(message, otherwise) {
    throw message instanceof Error ? message : new AssertionError(message ?? otherwise);
  }

  function equal(actual, expected, message) {
    // biome-ignore lint/suspicious/noDoubleEquals: this is what assert.equal means.
    if (!(actual == expected || (Number.isNaN(actual) && Number.isNaN(expected)))) {
      fail(message, `${shown(actual)} is not ${shown(expected)}`);
    }
  }

  function strictEqual(actual, expected, message) {
    if (!Object.is(actual, expected)) fail(message, `${shown(actual)} is not ${shown(expected)}`);
  }

  function deepEqual(actual, expected, message) {
    if (!isSame(actual, expected)) fail(message, `${shown(actual)} is not ${shown(expected)}`);
  }

  function isSame(one, other) {
    if (Object.is(one, other) || (one === 0 && other === 0)) return true;
    const areObjects = typeof one === 'object' && typeof other === 'object' && one && other;
    if (!areObjects || Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
    if (one instanceof Date) return one.getTime() === other.getTime();
    if (one instanceof RegExp) return `${one}` === `${other}`;
    if (one instanceof Map || one instanceof Set) return isSame([...one], [...other]);
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    return keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
  }

  function isThrown(call) {
    try {
      call();
      return { found: false };
    } catch (error) {
      return { found: true, error };
    }
  }

  function throws(call, expected, message) {
    const { found, error } = isThrown(call);
    if (!found) fail(message, 'nothing was thrown');
    if (expected instanceof RegExp && !expected.test(`${error}`)) fail(message, `threw ${error}`);
    if (typeof expected === 'function' && !(error instanceof expected))
      fail(message, `threw ${error}`);
  }

  const not = (check) => (actual, expected, message) => {
    if (!isThrown(() => check(actual, expected)).found) fail(message, `is ${shown(actual)}`);
  };

  function assert(value, message) {
    if (!value) fail(message, 'it does not hold');
  }

  Object.assign(assert, {
    AssertionError,
    ok: assert,
    equal,
    strictEqual,
    deepEqual,
    deepStrictEqual: deepEqual,
    notEqual: not(equal),
    notStrictEqual: not(strictEqual),
    notDeepEqual: not(deepEqual),
    throws,
    fail: (message) => fail(message, 'failed'),
    strict: assert,
  });
  globalThis.assert = assert;
  globalThis.console.assert = assert;
  globalThis.require = (name) => {
    if (/^(node:)?assert(\/strict)?$/.test(name)) return assert;
    throw new Error(`there is no module ${name}`);
  };
};
