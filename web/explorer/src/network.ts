// The drawn part of the graph: what the page reads at once, and what is unfolded later. Numbers are those of the page.
import { type Core, type EdgeRow, type Facets, type NodeRow, Table } from "./data";

export interface DrawnNode {
  number: number;
  id: string;
  name: string;
  class: number;
  /** Edges in the whole graph, drawn or not. */
  degree: number;
  x: number;
  y: number;
  /** The drawn edges. */
  edges: DrawnEdge[];
}

export interface DrawnEdge {
  number: number;
  source: DrawnNode;
  target: DrawnNode;
  relation: number;
  phrase: string | undefined;
  claims: Facets[];
}

export class Network {
  readonly nodes = new Map<number, DrawnNode>();
  readonly edges = new Map<number, DrawnEdge>();
  /** The same in the order in which they came. */
  readonly nodeList: DrawnNode[] = [];
  readonly edgeList: DrawnEdge[] = [];
  readonly names: Table<"names">;
  readonly nodeRows: Table<"nodes">;
  readonly edgeRows: Table<"edges">;
  readonly articleRows: Table<"articles">;
  /** Whether the export gave the nodes their places. */
  readonly placed: boolean;

  constructor(readonly core: Core) {
    this.names = new Table("names", core.rows.names);
    this.nodeRows = new Table("nodes", core.rows.nodes);
    this.edgeRows = new Table("edges", core.rows.edges);
    this.articleRows = new Table("articles", core.rows.articles);
    const { nodes, edges } = core;
    this.placed = nodes.x.length > 0;
    for (let i = 0; i < nodes.id.length; i++) {
      const place = this.placed ? { x: nodes.x[i], y: nodes.y[i] } : sunflower(i);
      this.addNode({ number: i, id: nodes.id[i], name: nodes.name[i], class: nodes.class[i], degree: nodes.degree[i], ...place });
    }
    for (let i = 0; i < edges.source.length; i++)
      this.addEdge(i, edges.source[i], edges.target[i], edges.relation[i], edges.phrase[i], edges.claims[i]);
  }

  label(edge: DrawnEdge): string {
    return edge.phrase ?? this.core.relations[edge.relation].label;
  }

  neighbours(node: DrawnNode): DrawnNode[] {
    return [...new Set(node.edges.map((edge) => (edge.source === node ? edge.target : edge.source)))];
  }

  hiddenEdges(node: DrawnNode): number {
    return node.degree - node.edges.length;
  }

  /** Draws an entity that is not drawn yet, near another one or in the middle. */
  async draw(number: number, near?: DrawnNode): Promise<DrawnNode> {
    return this.nodes.get(number) ?? this.addRow(number, await this.nodeRows.row(number), near);
  }

  /** Draws up to `limit` more neighbours of an entity, the best connected first, with the edges between what is drawn. */
  async unfold(node: DrawnNode, limit: number): Promise<DrawnNode[]> {
    const row = await this.nodeRows.row(node.number);
    const numbers = row.edges.filter((number) => !this.edges.has(number));
    const edges = await this.edgeRows.rows(numbers);
    const ends = new Set(edges.map((edge) => (edge.source === node.number ? edge.target : edge.source)));
    const wanted = [...ends].filter((end) => !this.nodes.has(end)).sort((a, b) => a - b).slice(0, limit);
    const added = await Promise.all(wanted.map((end) => this.draw(end, node)));
    await this.drawEdgesOf([node, ...added]);
    return added;
  }

  /** Draws the edges of these nodes whose ends are both drawn. */
  async drawEdgesOf(nodes: DrawnNode[]): Promise<void> {
    for (const node of nodes) {
      const { edges } = await this.nodeRows.row(node.number);
      const numbers = edges.filter((number) => !this.edges.has(number));
      const rows = await this.edgeRows.rows(numbers);
      rows.forEach((edge: EdgeRow, i) => {
        if (this.nodes.has(edge.source) && this.nodes.has(edge.target))
          this.addEdge(numbers[i], edge.source, edge.target, edge.relation, edge.phrase ?? undefined, edge.facets);
      });
    }
  }

  private addRow(number: number, row: NodeRow, near?: DrawnNode): DrawnNode {
    const { x, y } = sunflower(number % 60);
    const node = { number, id: row.id, name: row.name, class: row.class, degree: row.edges.length };
    return this.nodes.get(number) ?? this.addNode({ ...node, x: (near?.x ?? 0) + x, y: (near?.y ?? 0) + y });
  }

  private addNode(node: Omit<DrawnNode, "edges">): DrawnNode {
    const drawn = { ...node, edges: [] };
    this.nodes.set(node.number, drawn);
    this.nodeList.push(drawn);
    return drawn;
  }

  private addEdge(
    number: number,
    from: number,
    to: number,
    relation: number,
    phrase: string | undefined,
    claims: Facets[],
  ): void {
    if (this.edges.has(number)) return;
    const [source, target] = [this.nodes.get(from)!, this.nodes.get(to)!];
    const edge = { number, source, target, relation, phrase, claims };
    this.edges.set(number, edge);
    this.edgeList.push(edge);
    source.edges.push(edge);
    if (target !== source) target.edges.push(edge);
  }
}

/** Places around a middle, evenly, the first ones in it. */
function sunflower(i: number): { x: number; y: number } {
  const angle = i * 2.399963;
  const radius = 30 * Math.sqrt(i + 0.5);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}
