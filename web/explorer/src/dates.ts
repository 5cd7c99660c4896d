// Days, and the slider over the days that claims state.
import { el } from "./dom";
import type { Filter } from "./filter";
import type { Network } from "./network";

export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a text is an ISO date, of any precision. */
export function isDate(text: string): boolean {
  return /^\d{4}(-\d\d(-\d\d)?)?$/.test(text);
}

/** More steps than this are too fine to hit: days give way to months, months to years. */
const MOST_STEPS = 90;

interface Step {
  label: string;
  first: number;
  last: number;
  n: number;
}

/** One step a day, month or year in which a claim begins; empty ones have none, so that an old date takes no room. */
function steps(network: Network): Step[] {
  const days = new Map<number, number>();
  for (const edge of network.edges.values())
    for (const [, , first] of edge.claims) if (first !== null) days.set(first, (days.get(first) ?? 0) + 1);
  for (const length of [10, 7, 4]) {
    const found = new Map<string, Step>();
    for (const [day, n] of [...days].sort((a, b) => a[0] - b[0])) {
      const label = isoDay(day).slice(0, length);
      const step = found.get(label);
      if (step) [step.last, step.n] = [day, step.n + n];
      else found.set(label, { label, first: day, last: day, n });
    }
    if (found.size <= MOST_STEPS || length === 4) return [...found.values()];
  }
  return [];
}

/** The slider with its bars, or null where no two dates differ. */
export function dateSlider(network: Network, filter: Filter, changed: () => void): { element: HTMLElement; reset(): void } | null {
  const found = steps(network);
  if (found.length < 2) return null;
  const top = found.length - 1;
  const most = Math.max(...found.map((step) => step.n));
  const bars = found.map((step) => {
    const bar = el("span", {});
    bar.style.height = `${Math.max(8, (100 * step.n) / most)}%`;
    return bar;
  });
  const text = el("output", {});
  const range = (label: string, value: number): HTMLInputElement =>
    el("input", { type: "range", min: 0, max: top, step: 1, value, "aria-label": label, input: () => update() });
  const [low, high] = [range("From", 0), range("Until", top)];
  const undated = el("input", { type: "checkbox", checked: true, change: () => update() });

  function update(say = true): void {
    let [from, until] = [Number(low.value), Number(high.value)];
    if (from > until) {
      // The slider that is moved pushes the other one.
      if (document.activeElement === low) high.value = String((until = from));
      else low.value = String((from = until));
    }
    filter.from = from > 0 ? found[from].first : null;
    filter.until = until < top ? found[until].last : null;
    filter.undated = undated.checked;
    low.setAttribute("aria-valuetext", found[from].label);
    high.setAttribute("aria-valuetext", found[until].label);
    text.textContent = from === until ? found[from].label : `${found[from].label} to ${found[until].label}`;
    bars.forEach((bar, i) => bar.classList.toggle("out", i < from || i > until));
    if (say) changed();
  }

  const element = el(
    "details",
    { class: "facet", open: true },
    el("summary", {}, el("h3", {}, "When")),
    el("div", { class: "bars", "aria-hidden": "true" }, bars),
    el("div", { class: "two-thumbs" }, low, high),
    el("p", { class: "facet-foot" }, text, el("label", {}, undated, "also without a date")),
  );
  update(false);
  return {
    element,
    reset(): void {
      low.value = "0";
      high.value = String(top);
      undated.checked = true;
      update(false);
    },
  };
}
