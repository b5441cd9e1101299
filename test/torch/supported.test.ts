/** docs/supported.md says what the engine has now. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evidenceOf, supportedText } from "../../scripts/supportedText.ts";
import { loadPython } from "../python/run.ts";

test("docs/supported.md is fresh: run node scripts/supported.mjs", async () => {
  await loadPython();
  const goldens = new URL("../oracle/goldens/ops/", import.meta.url);
  const recorded = readdirSync(goldens)
    .filter((name) => name.endsWith(".json"))
    .map(
      (name) => JSON.parse(readFileSync(new URL(name, goldens), "utf8")) as Parameters<typeof evidenceOf>[0][number],
    );
  const passing = JSON.parse(readFileSync(new URL("passing.json", import.meta.url), "utf8")) as string[];
  const fresh = await supportedText(evidenceOf(recorded, passing));
  const committed = readFileSync(new URL("../../docs/supported.md", import.meta.url), "utf8");
  const missing = fresh.split("\n").filter((line) => !committed.includes(line));
  expect(missing, "lines that docs/supported.md has not").toEqual([]);
  expect(committed).toBe(fresh);
});
