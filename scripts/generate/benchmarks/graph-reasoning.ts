import { agreed, type Draft, type Generator, type Level, until } from '../generator.ts';
import { itemAt, type Random } from '../random.ts';
import { PLACES } from '../words.ts';

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly length: number;
}

interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
}

const SIZES = { easy: [5, 6], medium: [8, 12], hard: [12, 20] } as const;

function graphOf(random: Random, level: Level): Graph {
  const [size, count] = SIZES[level];
  const nodes = random.sample(PLACES, size);
  const pairs = nodes.flatMap((from, index) =>
    nodes.slice(index + 1).map((to) => [from, to] as const),
  );
  const edges = random.sample(pairs, count).map((pair) => {
    const [from, to] = random.chance(0.5) ? pair : [pair[1], pair[0]];
    return { from, to, length: random.int(2, 30) };
  });
  return { nodes, edges };
}

/** Shortest lengths between all nodes by Floyd and Warshall. */
function distances({ nodes, edges }: Graph, oneWay: boolean): Map<string, number> {
  const found = new Map(nodes.map((node) => [`${node}>${node}`, 0]));
  for (const { from, to, length } of edges) {
    found.set(`${from}>${to}`, length);
    if (!oneWay) found.set(`${to}>${from}`, length);
  }
  for (const by of nodes)
    for (const from of nodes)
      for (const to of nodes) {
        const way =
          (found.get(`${from}>${by}`) ?? Infinity) + (found.get(`${by}>${to}`) ?? Infinity);
        if (way < (found.get(`${from}>${to}`) ?? Infinity)) found.set(`${from}>${to}`, way);
      }
  return found;
}

/** All simple paths from a node, by trying them: the second method. */
function bestPaths({ edges }: Graph, start: string, oneWay: boolean): Map<string, number> {
  const best = new Map([[start, 0]]);
  const visit = (node: string, length: number) => {
    for (const edge of edges) {
      const to = edge.from === node ? edge.to : edge.to === node && !oneWay ? edge.from : null;
      if (to === null || (best.get(to) ?? Infinity) <= length + edge.length) continue;
      best.set(to, length + edge.length);
      visit(to, length + edge.length);
    }
  };
  visit(start, 0);
  return best;
}

function told(random: Random, { edges }: Graph, what: 'road' | 'one-way' | 'flight'): string {
  const spoken = edges.map(({ from, to, length }) => {
    if (what === 'one-way')
      return random.pick([
        `A one-way street of ${length} km leads from ${from} to ${to}.`,
        `From ${from} one can drive to ${to} (${length} km), not back.`,
      ]);
    if (what === 'flight')
      return random.pick([
        `Ferries run between ${from} and ${to}.`,
        `${from} and ${to} have a ferry line, both ways.`,
      ]);
    return random.pick([
      `The road between ${from} and ${to} is ${length} km long.`,
      `${from} and ${to} are joined by a road of ${length} km.`,
      `It is ${length} km by road from ${from} to ${to}, and as far back.`,
    ]);
  });
  return spoken.join(' ');
}

/** The least length between two places. */
function shortest(random: Random, level: Level): Draft | null {
  const graph = graphOf(random, level);
  const oneWay = level !== 'easy' && random.chance(0.5);
  const [from, to] = [itemAt(graph.nodes, 0), itemAt(graph.nodes, 1)];
  const length = distances(graph, oneWay).get(`${from}>${to}`);
  const direct = graph.edges.some(
    (edge) =>
      [edge.from, edge.to].includes(from) &&
      [edge.from, edge.to].includes(to) &&
      edge.length === length,
  );
  if (length === undefined || direct) return null;
  agreed('shortest', length, bestPaths(graph, from, oneWay).get(to));
  return {
    fields: {
      question: `${told(random, graph, oneWay ? 'one-way' : 'road')} There are no other ways. How long is the shortest way from ${from} to ${to}, in km?`,
    },
    expected: String(length),
  };
}

/** Which places can be reached. */
function reachable(random: Random, level: Level): Draft | null {
  const graph = graphOf(random, level);
  const start = itemAt(graph.nodes, 0);
  const ways = distances(graph, true);
  const found = graph.nodes.filter((node) => node !== start && ways.has(`${start}>${node}`)).sort();
  agreed(
    'reachable',
    found,
    [...bestPaths(graph, start, true).keys()].filter((node) => node !== start).sort(),
  );
  if (found.length < 2 || found.length > graph.nodes.length - 2) return null;
  return {
    fields: {
      question: `${told(random, graph, 'one-way')} There are no other streets. Which other towns can be reached by car from ${start}, directly or through others? Answer with all their names, separated by commas.`,
    },
    expected: found,
    score: [{ type: 'exact_set' }],
  };
}

