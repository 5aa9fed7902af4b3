/** Answers that are found again in the finished sentences, by people or things and by nothing else. */

/** Where a person lives after messages that tell of homes, moves and swaps. */
export function homeByText(messages: readonly string[], person: string): string | undefined {
  let asked = person;
  // Backwards: a swap passes the question on to the other one, a move answers it.
  for (const message of messages.toReversed()) {
    const swap = /^(\w+) and (\w+) have swapped homes/.exec(message);
    if (swap !== null) {
      if (swap[1] === asked) asked = swap[2] ?? '';
      else if (swap[2] === asked) asked = swap[1] ?? '';
      continue;
    }
    const home = new RegExp(`\\b${asked} (?:lives in|has moved to) (\\w+)`).exec(message);
    if (home !== null) return home[1];
  }
  return undefined;
}

/** The colour of the box that a thing is in, after messages that move things and rename boxes. */
export function boxByText(messages: readonly string[], thing: string): string | undefined {
  const moved = new RegExp(`\\b${thing} (?:goes into|is in) (?:the (\\w+) box|(\\w+))`);
  const last = messages.findLastIndex((message) => moved.test(message));
  const [, colour, alias] = moved.exec(messages[last] ?? '') ?? [];
  if (colour !== undefined) return colour;
  let name = alias;
  for (const message of messages.slice(0, last).toReversed()) {
    const [, ofColour, old, fresh] = /I call (?:the (\w+) box|(\w+)) "(\w+)"/.exec(message) ?? [];
    if (fresh !== name) continue;
    if (ofColour !== undefined) return ofColour;
    name = old;
  }
  return undefined;
}
