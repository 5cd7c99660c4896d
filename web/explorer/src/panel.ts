// What is known of what was chosen: an entity's card, a relation with its sentences, an article with what it says.
import type { ArticleRow, Claim, EdgeRow, NodeRow } from "./data";
import { isDate } from "./dates";
import { counted, el, icon } from "./dom";
import type { DrawnNode, Network } from "./network";
import { articleSource, articleTitle, markedText, scrollToMark, sentenceText, webLink } from "./reading";
import { colourOf, SHAPES, shapeOf } from "./shapes";

/** How often an entity is named; a country of which only adjectives stand ("German") is in the graph without a mention. */
export function facts(row: Pick<NodeRow, "mentions" | "articles" | "edges">): string[] {
  const named = row.mentions > 0 ? [counted(row.mentions, "mention")] : row.articles.length > 0 ? ["named by its adjective alone"] : [];
  return [...named, counted(row.articles.length, "article"), counted(row.edges.length, "relation")];
}

export interface PanelActions {
  openNode(number: number): void;
  openEdge(number: number): void;
  openArticle(number: number): void;
  focusOn(node: DrawnNode): void;
  unfold(node: DrawnNode): void;
  close(): void;
}

/** Rows of a list before "show all". */
const FIRST = 60;
const FIRST_ARTICLES = 4;
const FIRST_SENTENCES = 2;

/** Dates as articles state them; "" where they do not say since or until when. */
interface Dated {
  since: string;
  until: string;
  text: string;
  edge: number | null;
}

function when(since: string, until: string): string {
  if (since === until) return since;
  return since && until ? `${since} – ${until}` : since ? `since ${since}` : `until ${until}`;
}

export class Panel {
  private asked = 0;

  constructor(
    private readonly network: Network,
    private readonly container: HTMLElement,
    private readonly actions: PanelActions,
    private readonly isDark: () => boolean,
  ) {}

  get open(): boolean {
    return !this.container.hidden;
  }

  close(): void {
    this.asked++;
    this.container.hidden = true;
    this.container.replaceChildren();
  }

  async showNode(number: number): Promise<void> {
    const asked = ++this.asked;
    const row = await this.network.nodeRows.row(number);
    const first = row.edges.slice(0, FIRST);
    const edges = await this.network.edgeRows.rows(first);
    const names = await this.names(edges);
    if (asked !== this.asked) return;
    const drawn = this.network.nodes.get(number);
    const { label, place } = this.network.core.classes[row.class];
    const hidden = drawn ? this.network.hiddenEdges(drawn) : row.edges.length;
    this.fill(
      el("p", { class: "kind" }, icon(SHAPES[shapeOf(place)].path, colourOf(place, this.isDark())), label),
      el("h2", {}, row.name),
      row.aliases.length > 0 && el("p", { class: "quiet" }, "Also ", row.aliases.slice(0, 12).join(", "), row.aliases.length > 12 && " …"),
      el("p", { class: "facts" }, facts(row).join(" · ")),
      this.links(row),
      drawn && el("p", { class: "actions" },
        el("button", { type: "button", id: "focus", click: () => this.actions.focusOn(drawn) }, "Only its neighbours"),
        hidden > 0 && el("button", { type: "button", id: "unfold", click: () => this.actions.unfold(drawn) }, `Unfold ${counted(hidden, "hidden line")}`)),
      ...this.values(row),
      ...this.timeline(row, edges, first, names),
      ...this.relations(number, row, edges, first, names),
      ...this.articles(row),
    );
  }