/** The fewest steps, as a number of changes. */
function hops(random: Random, level: Level): Draft | null {
  const graph = graphOf(random, level);
  const unit = { ...graph, edges: graph.edges.map((edge) => ({ ...edge, length: 1 })) };
  const [from, to] = [itemAt(graph.nodes, 0), itemAt(graph.nodes, 1)];
  const steps = distances(unit, false).get(`${from}>${to}`);
  if (steps === undefined || steps < (level === 'hard' ? 3 : 2)) return null;
  agreed('hops', steps, bestPaths(unit, from, false).get(to));
  return {
    fields: {
      question: `${told(random, unit, 'flight')} No other lines exist. How many ferries does the trip from ${from} to ${to} take at least?`,
    },
    expected: String(steps),
  };
}

/** How many separate groups there are. */
function groups(random: Random, level: Level): Draft | null {
  const full = graphOf(random, level);
  const graph = { ...full, edges: full.edges.slice(0, Math.ceil(full.nodes.length * 0.7)) };
  const ways = distances(graph, false);
  const leaders = graph.nodes.filter(
    (node, index) => !graph.nodes.slice(0, index).some((other) => ways.has(`${other}>${node}`)),
  );
  const sets = graph.nodes.map((node) => [...bestPaths(graph, node, false).keys()].sort().join());
  const count = agreed('groups', leaders.length, new Set(sets).size);
  if (count < 2) return null;
  return {
    fields: {
      question: `The islands are ${graph.nodes.join(', ')}. ${told(random, graph, 'flight')} No other lines exist. A region is a largest set of islands between which one can travel by ferry; an island without a ferry is a region of its own. How many regions are there?`,
    },
    expected: String(count),
  };
}

/** The cheapest net that joins all places. */
function network(random: Random, level: Level): Draft | null {
  const graph = graphOf(random, level === 'hard' ? 'medium' : level);
  const sorted = graph.edges.toSorted((one, other) => one.length - other.length);
  const leader = new Map(graph.nodes.map((node) => [node, node]));
  let total = 0;
  for (const { from, to, length } of sorted) {
    const [mine, theirs] = [leader.get(from) ?? '', leader.get(to) ?? ''];
    if (mine === theirs) continue;
    for (const [node, head] of leader) if (head === theirs) leader.set(node, mine);
    total += length;
  }
  if (new Set(leader.values()).size > 1) return null;
  agreed('network', total, prim(graph));
  return {
    fields: {
      question: `${told(random, graph, 'road')} After the snow, as few kilometres as possible are to be cleared so that every town can be reached from every other on cleared roads. How many kilometres are cleared?`,
    },
    expected: String(total),
  };
}

/** Prim's method, against Kruskal's above. */
function prim({ nodes, edges }: Graph): number {
  const joined = new Set([itemAt(nodes, 0)]);
  let total = 0;
  while (joined.size < nodes.length) {
    const open = edges.filter(({ from, to }) => joined.has(from) !== joined.has(to));
    const best = open.reduce(
      (least, edge) => (edge.length < least.length ? edge : least),
      itemAt(open, 0),
    );
    joined.add(best.from).add(best.to);
    total += best.length;
  }
  return total;
}

/** The order in which tasks can be done, and the time they take side by side. */
function critical(random: Random, level: Level): Draft {
  const names = random.sample([...'ABCDEFGHKLMN'], { easy: 4, medium: 6, hard: 9 }[level]);
  const tasks = names.map((name, index) => ({
    name,
    days: random.int(1, 9),
    after: random.sample(names.slice(0, index), Math.min(index, random.int(0, 2))),
  }));
  const ends = new Map<string, number>();
  for (const { name, days, after } of tasks)
    ends.set(name, days + Math.max(0, ...after.map((other) => ends.get(other) ?? 0)));
  const longest = (name: string): number => {
    const task = tasks.find((other) => other.name === name);
    return (task?.days ?? 0) + Math.max(0, ...(task?.after ?? []).map(longest));
  };
  const days = agreed('critical path', Math.max(...ends.values()), Math.max(...names.map(longest)));
  const spoken = random
    .sample(tasks, tasks.length)
    .map(
      ({ name, days: takes, after }) =>
        `${name} takes ${takes} day${takes === 1 ? '' : 's'}${after.length > 0 ? ` and cannot begin before ${after.join(' and ')} ${after.length > 1 ? 'are' : 'is'} finished` : ''}.`,
    );
  return {
    fields: {
      question: `A hall is built in steps. ${spoken.join(' ')} There are enough people for any number of steps at the same time. After how many days can everything be finished at the earliest?`,
    },
    expected: String(days),
  };
}

const MAKERS = { shortest, reachable, hops, groups, network, critical };

export const generator: Generator = {
  id: 'graph-reasoning',
  file: 'cases.jsonl',
  families: Object.entries(MAKERS).map(([name, make]) => ({
    name,
    levels: ['easy', 'medium', 'hard'],
    each: 7,
    make: (random, level) => until(() => make(random, level)),
  })),
};
