-- What did each model score on each case? One row for each benchmark, fingerprint, model and tier,
-- with equally long lists, in no order: the place of the case among those of `board_cases`, times
-- 65536, plus the trial; the score; latency and cost of the same call; NaN where there is none.
WITH places AS (
  SELECT
    benchmark,
    fingerprint,
    case_id,
    row_number() OVER (PARTITION BY benchmark, fingerprint ORDER BY case_id) - 1 AS place
  FROM (SELECT DISTINCT benchmark, fingerprint, case_id FROM latest)
)
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  list((place * 65536 + trial)::DOUBLE) AS calls,
  list(coalesce(score, 'NaN')::DOUBLE) AS scores,
  list(coalesce(latency_ms, 'NaN')::DOUBLE) AS latency_ms,
  list(coalesce(cost_usd, 'NaN')::DOUBLE) AS cost_usd
FROM latest
JOIN places USING (benchmark, fingerprint, case_id)
GROUP BY benchmark, fingerprint, model, tier
ORDER BY benchmark, fingerprint, model, tier
