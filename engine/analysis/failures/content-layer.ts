import type { Classifier, Finding } from './failed-call.ts';

/** Sources that a text cites. */
const CITATION = /\b(?:10\.\d{4,9}\/[^\s"<>]{3,80}|arXiv:\d{4}\.\d{4,5})/g;
/** Impossible by their form: a month that does not exist. */
const IMPOSSIBLE = /^arXiv:\d\d(?:00|1[3-9]|[2-9]\d)\./;

/** The part of layer 4 that rules can tell: instructions that a scorer checks, impossible sources. */
export const contentLayer: Classifier = ({ verdicts, output }) => [
  ...verdicts
    .filter(({ type, value }) => type === 'ifeval' && value !== null)
    .map(({ reason }): Finding => ({ code: 'instruction_violation', evidence: reason })),
  ...[...output.slice(0, 100_000).matchAll(CITATION)]
    .filter(([source]) => IMPOSSIBLE.test(source))
    .slice(0, 1)
    .map(([source]): Finding => ({ code: 'hallucinated_source', evidence: source })),
];
