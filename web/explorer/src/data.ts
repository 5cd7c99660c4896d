// What the page carries: columns that are read at once, and tables of compressed blocks that are read on demand.

export interface EntityClass {
  label: string;
  definition: string;
  /** The class's place in the ontology: colour and shape go by it. */
  place: number;
}

export interface Relation {
  label: string;
  definition: string;
  symmetric: boolean;
}

/** Status, confidence in percent, first and last day since 1970 or null, articles, 1 where other claims dispute it. */
export type Facets = [status: number, confidence: number, first: number | null, last: number | null, articles: number[], disputed?: 1];

/** Name, title, publisher or -1, date. */
export type Article = [name: string, title: string | null, publisher: number, date: string | null];

export interface Core {
  title: string;
  counts: { entities: number; relations: number; claims: number; articles: number };
  rows: Record<TableName, number>;
  classes: EntityClass[];
  relations: Relation[];
  statuses: string[];
  publishers: string[];
  articles: Article[];
  nodes: { id: string[]; name: string[]; class: number[]; degree: number[]; x: number[]; y: number[] };
  edges: { source: number[]; target: number[]; relation: number[]; phrase: Record<string, string>; claims: Facets[][] };
}

export interface Sentence {
  article: number;
  status: number;
  start?: number;
  end?: number;
  quote?: string;
  time?: string;
  speaker?: string;
}

export interface Claim {
  id: string;
  status: string;
  confidence: number;
  sources: number;
  newsrooms: number;
  sentences: Sentence[];
  time?: string;
  until?: string;
  outcome?: string;
  titles?: string[];
  speakers?: string[];
  disputed?: string[];
}

export interface Role {
  text: string;
  titles?: string[];
  since?: string;
  until?: string;
  seen?: [string, string];
  overBy?: string;
  acting?: boolean;
  claims: string[];
}

export interface NodeRow {
  id: string;
  name: string;
  class: number;
  aliases: string[];
  sameAs: string[];
  mentions: number;
  articles: number[];
  edges: number[];
  values: [label: string, value: string, claim: Claim][];
  roles: Role[];
}

export interface EdgeRow {
  source: number;
  target: number;
  relation: number;
  phrase: string | null;
  facets: Facets[];
  claims: Claim[];
}

export interface ArticleRow {
  uri: string;
  text: string;
  marks: [start: number, end: number, edge: number][];
}

/** Name, class, number of edges, other names. */
export type NameRow = [name: string, entityClass: number, degree: number, aliases: string[]];

interface Rows {
  names: NameRow;
  nodes: NodeRow;
  edges: EdgeRow;
  articles: ArticleRow;
}

export type TableName = keyof Rows;

export function readCore(): Core {
  return JSON.parse(document.getElementById("core")!.textContent!) as Core;
}

/** Rows by number; each block is unpacked once, when one of its rows is first asked for. */
export class Table<Name extends TableName> {
  private readonly loaded = new Map<number, Promise<Rows[Name][]>>();

  constructor(
    private readonly name: Name,
    private readonly size: number,
  ) {}

  async row(number: number): Promise<Rows[Name]> {
    return (await this.block(Math.floor(number / this.size)))[number % this.size];
  }

  rows(numbers: number[]): Promise<Rows[Name][]> {
    return Promise.all(numbers.map((number) => this.row(number)));
  }

  /** Calls with the first number of each block and its rows, in order, until there are none. */
  async forEachBlock(visit: (first: number, rows: Rows[Name][]) => void): Promise<void> {
    for (let i = 0; document.getElementById(`${this.name}-${i}`); i++) visit(i * this.size, await this.block(i));
  }

  private block(i: number): Promise<Rows[Name][]> {
    let block = this.loaded.get(i);
    if (!block) {
      block = unpack(document.getElementById(`${this.name}-${i}`)!.textContent!) as Promise<Rows[Name][]>;
      this.loaded.set(i, block);
    }
    return block;
  }
}

async function unpack(text: string): Promise<unknown> {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}
