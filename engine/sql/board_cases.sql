-- Which cases do the results of each benchmark and fingerprint know, in order of their ids?
SELECT
  benchmark,
  fingerprint,
  case_id,
  min(case_hash) AS case_hash,
  min(cluster) AS "cluster",
  min(weight)::DOUBLE AS weight
FROM latest
GROUP BY benchmark, fingerprint, case_id
ORDER BY benchmark, fingerprint, case_id
