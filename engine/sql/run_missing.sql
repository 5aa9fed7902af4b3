-- Why do results of each run have no score? Counts by outcome.
SELECT run_id, benchmark, model, tier, outcome, count(*)::INTEGER AS calls
FROM results
WHERE score IS NULL
GROUP BY ALL
ORDER BY run_id, benchmark, model, tier, outcome
