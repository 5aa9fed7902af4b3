export {
  type BenchmarkFacts,
  type BenchmarkScore,
  chanceCorrectedPoints,
  type IncompleteModel,
  type Overall,
  type OverallScore,
  overallScores,
} from './aggregate.ts';
export { type JudgeAgreement, type JudgedItem, judgeAgreement } from './agreement.ts';
export type { Battle } from './battle-model.ts';
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
  type BootstrapInterval,
  type BootstrapMethod,
  type BootstrapOptions,
  clusterBootstrap,
} from './bootstrap.ts';
export {
  type BradleyTerryFit,
  type BradleyTerryOptions,
  bradleyTerry,
  type RatingErrors,
  ratingDifference,
} from './bradley-terry.ts';
export {
  chiSquareDistribution,
  chiSquareQuantile,
  chiSquareUpperQuantile,
  chiSquareUpperTail,
} from './chi-square.ts';
export { claimEValue } from './claim-process.ts';
export {
  type ClusteredMean,
  type ClusteredValue,
  clusteredMean,
  clusterTInterval,
  type Interval,
  type Sample,
} from './cluster.ts';
export { comparePaired, type PairedComparison, type PairedTest } from './compare.ts';
export { asymptoticSequence, bernoulliSequence, type RunningMean } from './confidence-sequence.ts';
export {
  balancedAccuracy,
  type ConfusionCounts,
  type Estimate,
  matthewsCorrelation,
  trueNegativeRate,
  truePositiveRate,
} from './confusion.ts';
export {
  type CusumOptions,
  type CusumPoint,
  cusum,
  type EwmaOptions,
  type EwmaPoint,
  ewma,
  type RunChange,
} from './drift.ts';
export { type DriftPoint, driftProcess, type RunScores } from './drift-process.ts';
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
  sampleInterval,
  scoreInterval,
  wilsonOnEffectiveN,
} from './interval.ts';
export {
  type Ability,
  estimateAbility,
  type ItemAnswer,
  type ItemParameters,
  itemInformation,
  mostInformativeItem,
  passProbability,
} from './irt.ts';
export {
  type Aggregate,
  type JointBootstrap,
  type JointCase,
  type JointOptions,
  type JointPair,
  type JointValue,
  jointBootstrap,
} from './joint-bootstrap.ts';
export { agreementTable, cohenKappa, type KappaOptions, type KappaWeights } from './kappa.ts';
export {
  type AlphaMetric,
  type AlphaOptions,
  krippendorffAlpha,
  krippendorffEstimate,
} from './krippendorff.ts';
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
export { columnOf } from './mean.ts';
export { benjaminiHochberg, holm } from './multiple.ts';
export { normalDistribution, normalQuantile, normalUpperTail } from './normal.ts';
export {
  type Equivalence,
  equivalence,
  marginPValue,
  type NonInferiority,
  nonInferiority,
  type PairedCase,
  type PairedDifference,
  pairedBounds,
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
export {
  type CalibrationStrength,
  type JudgedCase,
  type LabelledCase,
  type PairedJudgement,
  type PoweredMean,
  type PoweredOptions,
  poweredDifference,
  poweredMean,
} from './prediction-powered.ts';
export { newcombePaired, type PairedCounts, tangoPaired } from './proportions.ts';
export {
  type BenchmarkQuality,
  benchmarkQuality,
  type CaseQuality,
  correlation,
  cronbachAlpha,
  lengthForReliability,
  spearmanBrown,
} from './quality.ts';
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
export { fleissKappa, gwetAc1, type RaterOptions, type Ratings } from './rater-agreement.ts';
export { eloOfRating, type Rating, type StyleEffect } from './rating.ts';
export {
  passAtK,
  passPowerK,
  type ReducerOptions,
  reduceTrials,
  type TrialReducer,
} from './reducer.ts';
export { disagreement, flipRate, splitVariance, type VarianceSplit } from './repeats.ts';
export { type CorrectedRate, correctedRate, type JudgeCounts } from './rogan-gladen.ts';
export {
  type RankedScore,
  type Saturation,
  type ScoredModel,
  saturationOf,
  separability,
  signalToNoise,
} from './separability.ts';
export { decideSign, type SignDecision, signEValue } from './sign-process.ts';
export { signFlipBound } from './sign-spectrum.ts';
export { logBeta, logGamma } from './special.ts';
export {
  bordaCounts,
  categoryWeights,
  leadShares,
  leaveOneOutRanks,
  meanWinRates,
} from './standings.ts';
export { studentTDistribution, studentTQuantile, studentTUpperTail } from './student-t.ts';
export { fisherExact, newcombeUnpaired, type UnpairedCounts } from './unpaired.ts';
export { type Win, winGroups } from './win-graph.ts';
