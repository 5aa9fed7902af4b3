-- The table `repeated`: which models have more than one result of the same call? A run holds each
-- call once, so only models of several runs or files are looked at. Each trial sets one of 62 bits;
-- two trials on one bit cost time, and change nothing.
WITH several AS (
  SELECT benchmark, fingerprint, model, tier
  FROM result_files
  GROUP BY ALL
  HAVING min(filename) <> max(filename) OR min(run_id) <> max(run_id)
)
SELECT DISTINCT benchmark, fingerprint, model, tier
FROM (
  SELECT benchmark, fingerprint, model, tier, case_id
  FROM results
  SEMI JOIN several USING (benchmark, fingerprint, model, tier)
  GROUP BY ALL
  HAVING count(*) > bit_count(bit_or(1::BIGINT << (trial % 62)::BIGINT))
)