  async showEdge(number: number): Promise<void> {
    const asked = ++this.asked;
    const edge = await this.network.edgeRows.row(number);
    const names = await this.names([edge]);
    const articles = new Map<number, ArticleRow>();
    const wanted = [...new Set(edge.claims.flatMap((claim) => claim.sentences.map((s) => s.article)))].filter((a) => a >= 0);
    for (const article of wanted) articles.set(article, await this.network.articleRows.row(article));
    if (asked !== this.asked) return;
    const end = (node: number): HTMLElement => this.nodeButton(node, names.get(node)!);
    const boxes = el("div", {});
    const more = (from: number): void => {
      for (const article of wanted.slice(from, from + FIRST_ARTICLES)) boxes.append(this.articleBox(edge, article, articles.get(article)!));
      boxes.querySelectorAll<HTMLElement>(".box").forEach(scrollToMark);
      if (from + FIRST_ARTICLES >= wanted.length) return;
      const button = el("button", { type: "button", click: () => (button.remove(), more(from + FIRST_ARTICLES)) }, `${counted(wanted.length - from - FIRST_ARTICLES, "more article")}`);
      boxes.append(button);
    };
    const symmetric = this.network.core.relations[edge.relation].symmetric;
    this.fill(
      el("p", { class: "kind" }, "Relation"),
      el("h2", { class: "fact" }, end(edge.source), el("span", { class: "verb" }, ` ${this.label(edge)} ${symmetric ? "" : "→ "}`), end(edge.target)),
      ...edge.claims.map((claim) => this.claim(claim, articles)),
      wanted.length > 0 && el("h3", {}, wanted.length > 1 ? `In ${counted(wanted.length, "article")}` : "In the article"),
      boxes,
    );
    more(0);
  }

  async showArticle(article: number): Promise<void> {
    const asked = ++this.asked;
    const { core } = this.network;
    const row = await this.network.articleRows.row(article);
    const numbers = [...new Set(row.marks.map(([, , edge]) => edge))];
    const edges = await this.network.edgeRows.rows(numbers);
    const names = await this.names(edges);
    if (asked !== this.asked) return;
    const place = new Map(numbers.map((number, i) => [number, i + 1]));
    const sentence = (i: number): string => this.words(edges[i], names);
    const text = markedText(row.text, row.marks.map(([start, end, edge]) => ({ start, end, edge })), (ended) => {
      const found = [...new Set(ended.map((mark) => mark.edge))];
      if (!found.length) return null;
      return el("sup", {}, found.map((edge) => el("button", {
        type: "button", class: "link", title: sentence(place.get(edge)! - 1), "aria-label": sentence(place.get(edge)! - 1),
        click: () => this.actions.openEdge(edge) }, String(place.get(edge)))));
    });
    this.fill(
      el("p", { class: "kind" }, "Article"),
      el("h2", {}, articleTitle(core, article)),
      el("p", { class: "quiet" }, articleSource(core, article)),
      webLink(row.uri),
      row.text ? text : el("p", { class: "quiet" }, "The graph was written without the text of its articles."),
      numbers.length > 0 && el("h3", {}, "What it says"),
      el("ol", { class: "says" }, numbers.map((edge, i) => el("li", {}, el("button", { type: "button", class: "link", click: () => this.actions.openEdge(edge) }, sentence(i))))),
    );
  }

  private fill(...children: Parameters<typeof el>[2][]): void {
    const close = el("button", { type: "button", class: "close", "aria-label": "Close the details", click: () => this.actions.close() }, "×");
    this.container.replaceChildren(close, el("div", { class: "card" }, ...(children as [])));
    this.container.hidden = false;
    this.container.scrollTop = 0;
  }

  private label(edge: EdgeRow): string {
    return edge.phrase ?? this.network.core.relations[edge.relation].label;
  }

  private words(edge: EdgeRow, names: Map<number, string>): string {
    return `${names.get(edge.source)} ${this.label(edge)} ${names.get(edge.target)}`;
  }

  /** The names of the ends of edges, also of entities that are not drawn. */
  private async names(edges: EdgeRow[]): Promise<Map<number, string>> {
    const numbers = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
    const names = numbers.map(async (number) => this.network.nodes.get(number)?.name ?? (await this.network.names.row(number))[0]);
    return new Map((await Promise.all(names)).map((name, i) => [numbers[i], name]));
  }

  private nodeButton(number: number, name: string): HTMLElement {
    return el("button", { type: "button", class: "link node", click: () => this.actions.openNode(number) }, name);
  }

  private links(row: NodeRow): HTMLElement | null {
    const links = row.sameAs.map((address) => webLink(address)).filter((link) => link !== null);
    return links.length ? el("p", { class: "quiet links" }, ...links.flatMap((link, i) => (i ? [" · ", link] : [link]))) : null;
  }

