import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProviderFailure } from '../../../engine/providers/provider.ts';
import { createCircuit, OUTAGE_FAILURES, OUTAGE_MS } from '../../../engine/run/circuit.ts';

const down = new ProviderFailure('network_error', 'ECONNREFUSED');

function setting() {
  const clock = { time: 0, now: () => clock.time, sleep: async () => {}, random: () => 0 };
  const circuit = createCircuit(clock);
  const fail = (failure: ProviderFailure, times: number) => {
    for (let time = 0; time < times; time++) circuit.failed('a:one', failure);
  };
  return { clock, circuit, fail };
}

test('a wrong key breaks its route at once, and no other', () => {
  const { circuit, fail } = setting();
  const wrongKey = new ProviderFailure('provider_error', '401', {
    retry: 'elsewhere',
    breaksRoute: true,
  });
  fail(wrongKey, 1);
  assert.equal(circuit.broken('a:one'), wrongKey);
  assert.equal(circuit.broken('a:two'), undefined);
});

test('an outage breaks a route: many failures, and a minute without an answer', () => {
  const { clock, circuit, fail } = setting();
  fail(down, OUTAGE_FAILURES * 5);
  assert.equal(circuit.broken('a:one'), undefined, 'a burst is no outage');
  clock.time += OUTAGE_MS;
  fail(down, 1);
  assert.equal(circuit.broken('a:one'), down);
});

test('one answer in between ends the outage', () => {
  const { clock, circuit, fail } = setting();
  fail(down, OUTAGE_FAILURES);
  clock.time += OUTAGE_MS - 1;
  circuit.succeeded('a:one');
  clock.time += 1;
  fail(down, OUTAGE_FAILURES);
  assert.equal(circuit.broken('a:one'), undefined);
});

test('neither a rate limit nor a question that is refused is an outage', () => {
  const { clock, circuit, fail } = setting();
  const failures = [
    new ProviderFailure('rate_limited', '429'),
    new ProviderFailure('provider_error', '400', { retry: 'elsewhere' }),
  ];
  for (const failure of failures) {
    fail(failure, OUTAGE_FAILURES);
    clock.time += OUTAGE_MS;
    fail(failure, OUTAGE_FAILURES);
  }
  assert.equal(circuit.broken('a:one'), undefined);
});
