import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { Bench } from "../webview/browser/fixturePage.ts";
import { formless, recurrence } from "../webview/fixtures.ts";

export const title = "The graph panel: 10,000 nodes from the message to the drawing";

const root = process.cwd();
const browsers = [process.env.CHROME_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @param {(note: string) => void} note */
export async function run(note, isQuick) {
  const browser = browsers.find((path) => path !== undefined && existsSync(path));
  if (browser === undefined) {
    note("Not measured: no Chromium on this machine (CHROME_PATH names one).");
    return [];
  }
  const built = mkdtempSync(join(tmpdir(), "gradlens-bench-"));
  const common = { absWorkingDir: root, bundle: true, target: "es2022", platform: "browser", format: "iife" };
  try {
    await Promise.all([
      build({ ...common, entryPoints: ["webview/main.ts"], outfile: join(built, "panel.js") }),
      build({ ...common, entryPoints: ["webview/layout/worker.ts"], outfile: join(built, "layoutWorker.js") }),
    ]);
    const bench = await Bench.start(browser, built, join(root, "test", "webview", "browser", "fakeHost.js"));
    try {
      const rows = [];
      const graphs = { "in a loop": recurrence({ passes: 3333 }), "without structure": formless(10_000) };
      for (const [what, graph] of Object.entries(graphs)) {
        let least = Number.POSITIVE_INFINITY;
        let layout = 0;
        for (let i = 0; i < (isQuick ? 1 : 3); i++) {
          const panel = await bench.open();
          const time = await panel.timeToOpen(graph);
          const spent = await panel.page.evaluate(() =>
            Number(document.getElementById("gradlens")?.dataset.layoutMilliseconds),
          );
          if (time < least) [least, layout] = [time, spent];
          await panel.close();
        }
        rows.push({ what, unit: "ms", values: { "to the drawing": least, "of it layout": layout } });
      }
      return rows;
    } finally {
      await bench.stop();
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
}
