// One list of choices in the filters: tick boxes with counts, "only" for one, and a field to find one among many.
import { el } from "./dom";

export interface Option {
  value: number;
  label: string;
  hint?: string;
  icon?: () => SVGSVGElement;
}

/** More than this many choices get a field to search them; more than `MOST` are never listed at once. */
const FEW = 10;
const MOST = 100;

export class Facet {
  readonly element: HTMLElement;
  private readonly list = el("ul");
  private readonly all: HTMLButtonElement;
  private readonly input: HTMLInputElement | null;
  private counts: number[] = [];
  private order: Option[];

  constructor(
    private readonly title: string,
    private readonly options: Option[],
    /** What is left out; the facet changes it and says so. */
    private readonly excluded: Set<number>,
    private readonly changed: () => void,
    open = true,
  ) {
    this.order = options;
    this.all = el("button", { type: "button", class: "link", click: () => this.set(this.excluded.size ? [] : this.options.map((o) => o.value)) });
    this.input =
      options.length > FEW
        ? el("input", { type: "search", "aria-label": `Find in ${title.toLowerCase()}`, placeholder: "Find", input: () => this.render() })
        : null;
    this.element = el(
      "details",
      { class: "facet", open, toggle: () => this.render() },
      el("summary", {}, el("h3", {}, title)),
      el("div", { class: "facet-head" }, this.input, this.all),
      this.list,
    );
  }

  /** Shows how many each choice has; the first time it also sorts by it. */
  count(counts: number[]): void {
    const first = this.counts.length === 0;
    this.counts = counts;
    if (first) this.order = [...this.options].sort((a, b) => (counts[b.value] ?? 0) - (counts[a.value] ?? 0) || a.label.localeCompare(b.label, "en"));
    this.render();
  }

  private render(): void {
    // What is closed is written when it is opened.
    if (!(this.element as HTMLDetailsElement).open) return;
    const wanted = this.input?.value.trim().toLowerCase() ?? "";
    const found = this.order.filter((option) => option.label.toLowerCase().includes(wanted));
    // Whoever works with keys stays where they were.
    const focused = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.key : undefined;
    this.list.replaceChildren(...found.slice(0, MOST).map((option) => this.row(option)));
    if (found.length > MOST) this.list.append(el("li", { class: "quiet" }, `and ${(found.length - MOST).toLocaleString("en")} more: type to find one`));
    if (focused) this.list.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    this.all.textContent = this.excluded.size ? "all" : "none";
    this.all.setAttribute("aria-label", `${this.excluded.size ? "All" : "None"} of ${this.title.toLowerCase()}`);
  }

  private row(option: Option): HTMLElement {
    const { value, label } = option;
    const count = this.counts[value] ?? 0;
    const box = el("input", {
      type: "checkbox",
      checked: !this.excluded.has(value),
      "data-key": `box-${value}`,
      change: () => {
        if (!this.excluded.delete(value)) this.excluded.add(value);
        this.changed();
      },
    });
    return el(
      "li",
      { class: count ? "" : "empty" },
      el("label", { title: option.hint || undefined }, box, option.icon?.(), el("span", { class: "name" }, label), el("span", { class: "count" }, count.toLocaleString("en"))),
      el("button", { type: "button", class: "link only", "aria-label": `Only ${label}`, "data-key": `only-${value}`, click: () => this.set(this.options.map((o) => o.value).filter((v) => v !== value)) }, "only"),
    );
  }

  private set(values: number[]): void {
    this.excluded.clear();
    for (const value of values) this.excluded.add(value);
    this.changed();
  }
}