  private values(row: NodeRow): HTMLElement[] {
    if (!row.values.length) return [];
    return [
      el("h3", {}, "Dates and numbers"),
      el("ul", { class: "claims" }, row.values.map(([label, value, claim]) => {
        const sentences = el("div", { hidden: true });
        const show = async (): Promise<void> => {
          sentences.hidden = !sentences.hidden;
          button.setAttribute("aria-expanded", String(!sentences.hidden));
          if (sentences.childElementCount) return;
          const articles = new Map<number, ArticleRow>();
          for (const { article } of claim.sentences) if (article >= 0) articles.set(article, await this.network.articleRows.row(article));
          sentences.append(...this.sentences(claim, articles));
        };
        const button = el("button", { type: "button", class: "link", "aria-expanded": "false", click: () => void show() }, `${label} ${value}`);
        return el("li", {}, button, ...chips(claim), sentences);
      })),
    ];
  }

  private timeline(row: NodeRow, edges: EdgeRow[], numbers: number[], names: Map<number, string>): HTMLElement[] {
    const edgeOf = new Map(edges.flatMap((edge, i) => edge.claims.map((claim) => [claim.id, numbers[i]] as const)));
    const dated: Dated[] = [];
    const inRoles = new Set<string>();
    for (const role of row.roles) {
      const [since, until] = [role.since ?? role.seen?.[0], role.until ?? role.seen?.[1]];
      if (!since && !until) continue;
      role.claims.forEach((id) => inRoles.add(id));
      const how = [...(role.titles ?? []), role.acting && "acting", role.overBy && "over"].filter(Boolean).join(", ");
      dated.push({ since: since ?? "", until: until ?? "", text: role.text + (how ? ` (${how})` : ""), edge: edgeOf.get(role.claims[0]) ?? null });
    }
    edges.forEach((edge, i) => {
      for (const claim of edge.claims) {
        if (!claim.time || inRoles.has(claim.id)) continue;
        const how = claim.status === "occurred" ? "" : ` (${claim.status})`;
        dated.push({ since: claim.time, until: claim.until ?? claim.time, text: this.words(edge, names) + how, edge: numbers[i] });
      }
    });
    for (const [label, value, claim] of row.values)
      if (isDate(value)) dated.push({ since: value, until: value, text: `${row.name} ${label} ${value}` + (claim.status === "occurred" ? "" : ` (${claim.status})`), edge: null });
    if (!dated.length) return [];
    dated.sort((a, b) => (a.since || a.until).localeCompare(b.since || b.until) || a.text.localeCompare(b.text, "en"));
    return [
      el("h3", {}, "Timeline"),
      el("ol", { class: "timeline" }, dated.map(({ since, until, text, edge }) =>
        el("li", {}, el("time", {}, when(since, until)),
          edge === null ? el("span", {}, text) : el("button", { type: "button", class: "link", click: () => this.actions.openEdge(edge) }, text)))),
    ];
  }

  private relations(number: number, row: NodeRow, edges: EdgeRow[], numbers: number[], names: Map<number, string>): HTMLElement[] {
    if (!edges.length) return [];
    const groups = new Map<string, HTMLElement[]>();
    edges.forEach((edge, i) => {
      const out = edge.source === number;
      const symmetric = this.network.core.relations[edge.relation].symmetric;
      const heading = symmetric ? this.label(edge) : out ? `${this.label(edge)} →` : `← ${this.label(edge)}`;
      const other = names.get(out ? edge.target : edge.source)!;
      const n = new Set(edge.claims.flatMap((claim) => claim.sentences.map((s) => `${s.article} ${s.start} ${s.quote}`))).size;
      const item = el("li", {},
        el("button", { type: "button", class: "link", click: () => this.actions.openEdge(numbers[i]) }, other),
        ...chips(edge.claims[0]), el("span", { class: "quiet" }, ` ${counted(n, "sentence")}`));
      groups.set(heading, [...(groups.get(heading) ?? []), item]);
    });
    const rest = row.edges.length - edges.length;
    return [
      el("h3", {}, "Relations"),
      ...[...groups].flatMap(([heading, items]) => [el("h4", {}, heading), el("ul", { class: "claims" }, items)]),
      ...(rest > 0 ? [el("p", { class: "quiet" }, `and ${counted(rest, "relation")} to less connected entities; unfold it to see them in the picture`)] : []),
    ];
  }

