-- Which runs are there, newest first?
SELECT
  run_id,
  max(run_at) AS run_at,
  list(DISTINCT benchmark ORDER BY benchmark) AS benchmarks,
  list(DISTINCT model ORDER BY model) AS models,
  count(*)::INTEGER AS calls,
  (count(*) - count(score))::INTEGER AS missing,
  CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd::DECIMAL(38, 15)) END::DOUBLE AS cost_usd,
  any_value("commit") AS "commit",
  any_value(repository) AS repository,
  any_value(engine_version) AS engine_version
FROM results
GROUP BY run_id
ORDER BY run_at DESC, run_id
