-- Which calls of one run did not pass on one benchmark, with all that tells why?
SELECT
  fingerprint,
  model,
  tier,
  case_id,
  case_hash,
  trial::INTEGER AS trial,
  call_key,
  outcome,
  finish_reason,
  error,
  output,
  output_tokens::INTEGER AS output_tokens,
  score,
  answer,
  scores,
  tool_calls
FROM results
WHERE run_id = $run AND benchmark = $benchmark AND (score IS NULL OR NOT coalesce(passed, score >= 0.5))
ORDER BY fingerprint, case_id, model, tier, trial
