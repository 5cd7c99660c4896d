// The page: reads what it carries, draws it, and joins search, filters, picture and details.
import { Arranger } from "./arrange";
import { readCore } from "./data";
import { byId, counted } from "./dom";
import { apply, type Shown, within } from "./filter";
import { Filters } from "./filters";
import { listenForKeys, listenInPicture } from "./keys";
import { type DrawnNode, Network } from "./network";
import { Panel } from "./panel";
import { Search } from "./search";
import { type Choice, View } from "./view";

/** Neighbours that one click unfolds. */
const UNFOLDED = 60;
const NARROW = "(max-width: 760px)";

const core = readCore();
const network = new Network(core);
const root = document.documentElement;
const canvas = byId("canvas");
const filtersBox = byId("filters");
const panelBox = byId("panel");
const isDark = (): boolean => getComputedStyle(root).colorScheme.trim() === "dark";

let choice: Choice = null;
/** Counts what was asked for: what is read later than the next thing asked for is not shown any more. */
let turn = 0;
let focus: Set<DrawnNode> | null = null;
let noPicture = "";

byId("title").textContent = core.title;
const filters = new Filters(network, filtersBox, () => refresh(), isDark);
const panel = new Panel(network, panelBox, {
  openNode: (number) => void openNode(number),
  openEdge: (number) => void openEdge(number),
  openArticle: (number) => void panel.showArticle(number),
  focusOn,
  unfold: (node) => void unfold(node),
  close: () => chooseNothing(),
}, isDark);
new Search(network, byId<HTMLInputElement>("search"), byId("results"), (number) => void openNode(number), isDark);

const shownFirst = apply(filters.filter, network);
const view = startView();
const arranger = view && new Arranger(view.graph, (running) => {
  const button = byId("arrange");
  button.textContent = running ? "Stop" : "Arrange";
  button.setAttribute("aria-pressed", String(running));
});
describe(shownFirst, shownFirst);
buttons();
if (view) listenInPicture(canvas, view, () => (choice?.kind === "node" ? choice.node : null), (node) => network.neighbours(node), (node) => void openNode(node.number), () => view.fit());
listenForKeys({
  search: () => byId("search").focus(),
  escape,
  filters: () => toggleFilters(),
  neighbours: () => choice?.kind === "node" && focusOn(choice.node),
  arrange: () => (arranger?.running ? arranger.stop() : arranger?.start()),
  help: () => byId<HTMLDialogElement>("help").showModal(),
});
addEventListener("hashchange", followHash);
followHash();
if (!network.placed) requestAnimationFrame(() => arranger?.start());

/** Draws the picture, or says that this browser cannot: search, filters and details work without it. */
function startView(): View | null {
  try {
    const started = new View(network, canvas, shownFirst, {
      node: (node) => void openNode(node.number),
      unfold: (node) => void unfold(node),
      edge: (edge) => void openEdge(edge.number),
      nothing: () => chooseNothing(),
    });
    // The second frame begins when the first one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("explorer:drawn")));
    return started;
  } catch (error) {
    // Asked only now: a context costs as much as a thousand nodes.
    if (document.createElement("canvas").getContext("webgl2")) throw error;
    canvas.replaceChildren();
    noPicture = "This browser draws no pictures (WebGL is off). Search for a name to read what is known of it.";
    return null;
  }
}

/** Applies the filters again. */
function refresh(): void {
  const shown = apply(filters.filter, network);
  const seen = focus ? within(shown, focus, network) : shown;
  view?.show(seen);
  describe(shown, seen);
}

/** Writes the counts: of each choice in the filters, and of what is seen. */
function describe(shown: Shown, seen: Shown): void {
  filters.count(shown);
  const { entities, relations } = core.counts;
  const of = (n: number, all: number, one: string, many: string): string =>
    n === all ? counted(all, one, many) : `${n.toLocaleString("en")} of ${counted(all, one, many)}`;
  byId("shown").textContent = `${of(seen.nodes.size, entities, "entity", "entities")}, ${of(seen.edges.size, relations, "line", "lines")}`;
  const drawn = network.nodes.size;
  byId("hint").textContent = noPicture || drawn >= entities ? noPicture : `The ${drawn.toLocaleString("en")} best connected are drawn; search finds all, and a double-click unfolds more.`;
  byId("focus-bar").hidden = focus === null;
  if (focus) byId("focus-text").textContent = `Only ${counted(focus.size, "entity", "entities")}`;
}

async function openNode(number: number): Promise<void> {
  const mine = ++turn;
  const missing = !network.nodes.has(number);
  const node = await network.draw(number);
  if (missing) {
    await network.drawEdgesOf([node]);
    view?.follow();
    if (focus) focus.add(node);
    refresh();
  } else if (focus && !focus.has(node)) {
    focus.add(node);
    refresh();
  }
  if (mine !== turn) return;
  choose({ kind: "node", node });
  await panel.showNode(number);
  if (mine === turn) moveTo([node, ...network.neighbours(node).filter((other) => view?.isShown(other))]);
}

