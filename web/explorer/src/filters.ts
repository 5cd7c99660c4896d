// The filters beside the picture.
import { dateSlider } from "./dates";
import { el, icon } from "./dom";
import { Facet } from "./facet";
import { type Filter, initialFilter, publisherOf, type Shown } from "./filter";
import type { Network } from "./network";
import { colourOf, SHAPES, shapeOf } from "./shapes";

/** What each status means for a reader. */
const STATUS_HINTS: Record<string, string> = {
  occurred: "It is said to be so, or to have happened",
  acting: "Held for the time being",
  past: "It was so, and is over",
  planned: "It is said to be going to happen",
  possible: "It may be or may happen",
  denied: "A source says that it is not so",
};

export class Filters {
  readonly filter: Filter;
  private readonly facets: { facet: Facet; counts: (shown: Shown) => number[] }[] = [];
  private readonly publishers = new Set<number>();
  private readonly articles = new Set<number>();
  private readonly confidence: HTMLInputElement;
  private readonly disputed: HTMLInputElement | null;
  private readonly dates: ReturnType<typeof dateSlider>;

  constructor(
    private readonly network: Network,
    container: HTMLElement,
    private readonly changed: () => void,
    isDark: () => boolean,
  ) {
    const { core } = network;
    this.filter = initialFilter(core);
    const update = (): void => this.update();

    this.add("Entities", core.classes.map(({ label, definition, place }, value) => ({
      value, label, hint: definition, icon: () => icon(SHAPES[shapeOf(place)].path, colourOf(place, isDark())),
    })), this.filter.classes, (shown) => shown.counts.classes, update);
    this.add("Relations", core.relations.map(({ label, definition }, value) => ({ value, label, hint: definition })),
      this.filter.relations, (shown) => shown.counts.relations, update);
    this.add("Status", core.statuses.map((label, value) => ({ value, label, hint: STATUS_HINTS[label] })),
      this.filter.statuses, (shown) => shown.counts.statuses, update);

    this.dates = dateSlider(network, this.filter, changed);
    const output = el("output", {}, "any");
    this.confidence = el("input", { type: "range", min: 0, max: 100, step: 5, value: 0, "aria-label": "Confidence, at least", input: () => {
      this.filter.confidence = Number(this.confidence.value);
      this.sayConfidence(output);
      changed();
    } });
    const isDisputed = [...network.edges.values()].some((edge) => edge.claims.some((claim) => claim[5]));
    this.disputed = isDisputed ? el("input", { type: "checkbox", change: () => {
      this.filter.disputed = this.disputed!.checked;
      changed();
    } }) : null;
    const sure = el("details", { class: "facet", open: true },
      el("summary", {}, el("h3", {}, "Confidence")), el("div", { class: "one-thumb" }, this.confidence, output),
      this.disputed && el("p", { class: "facet-foot" },
        el("label", { title: "Sources contradict one another about it" }, this.disputed, "only what is disputed")));

    const sources: HTMLElement[] = [];
    if (core.publishers.length) {
      const options = core.publishers.map((label, value) => ({ value, label }));
      if (core.articles.some(([, , publisher]) => publisher < 0)) options.push({ value: options.length, label: "not known" });
      const facet = new Facet("Publishers", options, this.publishers, () => this.sources());
      this.facets.push({ facet, counts: (shown) => shown.counts.publishers });
      sources.push(facet.element);
    }
    const articles = new Facet("Articles", core.articles.map(([name, title, , date], value) => ({
      value, label: title || name, hint: [name, date].filter(Boolean).join(", "),
    })), this.articles, () => this.sources(), core.articles.length <= 12);
    this.facets.push({ facet: articles, counts: (shown) => shown.counts.articles });

    const head = el("div", { class: "filters-head" }, el("h2", {}, "Filters"),
      el("button", { type: "button", id: "reset", click: () => this.reset(output) }, "Reset"),
      el("button", { type: "button", id: "close-filters", "aria-label": "Close the filters" }, "Close"));
    container.append(head, ...this.facets.slice(0, 3).map(({ facet }) => facet.element),
      ...(this.dates ? [this.dates.element] : []), sure, ...sources, articles.element);
  }

  /** Shows how many relations each choice has. */
  count(shown: Shown): void {
    for (const { facet, counts } of this.facets) facet.count(counts(shown));
  }

  private add(title: string, options: ConstructorParameters<typeof Facet>[1], excluded: Set<number>, counts: (shown: Shown) => number[], changed: () => void): void {
    this.facets.push({ facet: new Facet(title, options, excluded, changed), counts });
  }

  private update(): void {
    this.changed();
  }

  private sources(): void {
    const { core } = this.network;
    const kept = core.articles.flatMap((_, i) =>
      this.articles.has(i) || this.publishers.has(publisherOf(i, core)) ? [] : [i]);
    this.filter.articles = this.articles.size || this.publishers.size ? new Set(kept) : null;
    this.changed();
  }

  private sayConfidence(output: HTMLOutputElement): void {
    output.textContent = this.filter.confidence ? `at least ${this.filter.confidence}%` : "any";
  }

  private reset(output: HTMLOutputElement): void {
    const initial = initialFilter(this.network.core);
    for (const name of ["classes", "relations", "statuses"] as const) {
      this.filter[name].clear();
      initial[name].forEach((value) => this.filter[name].add(value));
    }
    this.publishers.clear();
    this.articles.clear();
    Object.assign(this.filter, { articles: null, confidence: 0, from: null, until: null, undated: true, disputed: false });
    if (this.disputed) this.disputed.checked = false;
    this.confidence.value = "0";
    this.sayConfidence(output);
    this.dates?.reset();
    this.changed();
  }
}
