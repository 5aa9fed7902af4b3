-- What did each model score on each case in one run?
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  case_id,
  case_hash,
  any_value(cluster) AS "cluster",
  any_value(weight)::DOUBLE AS weight,
  list(score ORDER BY trial) FILTER (score IS NOT NULL) AS scores,
  (count(*) - count(score))::INTEGER AS missing
FROM results
WHERE run_id = $run AND benchmark = $benchmark
GROUP BY ALL
ORDER BY model, tier, case_id
