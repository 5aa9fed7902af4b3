-- What is known of each fingerprint of one benchmark, and how far do its calls agree with those of
-- the fingerprint that is current? Equal call keys mean equal prompt, parameters and model.
WITH calls AS (
  SELECT DISTINCT fingerprint, model, case_hash, trial, call_key
  FROM results
  WHERE benchmark = $benchmark
),
agreement AS (
  SELECT
    old.fingerprint,
    count(*)::INTEGER AS shared_calls,
    (count(*) FILTER (old.call_key = now.call_key))::INTEGER AS same_calls
  FROM calls AS old
  JOIN calls AS now USING (model, case_hash, trial)
  WHERE now.fingerprint = $fingerprint
  GROUP BY old.fingerprint
),
facts AS (
  SELECT
    fingerprint,
    min(run_at) AS first_run_at,
    max(run_at) AS last_run_at,
    list(DISTINCT parameters ORDER BY parameters) AS parameters,
    list(DISTINCT {id: case_id, hash: case_hash} ORDER BY {id: case_id, hash: case_hash}) AS cases
  FROM results
  WHERE benchmark = $benchmark
  GROUP BY fingerprint
),
scorers AS (
  SELECT fingerprint, list(DISTINCT scorer ORDER BY scorer) AS scorers
  FROM (
    SELECT fingerprint, unnest(list_transform(scores, detail -> detail.scorer)) AS scorer
    FROM results
    WHERE benchmark = $benchmark
  )
  GROUP BY fingerprint
)
SELECT
  facts.*,
  coalesce(scorers.scorers, []) AS scorers,
  coalesce(agreement.shared_calls, 0)::INTEGER AS shared_calls,
  coalesce(agreement.same_calls, 0)::INTEGER AS same_calls
FROM facts
LEFT JOIN scorers USING (fingerprint)
LEFT JOIN agreement USING (fingerprint)
ORDER BY last_run_at DESC, fingerprint
