import type { JsonObject, JsonValue } from '../../json.ts';
import { type SandboxResult, type Submission, sandboxResult } from '../../sandbox/sandbox.ts';
import type { Child } from './child.ts';
import { spentMs } from './cpu.ts';
import type { Pool } from './pool.ts';
import type { PythonTests } from './python-tests.ts';
import { deadline, ending, objectOf, replyOf, resultOfEnd } from './replies.ts';
import { resultOfRaise, resultOfVerdict } from './verdict.ts';

/** The two processes of a submission: one knows the code, the other decides. */
interface Sides {
  readonly code: Child;
  readonly tests: Child;
}

/**
 * Runs the tests in one process and the code in another. Code in the process of its tests could
 * rewrite them; from its own it can only answer what it is asked. This process carries the
 * questions and the answers.
 */
export async function runPythonProgram(
  pool: Pool,
  testers: PythonTests,
  submission: Submission,
): Promise<SandboxResult> {
  const { memoryMb } = submission;
  const code = await pool.take(memoryMb);
  using _ending = ending([code]);
  const tests = await testers.take(submission.tests, memoryMb);
  const judged = await judge({ code, tests }, submission).catch((error: unknown) => {
    tests.end('disposed', 'its tests were not judged');
    throw error;
  });
  if (judged.isVerdict) testers.giveBack(submission.tests, tests);
  else tests.end('disposed', 'its tests did not come to a verdict');
  return judged.result;
}

interface Judged {
  readonly result: SandboxResult;
  /** Whether the tests ran to their end, and nobody waits for anybody. */
  readonly isVerdict: boolean;
}

async function judge({ code, tests }: Sides, submission: Submission): Promise<Judged> {
  using _deadline = deadline([code, tests], submission.timeoutMs);
  const before = totalMs(code, tests);
  const names = await namesNeeded(tests, submission);
  const judged = await judgeSides({ code, tests }, submission, names).catch(unjudged);
  const { status, message, ...rest } = judged.result;
  const cpu_ms = spentMs(before, totalMs(code, tests));
  const result = sandboxResult(status, message, { ...rest, stdout: code.printed, cpu_ms });
  return { ...judged, result };
}

function unjudged(error: unknown): Judged {
  return { result: resultOfEnd(error), isVerdict: false };
}

function totalMs(code: Child, tests: Child): number | null {
  const [one, other] = [code.cpuMs(), tests.cpuMs()];
  return one === null || other === null ? null : one + other;
}

/** Names the tests use. @throws Error when the tests are no Python, for which no code is to blame. */
async function namesNeeded(tests: Child, submission: Submission): Promise<JsonValue> {
  tests.send({ op: 'prepare', tests: submission.tests });
  const needs = objectOf(await tests.receive());
  if (needs.op !== 'needs') throw new Error(`the tests cannot run: ${needs.message}`);
  return needs.names ?? [];
}

async function judgeSides(
  { code, tests }: Sides,
  submission: Submission,
  names: JsonValue,
): Promise<Judged> {
  code.send({ op: 'load', code: submission.code, names });
  const frame = await code.receive();
  const loaded = replyOf(frame);
  if (loaded.op === 'raise') {
    return { result: resultOfRaise(loaded.kind, loaded.message), isVerdict: false };
  }
  tests.sendBytes(frame);
  return { result: resultOfVerdict(await carry({ code, tests })), isVerdict: true };
}

/** Carries each question of the tests to the code and each answer back, until there is a verdict. */
async function carry({ code, tests }: Sides): Promise<JsonObject> {
  while (true) {
    const frame = await tests.receive();
    const message = objectOf(frame);
    if (message.op === 'verdict') return message;
    code.sendBytes(frame);
    const reply = await code.receive();
    replyOf(reply);
    tests.sendBytes(reply);
  }
}
