// Builds the explorer's program and style into kg/serve/explorer/bundle/, with the licences of all that is bundled.
// `node build.mjs FOLDER` writes elsewhere. The same sources and versions give the same bytes.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = process.argv[2] ?? join(here, "../../kg/serve/explorer/bundle");

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/explorer.ts", "src/explorer.css"],
  outdir: output,
  bundle: true,
  minify: true,
  target: "es2022",
  format: "iife",
  charset: "ascii",
  legalComments: "none", // the licences are in a file of their own, which the page carries too
  metafile: true,
});

const packages = new Set();
for (const path of Object.keys(result.metafile.inputs)) {
  const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) packages.add(relative(here, join(here, found[0])));
}
const notices = [];
for (const folder of [...packages].sort()) {
  const { name, version, license } = JSON.parse(await readFile(join(here, folder, "package.json"), "utf8"));
  const file = (await readdir(join(here, folder))).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = (await readFile(join(here, folder, file), "utf8")).replace(/\r\n?/g, "\n").trim();
  notices.push(`${name} ${version} (${license})\n\n${text}\n`);
}
await mkdir(output, { recursive: true });
await writeFile(join(output, "LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
await copyFile(join(here, "src/page.html"), join(output, "page.html"));
