/** A query to start from. */
export interface SqlExample {
  /** The question it answers. */
  readonly title: string;
  readonly sql: string;
}

/** Run as they stand by a test, on files of the tests. */
export const SQL_EXAMPLES: readonly SqlExample[] = [
  {
    title: 'How does each model score, and how many answers are missing?',
    sql: `SELECT model, tier, count(DISTINCT case_id) AS cases, 100 * avg(score) AS score,
  count(*) - count(score) AS missing
FROM latest
GROUP BY ALL
ORDER BY score DESC`,
  },
  {
    title: 'Which cases does hardly any model pass?',
    sql: `SELECT case_id, 100 * avg(score) AS passed, count(DISTINCT model) AS models
FROM latest
WHERE score IS NOT NULL
GROUP BY case_id
ORDER BY passed, case_id
LIMIT 20`,
  },
  {
    title: 'Why do answers fail?',
    sql: `SELECT failure, count(*) AS answers, count(DISTINCT model) AS models
FROM latest
WHERE failure IS NOT NULL
GROUP BY failure
ORDER BY answers DESC`,
  },
  {
    title: 'What do 100 calls cost, and how long does one take?',
    sql: `SELECT model, 100 * avg(cost_usd) AS usd_per_100, median(latency_ms) AS median_ms,
  quantile_cont(latency_ms, 0.95) AS p95_ms
FROM latest
WHERE latency_ms IS NOT NULL
GROUP BY model
ORDER BY usd_per_100 NULLS LAST`,
  },
  {
    title: 'How do calls end?',
    sql: `SELECT outcome, count(*) AS calls
FROM latest
GROUP BY outcome
ORDER BY calls DESC`,
  },
  {
    title: 'What did the models answer where they were wrong?',
    sql: `SELECT model, case_id, answer, output
FROM latest
WHERE NOT passed
ORDER BY case_id, model
LIMIT 100`,
  },
  {
    title: 'What came of each run?',
    sql: `SELECT benchmark, run_id, run_at, count(DISTINCT model) AS models, count(*) AS calls,
  100 * avg(score) AS score
FROM results
GROUP BY ALL
ORDER BY run_at DESC`,
  },
];
