/** One question of the benchmark that all contenders run. */
export interface Question {
  readonly id: string;
  readonly question: string;
  readonly expected: string;
}

/** Sums that the loopback server is told nothing about: only the work around a call is measured. */
export function* questions(count: number): Generator<Question> {
  for (let index = 0; index < count; index++) {
    const [a, b] = [index, (index * 7) % 13];
    yield {
      id: `q${index}`,
      question: `What is ${a} plus ${b}? Answer with a number.`,
      expected: String(a + b),
    };
  }
}

/** `url calls concurrency`, as every floor is started. */
export function floorArguments(): { url: string; calls: number; concurrency: number } {
  const [url = '', calls = '0', concurrency = '1'] = process.argv.slice(2);
  return { url, calls: Number(calls), concurrency: Number(concurrency) };
}
