-- What did each named scorer say of each case of one benchmark as it stands? Scorers with one name
-- are one metric: of a trial their mean by weight, or the plain mean where all of them only inform.
WITH details AS (
  SELECT benchmark, fingerprint, model, tier, case_id, case_hash, "cluster", weight, trial, detail
  FROM (
    SELECT *, unnest(scores) AS detail
    FROM latest
    WHERE benchmark = $benchmark AND fingerprint = $fingerprint
  )
), trials AS (
  SELECT
    benchmark,
    fingerprint,
    model,
    tier,
    case_id,
    case_hash,
    any_value("cluster") AS "cluster",
    any_value(weight) AS weight,
    trial,
    detail.scorer AS metric,
    CASE
      WHEN count(*) > count(detail.value) THEN NULL
      WHEN sum(detail.weight) > 0
        THEN sum(detail.weight * detail.value) / sum(detail.weight)
      ELSE avg(detail.value)
    END AS score
  FROM details
  GROUP BY benchmark, fingerprint, model, tier, case_id, case_hash, trial, detail.scorer
)
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  metric,
  case_id,
  case_hash,
  any_value("cluster") AS "cluster",
  any_value(weight)::DOUBLE AS weight,
  list(score ORDER BY trial) FILTER (score IS NOT NULL) AS scores,
  (count(*) - count(score))::INTEGER AS missing
FROM trials
GROUP BY benchmark, fingerprint, model, tier, metric, case_id, case_hash
ORDER BY benchmark, fingerprint, model, tier, metric, case_id
