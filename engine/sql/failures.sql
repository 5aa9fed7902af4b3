-- How did the calls of one benchmark end, model by model? The category is the reason why a call
-- did not pass, `passed`, or how it ended when there is nothing to score.
SELECT
  fingerprint,
  model,
  tier,
  CASE
    WHEN score IS NULL THEN outcome
    WHEN passed OR (passed IS NULL AND score >= 0.5) THEN 'passed'
    ELSE coalesce(failure, 'unknown')
  END AS category,
  score IS NULL AS missing,
  count(*)::INTEGER AS calls
FROM latest
WHERE benchmark = $benchmark
GROUP BY ALL
ORDER BY fingerprint, model, tier, calls DESC, category
