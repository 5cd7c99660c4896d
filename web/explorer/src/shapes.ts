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

// Told apart with each kind of colour blindness, which a test simulates; the shape tells the rest.
// Source: Paul Tol, "Colour Schemes", 2021, schemes "vibrant" and "muted"; then moved as little as makes any two of a list
// differ by 11 or more in CIELAB for eyes without red, green or blue.
const LIGHT = ["#949434", "#229989", "#be2205", "#829757", "#aa4398", "#d25910", "#3597e5", "#0e7633", "#7189be", "#892255", "#726b61", "#402a92"];
const DARK = ["#bcc053", "#6ddac7", "#f77860", "#fae07a", "#e59cd7", "#d37935", "#51b7f8", "#5ec17d", "#a6e8ff", "#c96b9e", "#a5a59d", "#9580cd"];

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
