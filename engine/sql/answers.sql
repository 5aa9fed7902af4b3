-- What did each model answer in each trial of a case, as the first scorer read it, and how sure
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
WHERE score IS NOT NULL
ORDER BY benchmark, fingerprint, model, tier, case_id, trial
