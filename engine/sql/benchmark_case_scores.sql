-- What did each model score on each case of one benchmark, under every fingerprint?
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
FROM latest
WHERE benchmark = $benchmark
GROUP BY ALL
ORDER BY fingerprint, model, tier, case_id
