// Names in the picture: each stands where it covers no other name and no entity, or not at all.
import type Sigma from "sigma";
import type { Settings } from "sigma/settings";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";
import type { DrawnEdge } from "./edge-program";
import { besides, type Box, boxAround, boxesAlong, type Point, Room, shifts } from "./room";

/** So many of the largest entities have their names even where those cover other entities. */
const PROMINENT = 10;
const LONGEST = 40;

type End = Point & { size: number };
type Named<Data> = Data & { key: string };

/** A relation's name on its line: its middle and angle in the picture, and how much room it takes. */
interface EdgeLabel {
  edge: DrawnEdge;
  /** Where it may stand, the best place first. */
  places: Point[];
  angle: number;
  width: number;
}

/** Returns where the name of a relation may stand along its line, upright; nowhere where the line is too short. */
function edgeLabel(context: CanvasRenderingContext2D, data: EdgeDisplayData, source: End, target: End, settings: Settings): EdgeLabel {
  const edge = data as DrawnEdge;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const distance = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / distance, dy / distance];
  context.font = edgeFont(settings);
  const width = context.measureText(edge.label ?? "").width;
  const nearest = 0.8 * Math.min(source.size, target.size);
  // The drawing program's y grows upwards, the canvas's downwards.
  const offset = Math.max(-nearest, Math.min(nearest, (edge.offset * edge.size) / edge.thickness));
  const middle = (distance + source.size - target.size) / 2;
  const places = shifts(width, distance - source.size - target.size - 8).map((shift) => ({
    x: source.x + ux * (middle + shift) + uy * offset,
    y: source.y + uy * (middle + shift) - ux * offset,
  }));
  const angle = Math.atan2(dy, dx);
  return { edge, places, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle, width };
}

/** Writes the name of a relation along its line, with a rim in the background's colour. */
function writeEdgeLabel(context: CanvasRenderingContext2D, { edge, angle }: EdgeLabel, place: Point, settings: Settings): void {
  context.save();
  context.translate(place.x, place.y);
  context.rotate(angle);
  context.font = edgeFont(settings);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = edge.halo;
  context.strokeText(edge.label!, 0, 0);
  context.fillStyle = settings.edgeLabelColor.color ?? "#000";
  context.fillText(edge.label!, 0, 0);
  context.restore();
}

function edgeFont({ edgeLabelWeight, edgeLabelSize, edgeLabelFont }: Settings): string {
  return `${edgeLabelWeight} ${edgeLabelSize}px ${edgeLabelFont}`;
}

/** Gathers the names that sigma chooses for a frame, and writes them when all are known. */
export class Labels {
  private readonly nodes: { context: CanvasRenderingContext2D; data: Named<NodeDisplayData> }[] = [];
  private readonly edges: { context: CanvasRenderingContext2D; label: EdgeLabel }[] = [];
  /** The middle of each name that was written last, by its node. */
  private placed = new Map<string, Point>();

  /** For sigma, which hands over keys and all that was set, and says less in its types. */
  readonly node = (context: CanvasRenderingContext2D, data: object): void => {
    this.nodes.push({ context, data: data as Named<NodeDisplayData> });
  };
  readonly edge = (context: CanvasRenderingContext2D, data: object, source: End, target: End, settings: Settings): void => {
    this.edges.push({ context, label: edgeLabel(context, data as DrawnEdge, source, target, settings) });
  };

  /** Writes the names of entities first, the larger ones before, then those of relations; `discs` are the entities. */
  write(sigma: Sigma, discs: () => Box[], paper: string): void {
    if (!this.nodes.length && !this.edges.length) return;
    const settings = sigma.getSettings();
    const stage = sigma.getDimensions();
    const [entities, names] = [new Room(), new Room()];
    entities.take(discs());
    const rank = (data: NodeDisplayData | EdgeDisplayData): number => (data.forceLabel ? 1 : 0) + 2 * data.zIndex;
    this.nodes.sort((a, b) => rank(b.data) - rank(a.data) || b.data.size - a.data.size);
    this.edges.sort((a, b) => rank(b.label.edge) - rank(a.label.edge));
    this.placed = new Map();
    for (const { context, data } of this.nodes) {
      if (!data.label || this.placed.has(data.key)) continue;
      context.font = nodeFont(settings);
      const [width, height] = [context.measureText(shortened(data.label)).width, settings.labelSize + 2];
      const box = (place: Point): Box[] => [boxAround(place, width / 2, height / 2)];
      const places = besides(data, data.size, width, height);
      const apart = places.filter(({ x, y }) => !isCut(x, width, stage.width) && names.isFree(box({ x, y })));
      const place =
        apart.find((place) => entities.isFree(box(place))) ??
        (this.placed.size < PROMINENT ? apart[0] : undefined) ?? (data.forceLabel ? places[0] : undefined);
      if (!place) continue;
      names.take(box(place));
      this.placed.set(data.key, place);
      writeName(context, data.label, place, settings, paper);
    }
    for (const { context, label } of this.edges) {
      if (!label.edge.label) continue;
      const boxes = (place: Point): Box[] => boxesAlong(place, label.angle, label.width, settings.edgeLabelSize + 1);
      const free = label.places.find((place) => names.isFree(boxes(place)) && entities.isFree(boxes(place)));
      const place = free ?? (label.edge.forceLabel ? label.places[0] : undefined);
      if (!place) continue;
      names.take(boxes(place));
      writeEdgeLabel(context, label, place, settings);
    }
    this.nodes.length = this.edges.length = 0;
  }

  /** Writes the name of an entity where it stands already, or else below it. */
  writeAgain(context: CanvasRenderingContext2D, data: NodeDisplayData, settings: Settings, paper: string): void {
    const below = { x: data.x, y: data.y + data.size + 3 + settings.labelSize / 2 };
    if (data.label) writeName(context, data.label, this.placed.get((data as Named<NodeDisplayData>).key) ?? below, settings, paper);
  }
}

/** Whether a name with this middle reaches over a side of the picture, so that it cannot be read. */
function isCut(x: number, width: number, stage: number): boolean {
  const [left, right] = [x - width / 2, x + width / 2];
  return (left < 0 && right > 0) || (left < stage && right > stage);
}

function writeName(context: CanvasRenderingContext2D, name: string, { x, y }: Point, settings: Settings, paper: string): void {
  context.font = nodeFont(settings);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paper;
  context.strokeText(shortened(name), x, y);
  context.fillStyle = settings.labelColor.color ?? "#000";
  context.fillText(shortened(name), x, y);
}

function nodeFont({ labelWeight, labelSize, labelFont }: Settings): string {
  return `${labelWeight} ${labelSize}px ${labelFont}`;
}

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}
