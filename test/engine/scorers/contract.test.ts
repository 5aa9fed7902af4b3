import { SCORERS, STEPS } from '../../../engine/scorers/index.ts';
import { testScorer, testStep } from './contract.ts';

for (const scorer of Object.values(SCORERS)) testScorer(scorer);
for (const step of Object.values(STEPS)) testStep(step);
