-- The view `latest`: of every call the one result that counts.
-- A scored result counts before one without a score, then the newest. Only what `repeated` names
-- has to be sorted for that.
SELECT results.*
FROM results
ANTI JOIN repeated USING (benchmark, fingerprint, model, tier)
UNION ALL
SELECT results.*
FROM results
SEMI JOIN repeated USING (benchmark, fingerprint, model, tier)
QUALIFY row_number() OVER (
  PARTITION BY benchmark, fingerprint, model, tier, case_id, trial
  ORDER BY (score IS NOT NULL) DESC, run_at DESC, run_id DESC
) = 1
