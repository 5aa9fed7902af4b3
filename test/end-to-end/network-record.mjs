// Loaded before everything else in a process and in all it starts: writes down every host that is
// looked up, connected to or sent to, and stops it unless it is this machine.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const { promises } = createRequire(import.meta.url)('node:dns');
const HERE = new Set(['localhost', '127.0.0.1', '::1', 'undefined']);

function note(how, host, port = '') {
  appendFileSync(process.env.NETWORK_RECORD, `${JSON.stringify({ how, host, port })}\n`);
  if (!HERE.has(String(host))) throw new Error(`no network in this test: ${how} ${host}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function recorded(...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  const options =
    typeof first === 'object' && first !== null
      ? first
      : Number.isInteger(Number(first))
        ? { port: first, host: typeof second === 'string' ? second : 'localhost' }
        : { path: first };
  if (options.path === undefined) note('connect', options.host ?? 'localhost', options.port);
  return connect.apply(this, given);
};

for (const [how, owner] of [
  ...Object.keys(dns).map((name) => [name, dns]),
  ...Object.keys(promises).map((name) => [name, promises]),
]) {
  if (!/^(?:lookup|resolve)/.test(how) || typeof owner[how] !== 'function') continue;
  const original = owner[how];
  owner[how] = function recorded(host, ...rest) {
    note(how, host);
    return original.call(this, host, ...rest);
  };
}

for (const how of ['send', 'connect']) {
  const original = dgram.Socket.prototype[how];
  dgram.Socket.prototype[how] = function recorded(...given) {
    note(`datagram ${how}`, given.findLast((item) => typeof item === 'string') ?? 'localhost');
    return original.apply(this, given);
  };
}
syncBuiltinESMExports();
