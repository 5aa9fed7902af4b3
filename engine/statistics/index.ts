export {
  betaDistribution,
  betaQuantile,
  betaUpperQuantile,
  betaUpperTail,
} from './beta.ts';
export {
  binomialDistribution,
  binomialProbability,
  binomialQuantile,
  binomialUpperTail,
} from './binomial.ts';
export {
  chiSquareDistribution,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  chiSquareUpperTail,
} from './chi-square.ts';
export {
  type ClusteredMean,
  type ClusteredValue,
  clusteredMean,
  clusterTInterval,
  type Interval,
} from './cluster.ts';
export { comparePaired, type PairedComparison, type PairedTest } from './compare.ts';
export { asymptoticSequence, bernoulliSequence, type RunningMean } from './confidence-sequence.ts';
export {
  anytimePValue,
  eValueOfPValue,
  isRefuted,
  meanOfEValues,
  productOfEValues,
} from './e-value.ts';
export { empiricalBernsteinSequence, type SequenceOptions } from './empirical-bernstein.ts';
export {
  decideThreshold,
  type PartialRun,
  partialRunInterval,
  possibleTotals,
  type ThresholdDecision,
} from './finite-sequence.ts';
export {
  type PartialComparison,
  type SettledComparison,
  settledComparison,
  settledThreshold,
} from './futility.ts';
export {
  type CaseScore,
  effectiveN,
  type IntervalMethod,
  type ScoreInterval,
  scoreInterval,
  wilsonOnEffectiveN,
} from './interval.ts';
export { compactLetters } from './letters.ts';
export { mcnemarExact, mcnemarMidP, probabilityBBetter } from './mcnemar.ts';
export {
  connorCases,
  type GatePower,
  type GateRule,
  type GateTruth,
  gatePower,
  regressionProbability,
} from './mcnemar-power.ts';
export { benjaminiHochberg, holm } from './multiple.ts';
export { normalDistribution, normalQuantile, normalUpperTail } from './normal.ts';
export {
  type Equivalence,
  equivalence,
  type NonInferiority,
  nonInferiority,
  type PairedCase,
  type PairedDifference,
  pairedDifference,
  pairedInterval,
} from './paired.ts';
export { signFlipPermutation } from './permutation.ts';
export {
  minimumDetectableEffect,
  type PairedVariance,
  type PowerOptions,
  plannedCases,
  plannedDetectableEffect,
  requiredCases,
} from './power.ts';
export { newcombePaired, type PairedCounts, tangoPaired } from './proportions.ts';
export {
  median,
  percentile95,
  type QuantileInterval,
  quantile,
  quantileInterval,
} from './quantile.ts';
export {
  type Random,
  type RandomState,
  randomFromState,
  seededRandom,
  seededShuffle,
} from './random.ts';
export { type RankedPair, type RankRange, rankRanges } from './ranks.ts';
export {
  betaPosterior,
  clopperPearson,
  noFailureBound,
  probabilityRateAbove,
  wilson,
} from './rate.ts';
export {
  passAtK,
  passPowerK,
  type ReducerOptions,
  reduceTrials,
  type TrialReducer,
} from './reducer.ts';
export { flipRate, splitVariance, type VarianceSplit } from './repeats.ts';
export { decideSign, type SignDecision, signEValue } from './sign-process.ts';
export { logBeta, logGamma } from './special.ts';
export { studentTDistribution, studentTQuantile, studentTUpperTail } from './student-t.ts';
export { fisherExact, newcombeUnpaired, type UnpairedCounts } from './unpaired.ts';
