-- Which models have been measured on which benchmark, what it cost and how long it took?
-- One row for each benchmark, fingerprint, model and tier; intervals and ranks are added to it.
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  count(*)::INTEGER AS calls,
  (count(*) - count(score))::INTEGER AS missing,
  max(trial)::INTEGER AS trials,
  count(*) FILTER (outcome = 'truncated')::INTEGER AS truncated,
  avg(passed::INTEGER)::DOUBLE AS passed,
  -- One unknown cost makes the sum unknown. Decimals add up to the same in any order of threads.
  CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd::DECIMAL(38, 15)) END::DOUBLE AS cost_usd,
  quantile_cont(latency_ms, 0.5)::DOUBLE AS latency_ms_median,
  quantile_cont(latency_ms, 0.95)::DOUBLE AS latency_ms_p95,
  -- Only of answers that were streamed.
  quantile_cont(first_token_ms, 0.5)::DOUBLE AS first_token_ms_median,
  avg(output_tokens)::DOUBLE AS tokens_output_mean,
  -- Of runs at the same instant the last by name: the answer must not depend on threads.
  arg_max(run_id, (run_at, run_id)) AS run_id,
  max(run_at) AS run_at,
  arg_max("commit", (run_at, run_id)) AS "commit"
FROM latest
GROUP BY ALL
ORDER BY benchmark, fingerprint, model, tier
