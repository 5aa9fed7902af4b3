import type { DatabaseSync } from 'node:sqlite';
import { historyFrom, type ReplyHistory, type ReplyMeans } from '../run/journal.ts';

const HISTORY = `
  SELECT benchmark, model, count(*) AS replies,
    avg(input_tokens) AS input, avg(output_tokens) AS output,
    avg(input_tokens * input_tokens) AS inputSquares, avg(output_tokens * output_tokens) AS outputSquares,
    avg(input_tokens * output_tokens) AS products,
    avg(latency_ms) AS latency, avg(latency_ms * latency_ms) AS latencySquares
  FROM replies WHERE final = 1 AND input_tokens IS NOT NULL AND output_tokens IS NOT NULL
  GROUP BY benchmark, model`;

/** What past replies were like, by `benchmark model`. */
export function readHistories(database: DatabaseSync): ReadonlyMap<string, ReplyHistory> {
  const rows = database.prepare(HISTORY).all();
  return new Map(
    rows.flatMap((row) => {
      const history = historyFrom(meansOf(row));
      return history === undefined ? [] : [[`${row.benchmark} ${row.model}`, history] as const];
    }),
  );
}

function meansOf(row: Readonly<Record<string, unknown>>): ReplyMeans {
  const number = (name: keyof ReplyMeans) => Number(row[name] ?? 0);
  return {
    replies: number('replies'),
    input: number('input'),
    output: number('output'),
    inputSquares: number('inputSquares'),
    outputSquares: number('outputSquares'),
    products: number('products'),
    latency: number('latency'),
    latencySquares: number('latencySquares'),
  };
}
