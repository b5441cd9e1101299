/** Activation costs next to nothing, and the language server starts only where it has something to do. */
import * as assert from "node:assert/strict";
import { gradlens, idle, open } from "../editor.ts";
import { test } from "../harness.ts";

test("a Python file without torch activates the extension but starts no server", async () => {
  await open("plain.py");
  const surface = await gradlens();
  assert.equal(surface.isServerStarted(), false);
});

test("activation takes less than 20 ms of processor time", async () => {
  const { activationTime } = await gradlens();
  assert.ok(activationTime < 20, `activation took ${activationTime.toFixed(1)} ms`);
});

test("an annotated file starts the server, which evaluates it", async () => {
  const { document } = await open("values.py");
  const report = await idle(document);
  assert.equal(report.stopped, null);
  assert.equal((await gradlens()).isServerStarted(), true);
});
