/**
 * Runs inside QuickJS, in the interpreter of the code and in that of its tests, before either. The
 * two pass values; what is no plain value stays where it is and is spoken to by number. The side of
 * the tests believes nothing: it makes plain values of what it is told and decides by itself.
 * Nothing here defends the side of the code.
 */
(role, send, print) => {
  const MAX_DEPTH = 100;
  const lent = [];
  const numbers = new Map();
  const borrowed = new Map();
  const numberOfRemote = new Map();
  const settled = new Map();
  const TYPED = [Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array].concat([
    Uint8ClampedArray,
    Float32Array,
    Float64Array,
  ]);
  const ERRORS = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];
  const isObject = (value) => typeof value === 'object' && value !== null;

  function lend(value) {
    if (role === 'tests' && !mayLend(value)) throw new TypeError('it cannot be handed to the code');
    if (!numbers.has(value)) {
      numbers.set(value, lent.length);
      lent.push(value);
    }
    if (value instanceof Promise) watch(value);
    const type = value instanceof Promise ? 'promise' : typeof value;
    return { $: 'mine', v: numbers.get(value), type };
  }

  /** The global object or a built-in one would lead the code to the verdict. */
  function mayLend(value) {
    if (typeof value === 'function') return !['eval', 'Function'].includes(value.name);
    return isObject(value) && value !== globalThis && !(value instanceof Promise);
  }

  function watch(promise) {
    if (settled.has(promise)) return;
    settled.set(promise, { op: 'raise', kinds: ['Error'], message: 'the promise never settles' });
    promise.then(
      (value) => settled.set(promise, { op: 'return', value: encode(value) }),
      (error) => settled.set(promise, raised(error)),
    );
  }

  function encode(value, depth = 0) {
    if (depth > MAX_DEPTH)
      throw new RangeError('a value is nested too deeply to leave the sandbox');
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: `${value}` };
    if (typeof value === 'number') return encodeNumber(value);
    if (typeof value === 'function') return encodeRemote(value) ?? lend(value);
    if (!isObject(value)) return typeof value === 'symbol' ? lend(value) : value;
    if (Array.isArray(value)) return Array.from(value, (item) => encode(item, depth + 1));
    return encodeRemote(value) ?? encodeObject(value, depth + 1);
  }

  function encodeNumber(value) {
    const isPlain = Number.isFinite(value) && !Object.is(value, -0);
    return isPlain ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : `${value}` };
  }

  function encodeRemote(value) {
    return numberOfRemote.has(value) ? { $: 'yours', v: numberOfRemote.get(value) } : undefined;
  }

  function encodeObject(value, depth) {
    const all = (items) => Array.from(items, (item) => encode(item, depth));
    if (value instanceof Date) return { $: 'date', v: encode(value.getTime()) };
    if (value instanceof Map) return { $: 'map', v: Array.from(value, all) };
    if (value instanceof Set) return { $: 'set', v: all(value) };
    if (value instanceof RegExp) return { $: 'regexp', v: [value.source, value.flags] };
    if (value instanceof Error) return { $: 'error', v: raised(value) };
    if (TYPED.includes(value.constructor)) {
      return { $: 'typed', v: all(value), type: value.constructor.name };
    }
    const prototype = Object.getPrototypeOf(value);
    const isPlain = prototype === Object.prototype || prototype === null;
    const items = Object.entries(value);
    // Methods need the object itself as `this`, not a copy.
    if (!isPlain || items.some(([, item]) => typeof item === 'function')) return lend(value);
    return { $: 'dict', v: items.map(([key, item]) => [key, encode(item, depth)]) };
  }

  function decode(value) {
    if (Array.isArray(value)) return value.map(decode);
    if (!isObject(value)) return value;
    const { $: tag, v } = value;
    if (tag === 'undefined') return undefined;
    if (tag === 'number') return Number(v);
    if (tag === 'bigint') return BigInt(v);
    if (tag === 'date') return new Date(decode(v));
    if (tag === 'map') return new Map(decode(v));
    if (tag === 'set') return new Set(decode(v));
    if (tag === 'regexp') return new RegExp(v[0], v[1]);
    if (tag === 'error') return errorOf(v);
    if (tag === 'typed') return TYPED.find(({ name }) => name === value.type).from(decode(v));
    if (tag === 'dict') return Object.fromEntries(v.map(([key, item]) => [key, decode(item)]));
    if (tag === 'yours') return lent[v];
    if (tag === 'mine') return borrow(v, value.type);
    throw new TypeError(`unknown tag ${tag}`);
  }

  function borrow(number, type) {
    if (type === 'promise') return promiseOf(number);
    if (!borrowed.has(number)) {
      const remote = new Proxy(type === 'function' ? callable : {}, trapsOf(number));
      borrowed.set(number, remote);
      numberOfRemote.set(remote, number);
    }
    return borrowed.get(number);
  }

  /** What every borrowed function is a proxy of: an arrow could not be constructed. */
  function callable() {}

  function promiseOf(number) {
    return new Promise((resolve) => resolve(request({ what: 'settle', on: number })));
  }

  /** What a test compares an object of the other side with is never sent there. */
  function trapsOf(on) {
    return {
      apply: (_, self, args) => request({ what: 'call', on, self: selfOf(self) }, args),
      construct: (_, args) => request({ what: 'construct', on }, args),
      get: (_, key) =>
        typeof key === 'symbol' ? wellKnown(on, key) : request({ what: 'get', on, key }),
      set: (_, key, value) => request({ what: 'set', on, key: `${String(key)}` }, [value]) || true,
      has: (_, key) => request({ what: 'has', on, key: `${String(key)}` }) === true,
      getPrototypeOf: () => request({ what: 'prototype', on }),
    };
  }

  function selfOf(self) {
    return numberOfRemote.has(self) ? encode(self) : { $: 'undefined' };
  }

  function wellKnown(on, key) {
    if (key !== Symbol.iterator || request({ what: 'isIterable', on }) !== true) return undefined;
    return () => request({ what: 'iterate', on });
  }

  function request(message, args = []) {
    const reply = JSON.parse(
      send(JSON.stringify({ ...message, args: args.map((a) => encode(a)) })),
    );
    if (reply.op === 'raise') throw errorOf(reply);
    for (const [index, value] of Object.entries(reply.changed ?? {})) {
      writeBack(args[index], decode(value));
    }
    return decode(reply.value);
  }

  function errorOf({ kinds, message }) {
    const kind = ERRORS.find(({ name }) => name === kinds[0]);
    const error = kind === undefined ? new Error(message) : new kind(message);
    return Object.assign(error, { name: kinds[0], ofSubmission: true });
  }

  /** A function may change the list it is given, and a test may look at it. */
  function writeBack(target, value) {
    if (Array.isArray(target)) target.splice(0, target.length, ...value);
    else if (target instanceof Map || target instanceof Set) refill(target, value);
    else {
      for (const key of Object.keys(target)) delete target[key];
      Object.assign(target, value);
    }
  }

  function refill(target, value) {
    target.clear();
    for (const item of value) target instanceof Map ? target.set(...item) : target.add(item);
  }

  const OPERATIONS = {
    call: (target, { self }, args) => Reflect.apply(target, decode(self), args),
    construct: (target, _, args) => Reflect.construct(target, args),
    get: (target, { key }) => target[key],
    set: (target, { key }, [value]) => Reflect.set(target, key, value),
    has: (target, { key }) => key in target,
    prototype: (target) => Object.getPrototypeOf(target),
    isIterable: (target) => typeof target[Symbol.iterator] === 'function',
    iterate: (target) => target[Symbol.iterator](),
  };

  function answer(text) {
    const message = JSON.parse(text);
    try {
      const target = lent[message.on];
      if (message.what === 'settle') return JSON.stringify(settled.get(target));
      const args = message.args.map(decode);
      if (role === 'tests') guard(target, message);
      const found = OPERATIONS[message.what](target, message, args);
      const value = isObject(found) && isPrototype(message) ? lend(found) : encode(found);
      return JSON.stringify({ op: 'return', value, changed: changes(message.args, args) });
    } catch (error) {
      return JSON.stringify(raised(error));
    }
  }

  /** A prototype is asked for to be compared: a copy would never be the same. */
  function isPrototype({ what, key }) {
    return what === 'prototype' || key === 'prototype';
  }

  /** Of a function the code may have the result, of an object the public members. */
  function guard(target, { what, key = '' }) {
    const isPrivate = key === 'constructor' || key.startsWith('_');
    const isAllowed = what === 'call' || (typeof target === 'object' && what !== 'prototype');
    if (isPrivate || !isAllowed) throw new TypeError(`the tests do not lend ${what} ${key}`);
  }

  function changes(before, args) {
    const changed = {};
    for (const [index, arg] of args.entries()) {
      if (!isObject(arg) || numberOfRemote.has(arg) || before[index].$ === 'yours') continue;
      const after = encode(arg);
      if (JSON.stringify(after) !== JSON.stringify(before[index])) changed[index] = after;
    }
    return changed;
  }

  function raised(error) {
    const isError = error instanceof Error;
    const message = isError ? error.message : textOf(error);
    const line = isError ? /submission\.js:(\d+)/.exec(`${error.stack}`)?.[1] : undefined;
    const place = line === undefined ? '' : ` (line ${line})`;
    const kinds = [isError ? `${error.name}` : 'Error'];
    return { op: 'raise', kinds, message: `${message}${place}` };
  }

  /** Text of a value, or of what a function gives. */
  function textOf(value, isCall = false) {
    try {
      return isCall ? `${value()}` : `${String(value)}`;
    } catch {
      return isCall ? 'an object' : 'an error without words';
    }
  }

  /** What the code defines under these names, wherever it put it. */
  function find(names, namespace) {
    const found = {};
    for (const name of names) {
      const value = namespace?.[name] ?? globalOf(name) ?? globalThis.module?.exports?.[name];
      if (value !== undefined) found[name] = encode(value);
    }
    return JSON.stringify({ op: 'return', value: found });
  }

  function globalOf(name) {
    try {
      // biome-ignore lint/security/noGlobalEval: nothing else sees a top-level `const`.
      return globalThis.eval(name);
    } catch {
      return undefined;
    }
  }

  /** Names that the tests' own side has are never taken from the code. */
  function bind(text) {
    const names = Object.entries(JSON.parse(text).value).filter(([name]) => !(name in globalThis));
    const values = Object.fromEntries(names.map(([name, value]) => [name, decode(value)]));
    Object.assign(globalThis, values, { submission: values });
  }

  function shown(value) {
    if (typeof value === 'string') return JSON.stringify(value);
    if (!isObject(value) || numberOfRemote.has(value)) return textOf(value);
    return textOf(() => JSON.stringify(value) ?? value, true);
  }

  const say = (...words) =>
    print(words.map((word) => (isObject(word) ? shown(word) : textOf(word))).join(' '));
  globalThis.console = { log: say, info: say, warn: say, error: say, debug: say };

  /** Equal code gets an equal score: chance starts from the same place (mulberry32). */
  let seed = 0;
  Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };

  return { answer, find, bind, raised: (error) => JSON.stringify(raised(error)), shown };
};
