// Keys: the same everywhere but where somebody writes, and arrows in the picture.
import type { DrawnNode } from "./network";
import type { View } from "./view";

export interface KeyActions {
  search(): void;
  escape(): void;
  filters(): void;
  neighbours(): void;
  arrange(): void;
  help(): void;
}

const ARROWS: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listenForKeys(actions: KeyActions): void {
  const keys: Record<string, () => void> = {
    "/": actions.search, Escape: actions.escape, f: actions.filters, n: actions.neighbours, l: actions.arrange, "?": actions.help,
  };
  document.addEventListener("keydown", (event) => {
    const writing = event.target instanceof HTMLInputElement && event.target.type === "search";
    // An open dialog closes itself.
    if (document.querySelector("dialog[open]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (writing && event.key !== "Escape")) return;
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Arrows go from the chosen node to the neighbour that lies most in their direction; without one they move the view. */
export function listenInPicture(canvas: HTMLElement, view: View, chosen: () => DrawnNode | null, neighbours: (node: DrawnNode) => DrawnNode[], open: (node: DrawnNode) => void, fit: () => void): void {
  canvas.addEventListener("keydown", (event) => {
    const camera = view.sigma.getCamera();
    const direction = ARROWS[event.key];
    if (direction) {
      const from = chosen();
      if (from) {
        const next = towards(from, neighbours(from).filter((node) => view.isShown(node)), direction, view);
        if (next) open(next);
      } else {
        const { x, y, ratio } = camera.getState();
        camera.setState({ x: x + 0.08 * ratio * direction[0], y: y - 0.08 * ratio * direction[1] });
      }
    } else if (event.key === "+" || event.key === "=") camera.setState({ ratio: camera.getBoundedRatio(camera.ratio / 1.3) });
    else if (event.key === "-") camera.setState({ ratio: camera.getBoundedRatio(camera.ratio * 1.3) });
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });
}

/** The near node whose direction differs least, by more than a right angle never. */
function towards(from: DrawnNode, nodes: DrawnNode[], [dx, dy]: [number, number], view: View): DrawnNode | null {
  const start = view.place(from);
  let best: DrawnNode | null = null;
  let least = Infinity;
  for (const node of nodes) {
    const place = view.place(node);
    const [x, y] = [place.x - start.x, place.y - start.y];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const across = Math.abs(x * dy - y * dx);
    const cost = along + 2 * across;
    if (cost < least) [least, best] = [cost, node];
  }
  return best;
}
