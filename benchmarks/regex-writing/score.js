// The pattern has to match all of "yes" and none of "no", each as a whole.
// biome-ignore lint/correctness/noUnusedVariables: whoever runs this file calls it by its name
function score({ answer, variables }) {
  const written = (answer || '')
    .trim()
    .replace(/^`+|`+$/g, '')
    .trim();
  if (written === '') return { score: 0, reason: 'no pattern', answer: written };
  let pattern;
  try {
    pattern = new RegExp(`^(?:${written})$`, 'u');
  } catch (error) {
    return { score: 0, reason: `no pattern: ${error.message}`, answer: written };
  }
  const missed = variables.yes.find((text) => !pattern.test(text));
  if (missed !== undefined)
    return { score: 0, reason: `does not match ${JSON.stringify(missed)}`, answer: written };
  const extra = variables.no.find((text) => pattern.test(text));
  if (extra !== undefined)
    return { score: 0, reason: `matches ${JSON.stringify(extra)}`, answer: written };
  return { score: 1, reason: 'decides all texts rightly', answer: written };
}
