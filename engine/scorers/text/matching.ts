/** A state of the automaton: all runs that end at the same places. */
interface State {
  /** Tokens of its longest run. */
  length: number;
  /** The state of its longest suffix that ends at more places; -1 for the empty run. */
  link: number;
  next: Map<string, number>;
}

/**
 * For each place of `text` how many tokens from there on stand together somewhere in `source`:
 * the matching statistics. Linear in the length of both.
 *
 * By a suffix automaton of the reversed source (Blumer et al. 1985, “The smallest automaton
 * recognizing the subwords of a text”), since runs are read from their ends.
 */
export function matchLengths(text: readonly string[], source: readonly string[]): number[] {
  const states = automatonOf(source.toReversed());
  const lengths = new Array<number>(text.length).fill(0);
  let [at, length] = [0, 0];
  for (let place = text.length - 1; place >= 0; place--) {
    const token = text[place] ?? '';
    while (at > 0 && states[at]?.next.has(token) !== true) {
      at = states[at]?.link ?? 0;
      length = states[at]?.length ?? 0;
    }
    const next = states[at]?.next.get(token);
    [at, length] = next === undefined ? [0, 0] : [next, length + 1];
    lengths[place] = length;
  }
  return lengths;
}

/**
 * Lengths of the fragments that a text takes from its source: from left to right the longest run
 * that stands there, then on after it. (The figure's own loop jumps over matches that overlap, and
 * so misses a few of the longest; this takes the longest always, as the text of the paper says.)
 *
 * @see Grusky, Naaman and Artzi 2018, N18-1065, figure 3
 */
export function fragmentLengths(matches: readonly number[]): number[] {
  const fragments: number[] = [];
  for (let place = 0; place < matches.length; ) {
    const length = matches[place] ?? 0;
    if (length > 0) fragments.push(length);
    place += Math.max(1, length);
  }
  return fragments;
}

function automatonOf(tokens: readonly string[]): State[] {
  const states: State[] = [{ length: 0, link: -1, next: new Map() }];
  let last = 0;
  for (const token of tokens) last = extend(states, last, token);
  return states;
}

/** Adds a token and returns the state of the whole. */
function extend(states: State[], last: number, token: string): number {
  const whole: State = { length: (states[last]?.length ?? 0) + 1, link: 0, next: new Map() };
  const added = states.push(whole) - 1;
  let from = last;
  while (from >= 0 && states[from]?.next.has(token) !== true) {
    states[from]?.next.set(token, added);
    from = states[from]?.link ?? -1;
  }
  if (from >= 0) whole.link = splitAt(states, from, token);
  return added;
}

/** The state reached from `from`, parted where it also holds longer runs. */
function splitAt(states: State[], from: number, token: string): number {
  const target = states[from]?.next.get(token) ?? 0;
  const [origin, old] = [states[from], states[target]];
  if (origin === undefined || old === undefined || old.length === origin.length + 1) return target;
  const length = origin.length + 1;
  const clone = states.push({ length, link: old.link, next: new Map(old.next) }) - 1;
  old.link = clone;
  for (let at = from; at >= 0 && states[at]?.next.get(token) === target; )
    at = redirect(states[at], token, clone);
  return clone;
}

/** Leads a token to another state; the place of the next shorter suffix. */
function redirect(state: State | undefined, token: string, to: number): number {
  state?.next.set(token, to);
  return state?.link ?? -1;
}
