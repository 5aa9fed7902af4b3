import { itemAt } from '../random.ts';

/** What a commit does, fact by fact; the labels follow from these alone. */
export interface Facts {
  readonly secret: boolean;
  readonly breaking: boolean;
  readonly undo: boolean;
  readonly docsOnly: boolean;
  readonly testsOnly: boolean;
  readonly dependency: boolean;
  readonly userVisible: 'none' | 'new' | 'wrong-before' | 'slow-before';
}

export const LABELS: readonly string[] = [
  'security',
  'breaking',
  'revert',
  'docs',
  'test',
  'dependency',
  'fix',
  'performance',
  'feature',
  'refactor',
];

/** The label by the prompt's numbered rules, the first that holds. */
export function byRules(facts: Facts): string {
  if (facts.secret) return 'security';
  if (facts.breaking) return 'breaking';
  if (facts.undo) return 'revert';
  if (facts.docsOnly) return 'docs';
  if (facts.testsOnly) return 'test';
  if (facts.dependency) return 'dependency';
  return { 'wrong-before': 'fix', 'slow-before': 'performance', new: 'feature', none: 'refactor' }[
    facts.userVisible
  ];
}

/** The label as the least of all labels that apply: the second method. */
export function byRank(facts: Facts): string {
  const seen = {
    none: 'refactor',
    new: 'feature',
    'wrong-before': 'fix',
    'slow-before': 'performance',
  }[facts.userVisible];
  const applying = [
    seen,
    facts.dependency && 'dependency',
    facts.testsOnly && 'test',
    facts.docsOnly && 'docs',
    facts.undo && 'revert',
    facts.breaking && 'breaking',
    facts.secret && 'security',
  ];
  const ranks = applying.filter((label) => label !== false).map((label) => LABELS.indexOf(label));
  return itemAt(LABELS, Math.min(...ranks));
}
