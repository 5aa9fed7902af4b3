-- Which answers to the cases of one benchmark passed, three different ones a case at most?
SELECT fingerprint, case_hash, model, output
FROM latest
WHERE benchmark = $benchmark AND coalesce(passed, score >= 0.5) AND length(trim(output)) > 0
QUALIFY
  row_number() OVER (PARTITION BY fingerprint, case_hash, output ORDER BY model) = 1
  AND row_number() OVER (PARTITION BY fingerprint, case_hash ORDER BY length(output), model) <= 12
ORDER BY case_hash, length(output), model
