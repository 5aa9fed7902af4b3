-- What did each model score on each case of one benchmark in each run? One row a case, the runs by their time. Only
-- results with a score: what is missing is no drift.
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  run_id,
  max(run_at) AS run_at,
  case_id,
  case_hash,
  min(cluster) AS "cluster",
  min(weight)::DOUBLE AS weight,
  list(score::DOUBLE ORDER BY trial) AS scores,
  min(call_key) AS call_key,
  max(asked_at) AS asked_at,
  min(served_model) AS served_model
FROM results
WHERE benchmark = $benchmark AND score IS NOT NULL AND tier <> 'published'
GROUP BY benchmark, fingerprint, model, tier, run_id, case_id, case_hash
ORDER BY benchmark, model, tier, max(run_at), run_id, case_id
