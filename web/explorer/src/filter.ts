// Which nodes and edges are shown, and how many each choice would show: pure, one pass over the drawn claims.
import type { Core, Facets } from "./data";
import type { DrawnEdge, DrawnNode, Network } from "./network";

export interface Filter {
  /** What is left out, by place. */
  classes: Set<number>;
  relations: Set<number>;
  statuses: Set<number>;
  /** The articles that count; null: all. */
  articles: Set<number> | null;
  /** In percent. */
  confidence: number;
  /** Days since 1970, both included; null: no bound. */
  from: number | null;
  until: number | null;
  undated: boolean;
  /** Only what sources contradict one another about. */
  disputed: boolean;
}

export interface Shown {
  nodes: Set<number>;
  edges: Set<number>;
  counts: {
    classes: number[];
    relations: number[];
    statuses: number[];
    /** By place, those without a publisher last. */
    publishers: number[];
    articles: number[];
  };
}

const CLASS = 1;
const RELATION = 2;
const STATUS = 4;
const ARTICLE = 8;
const OTHER = 16;

/** What is denied is not shown until somebody asks for it: a line says that something is so. */
export function initialFilter(core: Core): Filter {
  return {
    classes: new Set(),
    relations: new Set(),
    statuses: new Set([core.statuses.indexOf("denied")]),
    articles: null,
    confidence: 0,
    from: null,
    until: null,
    undated: true,
    disputed: false,
  };
}

/**
 * Returns what a filter shows. An edge is shown by any one of its claims. A node without an edge is shown as long as
 * the filter asks for no particular edges. The count of a choice is what it has under all *other* kinds of choice.
 */
export function apply(filter: Filter, network: Network): Shown {
  const { core } = network;
  const initial = initialFilter(core);
  const narrowed =
    filter.relations.size > 0 || !equal(filter.statuses, initial.statuses) || filter.articles !== null ||
    filter.confidence > 0 || filter.from !== null || filter.until !== null || !filter.undated || filter.disputed;
  const counts = {
    classes: new Array<number>(core.classes.length).fill(0),
    relations: new Array<number>(core.relations.length).fill(0),
    statuses: new Array<number>(core.statuses.length).fill(0),
    publishers: new Array<number>(core.publishers.length + 1).fill(0),
    articles: new Array<number>(core.articles.length).fill(0),
  };
  const edges = new Set<number>();
  const alive = new Set<number>();
  const counter = (counts: number[]): ((value: number, edge: DrawnEdge) => void) => {
    // An edge counts once for each value, whatever number of its claims has it.
    const last = new Int32Array(counts.length).fill(-1);
    return (value, edge) => {
      if (last[value] === edge.number) return;
      last[value] = edge.number;
      counts[value]++;
    };
  };
  const [countStatus, countArticle, countPublisher] = [counts.statuses, counts.articles, counts.publishers].map(counter);

  for (const edge of network.edges.values()) {
    const common =
      (filter.classes.has(edge.source.class) || filter.classes.has(edge.target.class) ? CLASS : 0) |
      (filter.relations.has(edge.relation) ? RELATION : 0);
    let passes = false;
    let butClass = false;
    let butRelation = false;
    for (const claim of edge.claims) {
      const fails = common | failures(claim, filter);
      passes ||= fails === 0;
      butClass ||= (fails & ~CLASS) === 0;
      butRelation ||= (fails & ~RELATION) === 0;
      if ((fails & ~STATUS) === 0) countStatus(claim[0], edge);
      if ((fails & ~ARTICLE) !== 0) continue;
      for (const article of claim[4]) {
        countArticle(article, edge);
        countPublisher(publisherOf(article, core), edge);
      }
    }
    if (passes) edges.add(edge.number);
    if (butRelation) counts.relations[edge.relation]++;
    if (butClass) {
      alive.add(edge.source.number);
      alive.add(edge.target.number);
    }
  }
  const nodes = new Set<number>();
  for (const node of network.nodes.values()) {
    if (narrowed && !alive.has(node.number)) continue;
    counts.classes[node.class]++;
    if (!filter.classes.has(node.class)) nodes.add(node.number);
  }
  return { nodes, edges, counts };
}

function failures([status, confidence, first, last, articles, disputed]: Facets, filter: Filter): number {
  let fails = filter.statuses.has(status) ? STATUS : 0;
  if (filter.articles !== null && !articles.some((article) => filter.articles!.has(article))) fails |= ARTICLE;
  if (confidence < filter.confidence || (filter.disputed && !disputed)) fails |= OTHER;
  if (first === null || last === null) {
    if (!filter.undated) fails |= OTHER;
  } else if ((filter.from !== null && last < filter.from) || (filter.until !== null && first > filter.until)) fails |= OTHER;
  return fails;
}

/** The place of an article's publisher; of none, the place after the last. */
export function publisherOf(article: number, core: Core): number {
  const publisher = core.articles[article][2];
  return publisher < 0 ? core.publishers.length : publisher;
}

function equal(left: Set<number>, right: Set<number>): boolean {
  return left.size === right.size && [...left].every((value) => right.has(value));
}

/** Returns what of a filter's result lies within a set of nodes. */
export function within(shown: Shown, focus: Set<DrawnNode>, network: Network): Shown {
  const numbers = new Set([...focus].map((node) => node.number));
  return {
    nodes: new Set([...shown.nodes].filter((number) => numbers.has(number))),
    edges: new Set(
      [...shown.edges].filter((number) => {
        const edge = network.edges.get(number)!;
        return numbers.has(edge.source.number) && numbers.has(edge.target.number);
      }),
    ),
    counts: shown.counts,
  };
}
