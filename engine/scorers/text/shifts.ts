import {
  alignmentOf,
  BEAM_WIDTH,
  type BeamAlignment,
  type BeamTable,
  beamTable,
} from './beam-distance.ts';

/** Limits of Tercom. */
const MAX_SHIFT_WORDS = 10;
const MAX_SHIFT_DISTANCE = 50;
/** Limit of sacrebleu: the search for shifts ends where so many have been tried. */
const MAX_CANDIDATES = 1000;
/** Our own limits, on cells of one table and on pairs of places looked at. */
const MAX_CELLS = 100_000;
const MAX_PAIRS = 20_000_000;

/**
 * Translation edit rate: the least edits found that turn the answer into the reference, where
 * moving a run of words is one edit (Snover et al. 2006). The search is greedy as that of Tercom
 * and takes shifts in the order of sacrebleu. `null` when the texts are too long for it.
 */
export function translationEdits(
  answer: readonly number[],
  reference: readonly number[],
): number | null {
  if (reference.length === 0) return answer.length;
  if (answer.length * Math.min(reference.length + 1, 2 * BEAM_WIDTH) > MAX_CELLS) return null;
  const budget = { candidates: 0, pairs: 0 };
  let table = beamTable(answer, reference);
  for (let shifts = 0; ; shifts++) {
    const best = bestShift(table, reference, budget);
    if (best === null || budget.pairs > MAX_PAIRS) return null;
    const isOver = budget.candidates >= MAX_CANDIDATES;
    if (isOver || best.table.distance >= table.distance) return shifts + table.distance;
    table = best.table;
  }
}

interface Budget {
  candidates: number;
  pairs: number;
}

/** A run of words of the answer that also stands elsewhere in the reference. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

interface Shift extends Run {
  readonly target: number;
  readonly table: BeamTable;
}

/** The shift that saves most; the table itself when there is none, `null` without an alignment. */
function bestShift(
  table: BeamTable,
  reference: readonly number[],
  budget: Budget,
): { readonly table: BeamTable } | null {
  const alignment = alignmentOf(table, reference);
  if (alignment === null) return null;
  let best: Shift | null = null;
  for (const run of sharedRuns(table.answer, reference, budget)) {
    if (!isWorthShifting(run, alignment)) continue;
    for (const target of targetsOf(run, alignment)) {
      const words = shifted(table.answer, run, target);
      const next = { ...run, target, table: beamTable(words, reference, table) };
      budget.candidates++;
      if (best === null || isBetter(next, best)) best = next;
    }
    if (budget.candidates >= MAX_CANDIDATES) break;
  }
  return best ?? { table };
}

/** Every run of up to ten words that both texts share at places not too far apart. */
function* sharedRuns(
  answer: readonly number[],
  reference: readonly number[],
  budget: Budget,
): Generator<Run> {
  for (let from = 0; from < answer.length; from++) {
    const last = Math.min(reference.length - 1, from + MAX_SHIFT_DISTANCE);
    for (let to = Math.max(0, from - MAX_SHIFT_DISTANCE); to <= last; to++) {
      budget.pairs++;
      for (let length = 0; length < MAX_SHIFT_WORDS; length++) {
        const word = answer[from + length];
        if (word === undefined || word !== reference[to + length]) break;
        budget.pairs++;
        yield { from, to, length: length + 1 };
      }
      if (budget.pairs > MAX_PAIRS) return;
    }
  }
}

/** Something is wrong both in the run and where it would go, and it would not go into itself. */
function isWorthShifting({ from, to, length }: Run, alignment: BeamAlignment): boolean {
  const place = alignment.places[to] ?? -1;
  return (
    alignment.isAnswerWrong.slice(from, from + length).includes(true) &&
    alignment.isReferenceWrong.slice(to, to + length).includes(true) &&
    !(place >= from && place < from + length)
  );
}

/** Where a run may be put: before the beginning, or after a word that pairs with its place. */
function targetsOf({ to, length }: Run, { places }: BeamAlignment): number[] {
  const targets: number[] = [];
  for (let offset = -1; offset < length; offset++) {
    const target = to + offset === -1 ? 0 : (places[to + offset] ?? -1) + 1;
    if (target !== targets.at(-1)) targets.push(target);
  }
  return targets;
}

function shifted(words: readonly number[], { from, length }: Run, target: number): number[] {
  const run = words.slice(from, from + length);
  const rest = words.toSpliced(from, length);
  const place = target > from + length ? target - length : target;
  return rest.toSpliced(place, 0, ...run);
}

/** More saved, then longer, then earlier, then to an earlier place. */
function isBetter(next: Shift, best: Shift): boolean {
  return (
    (best.table.distance - next.table.distance ||
      next.length - best.length ||
      best.from - next.from ||
      best.target - next.target) > 0
  );
}
