-- What did each run measure? One row for each run, benchmark, fingerprint, model and tier.
-- A call counts as asked when its reply was had during the run; the others were known already.
SELECT
  run_id,
  benchmark,
  fingerprint,
  model,
  tier,
  max(run_at) AS run_at,
  count(*)::INTEGER AS calls,
  (count(*) FILTER (asked_at >= run_at))::INTEGER AS asked,
  (count(*) - count(score))::INTEGER AS missing,
  max(trial)::INTEGER AS trials,
  -- One unknown cost makes the sum unknown.
  CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd::DECIMAL(38, 15)) END::DOUBLE AS cost_usd,
  coalesce(sum(cost_usd::DECIMAL(38, 15)) FILTER (asked_at >= run_at), 0)::DOUBLE AS spent_usd,
  (count(*) FILTER (asked_at >= run_at AND cost_usd IS NULL))::INTEGER AS spent_unknown,
  quantile_cont(latency_ms, 0.5)::DOUBLE AS latency_ms_median,
  max(asked_at) FILTER (asked_at >= run_at) AS last_asked_at,
  any_value("commit") AS "commit",
  any_value(repository) AS repository,
  any_value(engine_version) AS engine_version
FROM results
GROUP BY run_id, benchmark, fingerprint, model, tier
ORDER BY run_at DESC, run_id, benchmark, fingerprint, model, tier
