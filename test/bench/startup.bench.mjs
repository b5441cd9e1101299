import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const title = "Start of the command line";

const usualRounds = 15;

/** @param {(note: string) => void} note */
export async function run(note, isQuick) {
  const rounds = isQuick ? 4 : usualRounds;
  const cli = join(process.cwd(), "dist", "cli.js");
  if (!existsSync(cli)) {
    note("Not measured: dist/cli.js is not built (`npm run build`).");
    return [];
  }
  note(`Least of ${rounds} starts each, taken in turn.`);
  const folder = mkdtempSync(join(tmpdir(), "gradlens-bench-"));
  try {
    const empty = join(folder, "empty.py");
    const torch = join(folder, "torch.py");
    writeFileSync(empty, "");
    writeFileSync(torch, "import torch\n");
    const commands = {
      "node -e 0": ["-e", "0"],
      "an empty file": [cli, "run", empty],
      "import torch": [cli, "run", torch],
    };
    const least = {};
    for (let i = 0; i < rounds; i++) {
      for (const [what, args] of Object.entries(commands)) {
        const begin = performance.now();
        const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
        const time = performance.now() - begin;
        if (status !== 0) throw new Error(`${what}: ${stderr}`);
        least[what] = Math.min(least[what] ?? Number.POSITIVE_INFINITY, time);
      }
    }
    const node = least["node -e 0"];
    return Object.entries(least).map(([what, time]) => ({
      what,
      unit: "ms",
      values: { "wall time": time, "over Node's own": time - node },
      ratios: { "of Node's own": time / node },
      goals: what === "an empty file" ? { "over Node's own": { atMost: 80 } } : {},
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
