-- How many answers to each case of one benchmark passed, did not, or have no score?
SELECT
  case_id,
  (count(*) FILTER (score IS NOT NULL AND coalesce(passed, score >= 0.5)))::INTEGER AS passed,
  (count(*) FILTER (score IS NOT NULL AND NOT coalesce(passed, score >= 0.5)))::INTEGER AS failed,
  (count(*) FILTER (score IS NULL))::INTEGER AS unscored
FROM latest
WHERE benchmark = $benchmark
GROUP BY case_id
ORDER BY case_id
