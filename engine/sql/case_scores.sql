-- What did each model score on each case? The trials of a case stay together as a list,
-- because the case, not the trial, is the unit of analysis.
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
GROUP BY ALL
ORDER BY benchmark, fingerprint, model, tier, case_id
