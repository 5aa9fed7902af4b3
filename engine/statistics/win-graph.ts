/** A win, or half of one: `winner` took something from `loser`. */
export interface Win {
  readonly winner: string;
  readonly loser: string;
}

/**
 * The groups of models that beat each other in circles, in the order given: each group is one list.
 *
 * Strongly connected components of the graph of wins (Ford 1957, American Mathematical Monthly 64):
 * ratings exist only when there is one group. Between two groups all wins go one way or none exist,
 * so nothing bounds how much better one of them is.
 */
export function winGroups(models: readonly string[], wins: readonly Win[]): string[][] {
  const beaten = new Map<string, Set<string>>(models.map((model) => [model, new Set()]));
  for (const { winner, loser } of wins) beaten.get(winner)?.add(loser);
  const reach = new Map(models.map((model) => [model, reachable(model, beaten)]));
  const groups: string[][] = [];
  for (const model of models) {
    const home = groups.find(([first = '']) => isMutual(reach, first, model));
    if (home) home.push(model);
    else groups.push([model]);
  }
  return groups;
}

function isMutual(reach: ReadonlyMap<string, Set<string>>, a: string, b: string): boolean {
  return (reach.get(a)?.has(b) ?? false) && (reach.get(b)?.has(a) ?? false);
}

function reachable(start: string, beaten: ReadonlyMap<string, Set<string>>): Set<string> {
  const seen = new Set([start]);
  // A set that grows while it is walked visits the new items as well.
  for (const model of seen) {
    for (const next of beaten.get(model) ?? []) seen.add(next);
  }
  return seen;
}
