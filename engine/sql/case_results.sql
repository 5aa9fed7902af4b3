-- What did every model answer to every case of one benchmark?
SELECT * REPLACE (
  trial::INTEGER AS trial,
  attempts::INTEGER AS attempts,
  input_tokens::INTEGER AS input_tokens,
  output_tokens::INTEGER AS output_tokens,
  reasoning_tokens::INTEGER AS reasoning_tokens
)
FROM latest
WHERE benchmark = $benchmark
ORDER BY case_id, model, tier, trial
