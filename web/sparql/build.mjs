// Builds the query editor into kg/serve/static/, with the licences of all that is bundled.
// `node build.mjs FOLDER` writes elsewhere. The same sources and versions give the same bytes.
import { build } from "esbuild";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = process.argv[2] ?? join(here, "../../kg/serve/static");

// YASGUI carries a thousand prefixes of the web to complete from, while the server knows its own; an old JSON reader that
// evaluates text, which the pages' policy forbids and no browser needs; and a table that reads cells as markup, cleaned, to
// sort and filter them: here they are the text that they are.
const edits = [
  [
    /\bmadsrdf = "[^]*?\bprefixes_default = \{[^{}]*\}/g,
    // One statement a prefix, so that those which nothing uses are left out of the bundle.
    (found) => found.replace(/, (\w+) = ("https?:[^"]*")/g, ";\nvar $1 = $2").replace(/\{[^{}]*\}$/, "{}"),
  ],
  [/(n === "sort" \|\| !n \? )sanitize_default(\(t\.value\))/g, (_found, before, value) => `${before}escape$1${value}`],
  [/\beval\("\(" \+ text \+ "\)"\)/g, () => "JSON.parse(text)"],
];
const edited = {
  name: "edited",
  setup(bundle) {
    bundle.onLoad({ filter: /yasgui\.esm\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [pattern, replacement] of edits) {
        const before = contents;
        contents = before.replace(pattern, replacement);
        if (contents === before) throw new Error(`${pattern} is not where it was`);
      }
      return { contents };
    });
  },
};

await build({
  absWorkingDir: here,
  entryPoints: { sparql: "src/main.js" },
  outdir: output,
  bundle: true,
  minify: true,
  target: "es2022",
  format: "iife",
  charset: "ascii",
  legalComments: "none", // the licences are in a file of their own
  loader: { ".svg": "dataurl" },
  plugins: [edited],
});

// The library's own bundle holds its dependencies, so every installed one that it names is listed.
async function closure(name, found) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (found.has(name)) return found;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? (await readFile(join(folder, file), "utf8")).replace(/\r\n?/g, "\n").trim() : "";
  found.set(name, `${about.name} ${about.version} (${about.license})\n\n${text}`.trim());
  for (const dependency of Object.keys(about.dependencies ?? {})) await closure(dependency, found);
  return found;
}
const notices = await closure("@zazuko/yasgui", new Map());
await mkdir(output, { recursive: true });
const sorted = [...notices.keys()].sort().map((name) => `${notices.get(name)}\n`);
await writeFile(join(output, "sparql.LICENSES.txt"), sorted.join(`\n${"-".repeat(80)}\n\n`));
