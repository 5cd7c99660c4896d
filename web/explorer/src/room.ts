// Where a text may stand in the picture: boxes that are taken, and places beside an entity or along a line.

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What has its place already, by squares of the picture, so that few boxes are compared with each other. */
export class Room {
  private static readonly CELL = 64;
  private readonly cells = new Map<string, Box[]>();

  isFree(boxes: Box[]): boolean {
    return boxes.every((box) => this.cellsOf(box).every((cell) => !this.cells.get(cell)?.some((taken) => meet(box, taken))));
  }

  take(boxes: Box[]): void {
    for (const box of boxes) {
      for (const cell of this.cellsOf(box)) {
        const taken = this.cells.get(cell);
        if (taken) taken.push(box);
        else this.cells.set(cell, [box]);
      }
    }
  }

  private cellsOf({ left, right, top, bottom }: Box): string[] {
    const place = (value: number): number => Math.floor(value / Room.CELL);
    const found: string[] = [];
    for (let x = place(left); x <= place(right); x++) for (let y = place(top); y <= place(bottom); y++) found.push(`${x} ${y}`);
    return found;
  }
}

function meet(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** The box of something round or of text with this middle. */
export function boxAround({ x, y }: Point, halfWidth: number, halfHeight = halfWidth): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

/** Small boxes along a text that stands at an angle: one box around it all would keep far more free than it covers. */
export function boxesAlong({ x, y }: Point, angle: number, width: number, height: number): Box[] {
  const n = Math.max(1, Math.ceil(width / height));
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return Array.from({ length: n }, (_, i) => {
    const along = ((i + 0.5) / n - 0.5) * width;
    return boxAround({ x: x + dx * along, y: y + dy * along }, height / 2);
  });
}

/** Middles of a name of this size beside an entity: below it, above, to its right and left, and then aslant. */
export function besides({ x, y }: Point, radius: number, width: number, height: number): Point[] {
  const [far, wide] = [radius + 2 + height / 2, radius + 4 + width / 2];
  const aslant = 0.5 * radius + width / 2;
  const sides = [[0, far], [0, -far], [wide, 0], [-wide, 0], [aslant, far], [-aslant, far], [aslant, -far], [-aslant, -far]];
  return sides.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
}

/** How far from the middle of its line a text may stand, the nearest first, in pixels; empty: it has no room there. */
export function shifts(width: number, length: number): number[] {
  const most = (length - width) / 2;
  if (most < 0) return [];
  const step = width / 2 + 6;
  const found = [0];
  for (let shift = step; shift <= most; shift += step) found.push(shift, -shift);
  return found;
}
