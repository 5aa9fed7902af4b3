-- Which results have more than one scorer? Only their scores have to be taken apart into metrics.
SELECT benchmark, fingerprint
FROM latest
WHERE len(scores) > 0
GROUP BY benchmark, fingerprint
HAVING max(len(scores)) > 1 OR min(scores[1].scorer) <> max(scores[1].scorer)
ORDER BY benchmark, fingerprint
