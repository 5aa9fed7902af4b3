import { agentLayer } from './agent-layer.ts';
import { codeLayer } from './code-layer.ts';
import { contentLayer } from './content-layer.ts';
import type { Classifier, FailedCall, Finding } from './failed-call.ts';
import { formLayer } from './form-layer.ts';
import { nearMissLayer } from './near-miss-layer.ts';
import { runLayer } from './run-layer.ts';
import type { FailureCode } from './taxonomy.ts';

/** Why a call did not pass. */
export interface Classification {
  /** The first kind of failure that explains the miss by itself. */
  readonly primary: FailureCode;
  /** Others that apply as well, each once. */
  readonly secondary: readonly FailureCode[];
  /** What shows the primary one; untrusted text. */
  readonly evidence: string;
}

/**
 * The layers in the order in which they explain: no answer, no form, no program, nearly right. The
 * rest of what rules can tell comes last.
 */
const ORDER: readonly Classifier[] = [
  runLayer,
  formLayer,
  codeLayer,
  nearMissLayer,
  contentLayer,
  agentLayer,
];

/** Kinds that go along with others and explain no miss by themselves. */
const NEVER_PRIMARY: ReadonlySet<FailureCode> = new Set([
  'canary_leak',
  'hidden_test_only',
  'hallucinated_source',
]);

/** Why a call did not pass, by rules alone; `needs_human` where no rule applies. */
export function classifyFailure(call: FailedCall): Classification {
  const isAnswered = runLayer(call).length === 0;
  const findings = (isAnswered ? ORDER : [runLayer]).flatMap((layer) => layer(call));
  const first = findings.find(({ code }) => !NEVER_PRIMARY.has(code)) ?? remainder(call);
  const others = findings.map(({ code }) => code).filter((code) => code !== first.code);
  return { primary: first.code, secondary: [...new Set(others)], evidence: shortened(first) };
}

function remainder({ verdicts }: FailedCall): Finding {
  return { code: 'needs_human', evidence: verdicts[0]?.reason ?? '' };
}

function shortened({ evidence }: Finding): string {
  return evidence.length > 200 ? `${evidence.slice(0, 199)}…` : evidence;
}