  private articles(row: NodeRow): HTMLElement[] {
    if (!row.articles.length) return [];
    const list = (numbers: number[]): HTMLElement[] => numbers.map((article) => el("li", {},
      el("button", { type: "button", class: "link", click: () => this.actions.openArticle(article) }, articleTitle(this.network.core, article)),
      el("span", { class: "quiet" }, ` ${articleSource(this.network.core, article)}`)));
    return [
      el("details", {}, el("summary", {}, el("h3", {}, counted(row.articles.length, "article"))),
        el("ul", { class: "claims" }, list(row.articles.slice(0, FIRST)),
          row.articles.length > FIRST && el("li", { class: "quiet" }, `and ${row.articles.length - FIRST} more`))),
    ];
  }

  private claim(claim: Claim, articles: Map<number, ArticleRow>): HTMLElement {
    const words = [...(claim.titles ?? [])];
    if (claim.speakers?.length) words.push(`according to ${claim.speakers.join(", ")}`);
    return el("section", { class: "claim" },
      el("p", { class: "chips" }, ...chips(claim),
        el("span", { class: "chip plain", title: "How much the evidence makes it believed" }, `confidence ${Math.round(100 * claim.confidence)}%`),
        el("span", { class: "chip plain", title: "Articles; newsrooms that wrote it themselves" },
          counted(claim.sources, "article") + (claim.newsrooms !== claim.sources ? `, ${counted(claim.newsrooms, "newsroom")}` : ""))),
      words.length > 0 && el("p", { class: "quiet" }, words.join("; ")),
      claim.disputed && el("p", { class: "disputed" }, `Disputed: ${claim.disputed.join("; ")}`),
      ...this.sentences(claim, articles));
  }

  private sentences(claim: Claim, articles: Map<number, ArticleRow>): HTMLElement[] {
    const { core } = this.network;
    const seen = new Set<string>();
    const figures = claim.sentences.flatMap((sentence) => {
      const text = sentenceText(sentence, articles.get(sentence.article)).replace(/\s+/g, " ");
      const key = `${sentence.article} ${text}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const status = core.statuses[sentence.status];
      const how = [status !== claim.status && status, sentence.time, sentence.speaker && `says ${sentence.speaker}`].filter(Boolean).join(", ");
      const title = articleTitle(core, sentence.article);
      return el("figure", {}, el("blockquote", {}, text),
        el("figcaption", {}, sentence.article < 0 ? title
          : el("button", { type: "button", class: "link", click: () => this.actions.openArticle(sentence.article) }, title),
          el("span", { class: "quiet" }, [articleSource(core, sentence.article), how].filter(Boolean).map((part) => ` · ${part}`).join(""))));
    });
    const rest = figures.slice(FIRST_SENTENCES);
    if (rest.length < 2) return figures;
    return [...figures.slice(0, FIRST_SENTENCES), el("details", {}, el("summary", {}, counted(rest.length, "more sentence")), ...rest)];
  }

  private articleBox(edge: EdgeRow, article: number, row: ArticleRow): HTMLElement {
    const marks = edge.claims.flatMap((claim) => claim.sentences)
      .filter((s) => s.article === article && s.start !== undefined).map((s) => ({ start: s.start!, end: s.end! }));
    const title = articleTitle(this.network.core, article);
    return el("article", {},
      el("p", { class: "box-title" }, el("button", { type: "button", class: "link", click: () => this.actions.openArticle(article) }, title),
        el("span", { class: "quiet" }, ` ${articleSource(this.network.core, article)}`)),
      row.text ? el("div", { class: "box", tabindex: 0, role: "region", "aria-label": `Text of ${title}` }, markedText(row.text, marks))
        : el("p", { class: "quiet" }, "The graph was written without the text of its articles."));
  }
}

/** What of a claim is no plain fact, in words, with a sign in front. */
function chips(claim: Claim): HTMLElement[] {
  const found: HTMLElement[] = [];
  const add = (text: string, name: string): void => void found.push(el("span", { class: `chip ${name}` }, text));
  const signs: Record<string, string> = { planned: "◷", possible: "?", past: "✓", acting: "≈", denied: "✕" };
  if (claim.status !== "occurred") add(`${signs[claim.status] ?? ""} ${claim.status}`.trim(), claim.status);
  if (claim.outcome) add({ confirmed: "as planned", slipped: "later than planned", cancelled: "cancelled" }[claim.outcome] ?? claim.outcome, "outcome");
  if (claim.time) add(claim.until ? `${claim.time} – ${claim.until}` : claim.time, "when");
  if (claim.disputed) add("⚑ disputed", "denied");
  return found;
}
