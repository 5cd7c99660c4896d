// The picture: sigma over a graphology graph that follows the network, with what is chosen in front.
import { MultiDirectedGraph } from "graphology";
import type { Attributes } from "graphology-types";
import Sigma from "sigma";
import { EdgeLineProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import type { EdgeDisplayData, NodeDisplayData, SigmaStageEventPayload } from "sigma/types";
import { ArrowProgram, BROKEN, DOTTED, WHOLE } from "./edge-program";
import type { Shown } from "./filter";
import { Labels } from "./labels";
import type { DrawnEdge, DrawnNode, Network } from "./network";
import { ShapeProgram } from "./node-program";
import { type Box, boxAround } from "./room";
import { colourOf, shapeOf } from "./shapes";

/** Above this many edges a relation is named only where it is chosen or pointed at, and lines rest while all moves. */
const MANY = 1500;
/** More nodes than this are drawn smaller, so that they do not cover one another. */
const ROOMY = 1000;
/** Above this many edges only those in front are arrows: hairlines cost a tenth of the pixels. */
const HAIRLINES = 5000;
/** Two clicks at most this many pixels apart, and quick, are a double click. */
const TWICE_WITHIN = 8;

interface Palette {
  dark: boolean;
  paper: string;
  ink: string;
  quiet: string;
  line: string;
  pale: string;
  accent: string;
}

export type Choice = { kind: "node"; node: DrawnNode } | { kind: "edge"; edge: DrawnEdge } | null;

export interface Listeners {
  node(node: DrawnNode): void;
  unfold(node: DrawnNode): void;
  edge(edge: DrawnEdge): void;
  nothing(): void;
}

export class View {
  readonly graph = new MultiDirectedGraph();
  readonly sigma: Sigma;
  private shown: Shown;
  private choice: Choice = null;
  private near = new Set<number>();
  private pointedEdge = -1;
  private palette = readPalette();
  private readonly labels = new Labels();

  constructor(
    private readonly network: Network,
    container: HTMLElement,
    shown: Shown,
    listeners: Listeners,
  ) {
    this.shown = shown;
    this.follow();
    this.sigma = new Sigma(this.graph, container, this.settings());
    this.listen(listeners);
    this.writeLabels(); // sigma has drawn the first frame by now
    let measured = false;
    // The first call only says how large it is.
    new ResizeObserver(() => (measured ? this.sigma.refresh({ schedule: true }) : (measured = true))).observe(container);
  }

  /** Puts what the network has gained into the drawing. */
  follow(): void {
    const { graph, network } = this;
    const scale = Math.max(0.3, Math.min(1, Math.sqrt(ROOMY / network.nodeList.length)));
    for (const node of network.nodeList.slice(graph.order)) {
      const shape = shapeOf(network.core.classes[node.class].place);
      const size = scale * (5 + 2.1 * Math.sqrt(Math.min(node.degree, 400)));
      graph.addNode(node.number, { x: node.x, y: node.y, size, shape });
    }
    const edges = network.edgeList.slice(graph.size);
    const offsets = this.offsets(edges);
    for (const edge of edges) {
      const attributes = { offset: offsets.get(edge.number) ?? 0, style: this.styleOf(edge) };
      graph.addDirectedEdgeWithKey(edge.number, edge.source.number, edge.target.number, attributes);
    }
    for (const [edge, offset] of offsets)
      if (graph.getEdgeAttribute(edge, "offset") !== offset) graph.setEdgeAttribute(edge, "offset", offset);
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.sigma.refresh({ schedule: true });
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.near = new Set(
      choice === null ? [] : choice.kind === "node" ? [choice.node, ...this.network.neighbours(choice.node)].map((n) => n.number)
        : [choice.edge.source.number, choice.edge.target.number],
    );
    this.redraw([]);
  }

  isShown(node: DrawnNode): boolean {
    return this.shown.nodes.has(node.number);
  }

  /** Reads the page's colours again. */
  recolour(): void {
    this.palette = readPalette();
    this.sigma.setSettings(this.settings());
    this.sigma.refresh();
  }

  place(node: DrawnNode): { x: number; y: number } {
    return this.sigma.graphToViewport(this.graph.getNodeAttributes(node.number) as { x: number; y: number });
  }

  /** Moves the camera so that what is chosen stands in the middle of what no panel covers, near enough to be read. */
  frame(nodes: DrawnNode[], free: { left: number; right: number; top: number; bottom: number }): void {
    const data = nodes.map((node) => this.sigma.getNodeDisplayData(node.number)).filter((d): d is NodeDisplayData => d !== undefined);
    if (!data.length) return;
    const { sigma } = this;
    const camera = sigma.getCamera();
    const state = camera.getState();
    const [xs, ys] = [data.map((d) => d.x), data.map((d) => d.y)];
    const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
    const [origin, unit] = [sigma.framedGraphToViewport({ x: 0, y: 0 }), sigma.framedGraphToViewport({ x: 1, y: 1 })];
    const scale = { x: Math.abs(unit.x - origin.x), y: Math.abs(unit.y - origin.y) };
    const wide = ((Math.max(...xs) - Math.min(...xs)) * scale.x) / (0.72 * (free.right - free.left));
    const high = ((Math.max(...ys) - Math.min(...ys)) * scale.y) / (0.72 * (free.bottom - free.top));
    // Never farther than all of it, never nearer than a few names, and no jump where the view is about right.
    const wanted = Math.min(1.2, Math.max(0.25, state.ratio * Math.max(wide, high)));
    const zoom = nodes.length > 1 && (wanted > state.ratio || wanted < state.ratio / 1.5) ? wanted / state.ratio : 1;
    const { width, height } = sigma.getDimensions();
    const here = sigma.viewportToFramedGraph({ x: width / 2, y: height / 2 });
    const there = sigma.viewportToFramedGraph({ x: (free.left + free.right) / 2, y: (free.top + free.bottom) / 2 });
    const target = {
      ...state,
      x: middle.x + (here.x - there.x) * zoom,
      y: middle.y + (here.y - there.y) * zoom,
      ratio: state.ratio * zoom,
    };
    if (reducedMotion()) camera.setState(target);
    else void camera.animate(target, { duration: 300 });
  }

  /** Shows everything that is shown now, as large as it fits. */
  fit(): void {
    const box = { x: [Infinity, -Infinity], y: [Infinity, -Infinity] };
    for (const number of this.shown.nodes) {
      const { x, y } = this.graph.getNodeAttributes(number) as { x: number; y: number };
      box.x = [Math.min(box.x[0], x), Math.max(box.x[1], x)];
      box.y = [Math.min(box.y[0], y), Math.max(box.y[1], y)];
    }
    if (box.x[0] > box.x[1]) return;
    const least = 40;
    for (const axis of [box.x, box.y]) {
      const missing = Math.max(0, least - (axis[1] - axis[0])) / 2;
      axis[0] -= missing;
      axis[1] += missing;
    }
    this.sigma.setCustomBBox(box as { x: [number, number]; y: [number, number] });
    this.sigma.refresh();
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** Returns how far from the middle each line lies that shares its two nodes with others, one of these new. */
  private offsets(added: DrawnEdge[]): Map<number, number> {
    const offsets = new Map<number, number>();
    const seen = new Set<number>();
    for (const edge of added) {
      const [low, high] = edge.source.number < edge.target.number ? [edge.source, edge.target] : [edge.target, edge.source];
      // One number for a pair: there are less than 2^26 nodes.
      const key = low.number * 2 ** 26 + high.number;
      if (seen.has(key)) continue;
      seen.add(key);
      const fewer = low.edges.length < high.edges.length ? low.edges : high.edges;
      const pair = fewer.filter((other) => (other.source === low && other.target === high) || (other.source === high && other.target === low));
      if (pair.length === 1) continue;
      const gap = Math.min(7, 24 / pair.length);
      pair.forEach((other, i) => {
        const side = other.source === low ? 1 : -1;
        offsets.set(other.number, side * gap * (i - (pair.length - 1) / 2));
      });
    }
    return offsets;
  }

  private settings(): Partial<Settings> {
    const many = this.network.edges.size > MANY;
    const { ink, quiet } = this.palette;
    const font = getComputedStyle(document.body).fontFamily;
    return {
      nodeProgramClasses: { shape: ShapeProgram },
      nodeHoverProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { arrow: ArrowProgram, hairline: EdgeLineProgram },
      defaultNodeType: "shape",
      defaultEdgeType: "arrow",
      nodeReducer: (key) => this.drawnNode(this.network.nodes.get(Number(key))!),
      edgeReducer: (key, data) => this.drawnEdge(this.network.edges.get(Number(key))!, data),
      defaultDrawNodeLabel: this.labels.node,
      defaultDrawEdgeLabel: this.labels.edge,
      defaultDrawNodeHover: (context, data, settings) => this.drawHover(context, data as NodeDisplayData, settings),
      labelFont: font,
      labelSize: 13,
      labelWeight: "500",
      labelColor: { color: ink },
      // Names that would cover others are left out later.
      labelDensity: this.network.nodes.size > ROOMY ? 3 : 30,
      labelGridCellSize: 120,
      labelRenderedSizeThreshold: this.network.nodes.size > ROOMY ? 3 : this.network.nodes.size > 300 ? 7 : 3,
      edgeLabelFont: font,
      edgeLabelSize: 11,
      edgeLabelWeight: "400",
      edgeLabelColor: { color: quiet },
      renderEdgeLabels: true,
      enableEdgeEvents: true,
      hideEdgesOnMove: this.network.edges.size > 20_000,
      minEdgeThickness: many ? 0.5 : 1.2,
      zIndex: true,
      stagePadding: 48,
      minCameraRatio: 0.005,
      maxCameraRatio: 8,
      doubleClickZoomingRatio: 1,
    };
  }

  private drawnNode(node: DrawnNode): Partial<NodeDisplayData> {
    const { palette } = this;
    const attributes = this.graph.getNodeAttributes(node.number);
    const hidden = !this.shown.nodes.has(node.number);
    const chosen = this.choice?.kind === "node" && this.choice.node === node;
    const aside = this.choice !== null && !this.near.has(node.number);
    const close = this.choice !== null && !aside;
    return {
      ...attributes,
      hidden,
      label: aside ? null : node.name,
      color: aside ? palette.pale : colourOf(this.network.core.classes[node.class].place, palette.dark),
      rim: chosen ? palette.ink : palette.paper,
      size: (attributes.size as number) * (chosen ? 1.25 : 1),
      forceLabel: chosen || (close && this.near.size <= 40),
      zIndex: chosen ? 2 : close ? 1 : 0,
    } as Partial<NodeDisplayData>;
  }

  private drawnEdge(edge: DrawnEdge, { offset, style }: Attributes): Partial<EdgeDisplayData> {
    const { palette, choice } = this;
    const chosen = choice?.kind === "edge" && choice.edge === edge;
    const close = choice?.kind === "node" && (edge.source === choice.node || edge.target === choice.node);
    const pointed = this.pointedEdge === edge.number;
    const front = chosen || close || pointed;
    const named = front || (choice === null && this.network.edges.size <= MANY);
    const thickness = (this.network.edges.size > MANY ? 1 : 1.6) + (chosen || pointed ? 1.2 : close ? 0.6 : 0);
    return {
      hidden: !this.shown.edges.has(edge.number),
      label: named ? this.network.label(edge) : null,
      color: chosen || pointed ? palette.accent : choice !== null && !close ? palette.pale : palette.line,
      size: thickness,
      thickness,
      halo: palette.paper,
      head: this.network.core.relations[edge.relation].symmetric ? 0 : 1,
      forceLabel: chosen || pointed,
      zIndex: front ? 1 : 0,
      type: front || this.network.edges.size <= HAIRLINES ? "arrow" : "hairline",
      offset,
      style,
    } as Partial<EdgeDisplayData>;
  }

  /** A whole line is a fact, a broken one is planned or possible, a dotted one is denied. */
  private styleOf(edge: DrawnEdge): number {
    const { statuses } = this.network.core;
    const names = edge.claims.map(([status]) => statuses[status]);
    if (names.every((name) => name === "denied")) return DOTTED;
    return names.every((name) => name === "planned" || name === "possible" || name === "denied") ? BROKEN : WHOLE;
  }

  /** What entities cover: of many, only those in front. */
  private discs(): Box[] {
    const all = this.network.nodes.size <= ROOMY ? this.shown.nodes : this.near;
    return [...all].flatMap((number) => {
      const data = this.sigma.getNodeDisplayData(number);
      return data && !data.hidden ? [boxAround(this.sigma.framedGraphToViewport(data), 0.85 * this.sigma.scaleSize(data.size))] : [];
    });
  }

  private drawHover(context: CanvasRenderingContext2D, data: NodeDisplayData, settings: Settings): void {
    context.beginPath();
    context.arc(data.x, data.y, data.size * 1.15 + 3, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = this.palette.accent;
    context.stroke();
    this.labels.writeAgain(context, data, settings, this.palette.paper);
  }

  private writeLabels(): void {
    this.labels.write(this.sigma, () => this.discs(), this.palette.paper);
  }

  private listen(listeners: Listeners): void {
    const { sigma, network } = this;
    const canvas = sigma.getContainer();
    sigma.on("afterRender", () => this.writeLabels());
    const node = (key: string): DrawnNode => network.nodes.get(Number(key))!;
    const edge = (key: string): DrawnEdge => network.edges.get(Number(key))!;
    // Sigma takes any two quick clicks for a double click; only two at one place are, the second of others is a click.
    let last = { x: NaN, y: NaN };
    const clicked = ({ event }: SigmaStageEventPayload): void => void (last = { x: event.x, y: event.y });
    const twice = (payload: SigmaStageEventPayload): boolean => {
      const near = Math.hypot(payload.event.x - last.x, payload.event.y - last.y) <= TWICE_WITHIN;
      clicked(payload);
      if (!near) payload.preventSigmaDefault();
      return near;
    };
    sigma.on("clickNode", (payload) => {
      clicked(payload);
      listeners.node(node(payload.node));
    });
    sigma.on("clickEdge", (payload) => {
      clicked(payload);
      listeners.edge(edge(payload.edge));
    });
    sigma.on("clickStage", (payload) => {
      clicked(payload);
      listeners.nothing();
    });
    sigma.on("doubleClickNode", (payload) => {
      if (!twice(payload)) return listeners.node(node(payload.node));
      payload.preventSigmaDefault();
      listeners.unfold(node(payload.node));
    });
    sigma.on("doubleClickEdge", (payload) => {
      if (!twice(payload)) listeners.edge(edge(payload.edge));
    });
    sigma.on("doubleClickStage", (payload) => {
      if (!twice(payload)) listeners.nothing();
    });
    sigma.on("enterNode", () => canvas.classList.add("pointing"));
    sigma.on("leaveNode", () => canvas.classList.remove("pointing"));
    sigma.on("enterEdge", ({ edge }) => this.pointAt(Number(edge)));
    sigma.on("leaveEdge", () => this.pointAt(-1));

    // A node that is dragged stays where it is let go.
    let dragged: string | null = null;
    sigma.on("downNode", ({ node: key }) => {
      dragged = key;
      if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    });
    sigma.on("moveBody", ({ event }) => {
      if (dragged === null) return;
      const place = sigma.viewportToGraph(event);
      this.graph.mergeNodeAttributes(dragged, place);
      event.preventSigmaDefault();
    });
    for (const name of ["upNode", "upStage"] as const) sigma.on(name, () => (dragged = null));
  }

  /** Draws again what changed its looks, all where none is named; a line that becomes an arrow changes its program. */
  private redraw(edges: string[]): void {
    const arrows = this.network.edges.size <= HAIRLINES;
    this.sigma.refresh(arrows ? { ...(edges.length && { partialGraph: { edges } }), skipIndexation: true, schedule: true } : { schedule: true });
  }

  private pointAt(edge: number): void {
    const before = this.pointedEdge;
    this.pointedEdge = edge;
    this.sigma.getContainer().classList.toggle("pointing", edge >= 0);
    const edges = [before, edge].filter((number) => number >= 0 && this.graph.hasEdge(number)).map(String);
    this.redraw(edges);
  }
}

export function reducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The style sheet holds the colours; the picture takes them from there. */
function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    dark: style.colorScheme.trim() === "dark",
    paper: colour("stage"),
    ink: colour("ink"),
    quiet: colour("quiet"),
    line: colour("line"),
    pale: colour("pale"),
    accent: colour("accent"),
  };
}
