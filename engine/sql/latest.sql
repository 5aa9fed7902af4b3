-- The view `latest`: of every call the one result that counts.
-- A scored result counts before one without a score, then the newest.
SELECT *
FROM results
QUALIFY row_number() OVER (
  PARTITION BY benchmark, fingerprint, model, tier, case_id, trial
  ORDER BY (score IS NOT NULL) DESC, run_at DESC, run_id DESC
) = 1
