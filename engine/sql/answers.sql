-- What did each model answer in each trial of a case of one benchmark as it stands, as the first scorer read it, and how sure
-- did it say it was (the score named confidence, where there is one)?
SELECT
  benchmark,
  fingerprint,
  model,
  tier,
  case_id,
  trial::INTEGER AS trial,
  answer,
  list_extract(list_filter(scores, detail -> detail.scorer = 'confidence'), 1).value AS confidence
FROM latest
WHERE score IS NOT NULL AND benchmark = $benchmark AND fingerprint = $fingerprint
ORDER BY benchmark, fingerprint, model, tier, case_id, trial
