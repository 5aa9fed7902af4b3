import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { SandboxLanguage } from '../../../engine/sandbox/sandbox.ts';
import { type Attack, launch, layBait, type Prey } from './attack.ts';
import { JAVASCRIPT_ATTACKS } from './javascript-attacks.ts';
import { attackPrograms, isFatal, PYTHON_ATTACKS } from './python-attacks.ts';
import { outcomeOf, sharedSandbox } from './shared.ts';

const TABLES: Readonly<Record<SandboxLanguage, readonly Attack[]>> = {
  python: PYTHON_ATTACKS,
  javascript: JAVASCRIPT_ATTACKS,
};

for (const language of ['python', 'javascript'] as const) {
  describe(`attacks in ${language}`, () => {
    let prey: Prey;
    const outcomes = new Map<string, string>();

    before(async () => {
      prey = await layBait();
      const attacks = TABLES[language].filter(
        (attack) => language === 'javascript' || isFatal(attack),
      );
      const alone = attacks.map((attack) => launchAlone(language, attack, prey, outcomes));
      await Promise.all(language === 'python' ? [launchMany(prey, outcomes), ...alone] : alone);
    });
    after(() => prey[Symbol.dispose]());

    for (const { name, outcome } of TABLES[language]) {
      test(name, () => assert.match(outcomes.get(name) ?? 'nothing was recorded', outcome));
    }

    test('nothing outside was reached', () => assert.deepEqual(prey.reached(), []));
  });
}

async function launchAlone(
  language: SandboxLanguage,
  attack: Attack,
  prey: Prey,
  outcomes: Map<string, string>,
): Promise<void> {
  const result = await launch(await sharedSandbox(), language, attack.code, prey);
  outcomes.set(attack.name, outcomeOf(result));
}

/** Starting an interpreter costs more than an attack: those that leave it alive share one. */
async function launchMany(prey: Prey, outcomes: Map<string, string>): Promise<void> {
  for (const { code, attacks } of attackPrograms()) {
    const { stdout } = await launch(await sharedSandbox(), 'python', code, prey);
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, attacks.length, stdout);
    attacks.forEach(({ name }, index) => {
      outcomes.set(name, lines[index] ?? '');
    });
  }
}