async function openEdge(number: number): Promise<void> {
  const mine = ++turn;
  const row = await network.edgeRows.row(number);
  const ends = [await network.draw(row.source), await network.draw(row.target)];
  if (!network.edges.has(number)) {
    await network.drawEdgesOf(ends);
    view?.follow();
    refresh();
  }
  if (mine !== turn) return;
  choose({ kind: "edge", edge: network.edges.get(number)! });
  await panel.showEdge(number);
  if (mine === turn) moveTo(ends);
}

async function unfold(node: DrawnNode): Promise<void> {
  const mine = ++turn;
  const added = await network.unfold(node, UNFOLDED);
  view?.follow();
  if (focus) for (const neighbour of [...added, ...network.neighbours(node)]) focus.add(neighbour);
  refresh();
  if (mine === turn) {
    choose({ kind: "node", node });
    await panel.showNode(node.number);
  }
  if (added.length && !arranger?.running) arranger?.start();
}

/** Shows one entity and its neighbours only; again from one of them, those of both. */
function focusOn(node: DrawnNode): void {
  focus = new Set([...(focus ?? []), node, ...network.neighbours(node)]);
  refresh();
  view?.fit();
}

function leaveFocus(): void {
  focus = null;
  refresh();
  view?.fit();
}

function chooseNothing(): void {
  turn++;
  const inside = panelBox.contains(document.activeElement);
  panel.close();
  if (inside) canvas.focus();
  choose(null);
}

function choose(next: Choice): void {
  choice = next;
  view?.choose(next);
  const hash = next?.kind === "node" ? `#entity/${encodeURIComponent(next.node.id)}` : "";
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

function escape(): void {
  if (filtersBox.classList.contains("open") && matchMedia(NARROW).matches) toggleFilters(false);
  else if (panel.open || choice) chooseNothing();
  else if (focus) leaveFocus();
}

/** Moves the picture so that the panel does not cover what was chosen. */
function moveTo(nodes: DrawnNode[]): void {
  if (!view) return;
  const stage = canvas.getBoundingClientRect();
  const covered = panelBox.getBoundingClientRect();
  const narrow = matchMedia(NARROW).matches;
  const free = {
    left: 0,
    top: 0,
    right: narrow ? stage.width : Math.max(covered.left - stage.left, stage.width / 4),
    bottom: narrow ? Math.max(covered.top - stage.top, stage.height / 4) : stage.height,
  };
  view.frame(nodes, free);
}

function toggleFilters(open = matchMedia(NARROW).matches ? !filtersBox.classList.contains("open") : filtersBox.classList.contains("closed")): void {
  filtersBox.classList.toggle("open", open);
  filtersBox.classList.toggle("closed", !open);
  byId("open-filters").setAttribute("aria-expanded", String(open));
  if (open) filtersBox.querySelector<HTMLElement>("summary")?.focus();
}

function buttons(): void {
  const on = (id: string, action: () => void): void => byId(id).addEventListener("click", action);
  on("open-filters", () => toggleFilters());
  on("close-filters", () => (toggleFilters(false), byId("open-filters").focus()));
  on("fit", () => view?.fit());
  on("arrange", () => (arranger?.running ? arranger.stop() : arranger?.start()));
  on("open-help", () => byId<HTMLDialogElement>("help").showModal());
  on("leave-focus", leaveFocus);
  const theme = byId("theme");
  const sayTheme = (): void => void (theme.textContent = isDark() ? "Light" : "Dark");
  const recolour = (): void => {
    sayTheme();
    view?.recolour();
    filters.count(apply(filters.filter, network));
  };
  on("theme", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    recolour();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  sayTheme();
  byId("open-filters").setAttribute("aria-expanded", String(!matchMedia(NARROW).matches));
}

/** Opens the entity that the address names, so that a link or the back button can. */
function followHash(): void {
  for (const node of network.nodes.values())
    if (location.hash === `#entity/${encodeURIComponent(node.id)}`) return void openNode(node.number);
}

/** For scripts that drive the page: where an entity stands in the window, by its id; null where it is not drawn. */
function placeOnScreen(id: string): { x: number; y: number } | null {
  const stage = canvas.getBoundingClientRect();
  for (const node of network.nodes.values()) {
    if (node.id !== id || !view) continue;
    const { x, y } = view.place(node);
    return { x: x + stage.left, y: y + stage.top };
  }
  return null;
}
Object.assign(globalThis, { explorer: { placeOnScreen, drawn: () => ({ nodes: network.nodes.size, edges: network.edges.size }) } });
