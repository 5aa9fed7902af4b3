-- Why do results have no score? Counts by outcome.
SELECT benchmark, fingerprint, model, tier, outcome, count(*)::INTEGER AS calls
FROM latest
WHERE score IS NULL
GROUP BY ALL
ORDER BY benchmark, fingerprint, model, tier, outcome
