// Colour and shape of each class: two signs, so that neither is needed alone.

/** The drawing program knows the shapes by their place in this list. Paths fill a square from -1 to 1. */
export const SHAPES: { name: string; path: string }[] = [
  { name: "hexagon", path: polygon(6, 1, 0) },
  { name: "triangle", path: polygon(3, 1.15, 0) },
  { name: "star", path: star(5, 1.1, 0.5) },
  { name: "cross", path: "M-.36-1H.36V-.36H1V.36H.36V1H-.36V.36H-1V-.36H-.36Z" },
  { name: "triangle pointing down", path: polygon(3, 1.15, Math.PI) },
  { name: "square", path: "M-.85-.85H.85V.85H-.85Z" },
  { name: "circle", path: "M-1 0A1 1 0 0 1 1 0A1 1 0 0 1-1 0Z" },
  { name: "diamond", path: polygon(4, 1.12, 0) },
  { name: "pentagon", path: polygon(5, 1.05, 0) },
];

// Told apart with each common kind of colour blindness where they stand side by side; the shape tells the rest.
// Source: Paul Tol, "Colour Schemes", 2021, schemes "vibrant" and "muted"; the dark ones are their lighter tints.
const LIGHT = ["#8c8c2b", "#2a9d8c", "#cc3311", "#b08d1a", "#aa4499", "#e0651f", "#0077bb", "#117733", "#1d9ecb", "#882255", "#6f6f6f", "#332288"];
const DARK = ["#c5c55a", "#5cc9b8", "#ff7f66", "#e6cf6b", "#d98bcb", "#ff9d5c", "#5ab4f0", "#5fc27e", "#7fd4f5", "#d97bab", "#b5b5b5", "#a99cf0"];

export function colourOf(place: number, dark: boolean): string {
  const colours = dark ? DARK : LIGHT;
  return colours[place % colours.length];
}

export function shapeOf(place: number): number {
  return place % SHAPES.length;
}

function corner(radius: number, angle: number): string {
  return `${(radius * Math.sin(angle)).toFixed(3)} ${(-radius * Math.cos(angle)).toFixed(3)}`;
}

function polygon(n: number, radius: number, turn: number): string {
  const corners = Array.from({ length: n }, (_, i) => corner(radius, turn + (2 * Math.PI * i) / n));
  return `M${corners.join("L")}Z`;
}

function star(n: number, outer: number, inner: number): string {
  const corners = Array.from({ length: 2 * n }, (_, i) => corner(i % 2 ? inner : outer, (Math.PI * i) / n));
  return `M${corners.join("L")}Z`;
}
