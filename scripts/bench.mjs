/**
 * `npm run bench [NAME…]`: runs test/bench/*.bench.mjs and prints their measurements side by side.
 * A benchmark module exports `title` and `async run()`, which resolves to rows: { what, unit, values: { column: number } }.
 * TypeScript is bundled on the way, so a benchmark imports the sources it measures.
 */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { dist } from "./build.mjs";
import { ensureInstalled, root } from "./install.mjs";

const folder = join(root, "test", "bench");

await ensureInstalled();
const { build } = await import("esbuild");
const wanted = process.argv.slice(2);
const files = readdirSync(folder, { withFileTypes: true })
  .map(({ name }) => name)
  .filter((name) => name.endsWith(".bench.mjs") && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
if (files.length === 0) console.log("No benchmark has that name.");

for (const name of files.sort()) {
  const outfile = join(dist, "test", name);
  mkdirSync(join(dist, "test"), { recursive: true });
  await build({
    entryPoints: [join(folder, name)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
  const benchmark = await import(pathToFileURL(outfile).href);
  console.log(`\n${benchmark.title}`);
  printTable(await benchmark.run());
}

/** @param {{what: string, unit: string, values: Record<string, number>}[]} rows columns in order of first appearance */
function printTable(rows) {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const table = [
    ["", ...columns, "unit"],
    ...rows.map(({ what, unit, values }) => [
      what,
      ...columns.map((column) => (values[column] === undefined ? "–" : readable(values[column]))),
      unit,
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table) {
    const cells = row.map((cell, i) =>
      i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]),
    );
    console.log(`  ${cells.join("  ").trimEnd()}`);
  }
}

/** Three significant digits: what a benchmark on a shared machine can promise. */
function readable(value) {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
