import { SCORERS, STEPS } from '../../../engine/scorers/index.ts';
import { executeExamples, testScorer, testStep } from './contract.ts';

const executed = await executeExamples(Object.values(SCORERS));

for (const scorer of Object.values(SCORERS)) testScorer(scorer, executed);
for (const step of Object.values(STEPS)) testStep(step);
