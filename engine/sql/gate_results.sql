-- What did one side of a gate measure? The results of a run, or of all runs of a commit.
SELECT
  run_id,
  run_at,
  benchmark,
  fingerprint,
  model,
  case_id,
  case_hash,
  "cluster",
  weight::DOUBLE AS weight,
  trial::INTEGER AS trial,
  call_key,
  asked_at,
  score::DOUBLE AS score,
  passed,
  scores,
  parameters
FROM results
WHERE tier IN ('verified', 'self_reported', 'baseline')
  AND (run_id = $run OR (length($run) >= 7 AND starts_with("commit", $run)))
ORDER BY run_at, run_id, benchmark, model, case_id, trial
