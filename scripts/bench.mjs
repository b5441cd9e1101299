/**
 * `npm run bench [NAME…] [--quick] [--baseline]`: runs test/bench/*.bench.mjs and prints their measurements side by side.
 *
 * A benchmark module exports `title` and `async run(note, isQuick)`. It resolves to rows:
 *     { what, unit, values: { column: number }, ratios?: { name: number }, goals?: { name: { atMost | atLeast } } }
 * `values` are measurements in `unit`, `ratios` compare measurements of this very run, `goals` say what a ratio (or a
 * value, where the goal is a time) should be. What could not be measured is said with `note(text)`, never made up.
 * `--quick` asks for few repetitions: good enough to see that everything runs.
 * TypeScript is bundled on the way, so a benchmark imports the sources it measures.
 *
 * Everything is written to dist/bench.json; a run of all benchmarks also writes docs/performance.md. Ratios are compared
 * with test/bench/baseline.json and what moved is printed, no more: times on a shared machine never fail anything.
 * `--baseline` makes the ratios of this run the new baseline.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { dist } from "./build.mjs";
import { ensureInstalled, root } from "./install.mjs";

const folder = join(root, "test", "bench");
const baselineFile = join(folder, "baseline.json");
/** A ratio has moved when it is this many times larger or smaller than the baseline's. */
const noise = 1.3;

process.chdir(root);
await ensureInstalled();
const { build } = await import("esbuild");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const isComplete = wanted.length === 0;
const isQuick = process.argv.includes("--quick");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".bench.mjs") && (isComplete || wanted.some((part) => name.includes(part))))
  .sort();
if (files.length === 0) console.log("No benchmark has that name.");

const sections = [];
for (const name of files) {
  const section = { name: name.replace(/\.bench\.mjs$/, ""), title: name, notes: [], rows: [] };
  try {
    const benchmark = await load(name);
    section.title = benchmark.title;
    section.rows = await benchmark.run((text) => section.notes.push(text), isQuick);
  } catch (error) {
    // One benchmark that fails leaves the others standing, and shows itself.
    section.notes.push(`Not measured: ${error instanceof Error ? error.message : String(error)}`);
  }
  sections.push(section);
  print(section);
}

mkdirSync(dist, { recursive: true });
const machine = { processor: cpus()[0]?.model ?? "unknown", cores: availableParallelism(), node: process.version };
writeFileSync(
  join(dist, "bench.json"),
  `${JSON.stringify({ date: new Date().toISOString(), machine, sections }, null, 1)}\n`,
);
if (isComplete) writeFileSync(join(root, "docs", "performance.md"), page(sections));
compareWithBaseline(ratiosOf(sections));
if (process.argv.includes("--baseline")) {
  const known = existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, "utf8")) : {};
  const ratios = Object.fromEntries(
    Object.entries({ ...known, ...ratiosOf(sections) })
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, ratio]) => [key, Number(ratio.toPrecision(3))]),
  );
  writeFileSync(baselineFile, `${JSON.stringify(ratios, null, 1)}\n`);
  console.log("\nThese ratios are the baseline now.");
}

async function load(name) {
  const outfile = join(dist, "test", name);
  mkdirSync(join(dist, "test"), { recursive: true });
  await build({
    entryPoints: [join(folder, name)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    // What brings programs of its own stays outside; the rest is bundled, with the `require` that CommonJS packages need.
    external: ["esbuild", "playwright-core", "web-tree-sitter"],
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}

/** Lines of cells: names, measured columns, ratios with the goal beside them. */
function table(rows) {
  const columns = [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const ratios = [...new Set(rows.flatMap(({ ratios = {} }) => Object.keys(ratios)))];
  return [
    ["", ...columns, "unit", ...ratios],
    ...rows.map((row) => [
      row.what,
      ...columns.map((column) => withGoal(row, column, row.values[column])),
      row.unit,
      ...ratios.map((ratio) => withGoal(row, ratio, row.ratios?.[ratio])),
    ]),
  ];
}

function withGoal(row, name, number) {
  if (number === undefined) return "–";
  const goal = row.goals?.[name];
  if (goal === undefined) return readable(number);
  const [word, bound, isMet] =
    goal.atMost === undefined ? ["≥", goal.atLeast, number >= goal.atLeast] : ["≤", goal.atMost, number <= goal.atMost];
  return `${readable(number)} (goal ${word} ${bound}: ${isMet ? "met" : "missed"})`;
}

function print({ title, notes, rows }) {
  console.log(`\n${title}`);
  for (const note of notes) console.log(`  ${note}`);
  if (rows.length === 0) return;
  const cells = table(rows);
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells) {
    const padded = row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])));
    console.log(`  ${padded.join("  ").trimEnd()}`);
  }
}

function page(sections) {
  const parts = sections.map(({ title, notes, rows }) => {
    const [head, ...body] = table(rows);
    const line = (row) => `| ${row.join(" | ")} |`;
    const rule = `|${head.map((_, i) => (i === 0 ? "---" : "---:")).join("|")}|`;
    const lines = rows.length === 0 ? [] : [line(head), rule, ...body.map(line)];
    return [`## ${title}`, notes.join("\n"), lines.join("\n")].filter((part) => part !== "").join("\n\n");
  });
  return `${[
    "# Performance",
    "Written by the last `npm run bench` of all benchmarks; not edited by hand. The ratios are between measurements of one run on one machine: times alone say little elsewhere.",
    `${machine.processor}, ${machine.cores} cores, Node ${machine.node}; ${loadavg()[0].toFixed(1)} processes were running or waiting when it ended${isQuick ? ", few repetitions" : ""}.`,
    ...parts,
  ].join("\n\n")}\n`;
}

function ratiosOf(sections) {
  const out = {};
  for (const { name, rows } of sections) {
    for (const { what, ratios = {} } of rows) {
      for (const [ratio, number] of Object.entries(ratios)) out[`${name}: ${what}: ${ratio}`] = number;
    }
  }
  return out;
}

function compareWithBaseline(ratios) {
  if (!existsSync(baselineFile)) {
    console.log("\nThere is no baseline to compare with.");
    return;
  }
  const baseline = JSON.parse(readFileSync(baselineFile, "utf8"));
  const moved = Object.entries(ratios).filter(([key, ratio]) => {
    const before = baseline[key];
    return before !== undefined && (ratio > before * noise || ratio < before / noise);
  });
  console.log(moved.length === 0 ? "\nNo ratio moved away from the baseline." : "\nMoved since the baseline:");
  for (const [key, ratio] of moved) console.log(`  ${key}: ${readable(baseline[key])} → ${readable(ratio)}`);
}

/** Three significant digits: what a benchmark on a shared machine can promise. */
function readable(number) {
  return Math.abs(number) >= 100 ? number.toFixed(0) : number.toPrecision(3);
}
