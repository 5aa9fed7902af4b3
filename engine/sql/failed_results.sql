-- Which calls of one benchmark did not pass, with all that tells why?
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
FROM latest
WHERE benchmark = $benchmark AND (score IS NULL OR NOT coalesce(passed, score >= 0.5))
ORDER BY fingerprint, case_id, model, tier, trial
