// Search by any name: a combobox over all entities of the page, drawn or not.
import type { NameRow } from "./data";
import { counted, el, icon } from "./dom";
import type { Network } from "./network";
import { colourOf, SHAPES, shapeOf } from "./shapes";

const MOST = 12;

interface Entry {
  number: number;
  row: NameRow;
  /** The names without marks, in lower case, the entity's own first. */
  folded: string[];
}

interface Hit {
  entry: Entry;
  rank: number;
  alias: string | null;
}

export class Search {
  private entries: Promise<Entry[]> | null = null;
  private hits: Hit[] = [];
  private active = -1;
  private asked = 0;
  /** Enter came before the names were unpacked. */
  private hurried = false;

  constructor(
    private readonly network: Network,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
    private readonly chosen: (number: number) => void,
    private readonly isDark: () => boolean,
  ) {
    input.addEventListener("input", () => void this.find());
    input.addEventListener("focus", () => void this.find());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.key(event));
    // A click in the list must not take the focus away before it is a click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  private async find(): Promise<void> {
    const asked = ++this.asked;
    this.hurried = false;
    const wanted = fold(this.input.value);
    if (!wanted) return this.close();
    const entries = await (this.entries ??= this.read());
    // The person has typed on while the names were unpacked.
    if (asked !== this.asked) return;
    this.hits = search(entries, wanted);
    this.active = this.hits.length ? 0 : -1;
    this.render();
    if (this.hurried && this.active >= 0) this.choose(this.active);
  }

  private async read(): Promise<Entry[]> {
    const entries: Entry[] = [];
    await this.network.names.forEachBlock((first, rows) => {
      rows.forEach((row, i) => entries.push({ number: first + i, row, folded: [fold(row[0]), ...row[3].map(fold)] }));
    });
    return entries;
  }

  private render(): void {
    const { core } = this.network;
    const rows = this.hits.map(({ entry, alias }, i) => {
      const [name, entityClass, degree] = entry.row;
      const { label, place } = core.classes[entityClass];
      const hidden = this.network.nodes.has(entry.number) ? "" : ", not drawn yet";
      return el(
        "li",
        { id: `hit-${i}`, role: "option", "aria-selected": String(i === this.active), click: () => this.choose(i) },
        icon(SHAPES[shapeOf(place)].path, colourOf(place, this.isDark())),
        el("span", { class: "name" }, name, alias !== null && el("span", { class: "quiet" }, ` also ${alias}`)),
        el("span", { class: "quiet" }, `${label}, ${counted(degree, "relation")}${hidden}`),
      );
    });
    this.list.replaceChildren(...(rows.length ? rows : [el("li", { class: "quiet", role: "option", "aria-disabled": "true" }, "Nothing is called so")]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point();
  }

  private point(): void {
    if (this.active < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `hit-${this.active}`);
    [...this.list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === this.active)));
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!this.hits.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.active = (this.active + step + this.hits.length) % this.hits.length;
      this.point();
    } else if (event.key === "Enter") {
      if (this.active >= 0) this.choose(this.active);
      else this.hurried = this.list.hidden;
    } else if (event.key === "Escape") {
      if (this.list.hidden) this.input.blur();
      else if (this.input.value) {
        this.input.value = "";
        this.close();
      }
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  private choose(i: number): void {
    const { number, row } = this.hits[i].entry;
    this.input.value = row[0];
    this.close();
    this.input.blur();
    this.chosen(number);
  }

  private close(): void {
    this.asked++;
    this.hits = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

/** The best first: a whole name, its beginning, the beginning of a word, any part; then the better connected. */
function search(entries: Entry[], wanted: string): Hit[] {
  const hits: Hit[] = [];
  for (const entry of entries) {
    let best = Infinity;
    let place = -1;
    entry.folded.forEach((name, i) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const rank = (name === wanted ? 0 : at === 0 ? 1 : name.includes(` ${wanted}`) ? 2 : 3) + (i ? 0.5 : 0);
      if (rank < best) [best, place] = [rank, i];
    });
    if (place >= 0) hits.push({ entry, rank: best, alias: place ? entry.row[3][place - 1] : null });
  }
  return hits.sort((a, b) => a.rank - b.rank || a.entry.number - b.entry.number).slice(0, MOST);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
