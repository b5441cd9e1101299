/** Accessibility, size, reduced motion, and what happens when the layout worker does not do its work. */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import { formless, logistic, oddGradients, recurrence, squarePlusX } from "../fixtures.ts";
import type { FixturePage, Theme } from "./fixturePage.ts";
import { check, equal, panelTest, type TestContext } from "./harness.ts";

async function violations(panel: FixturePage, context: TestContext): Promise<string[]> {
  // The page's policy forbids foreign scripts; evaluate runs outside of it, as a debugger does.
  await panel.page.evaluate(readFileSync(context.axe, "utf8"));
  const results = await panel.page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations.flatMap((found) =>
    found.nodes.map((node) => `${found.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ""}`),
  );
}

for (const theme of ["light", "dark", "high-contrast", "high-contrast-light"] as const satisfies readonly Theme[]) {
  panelTest(
    `axe finds no violation in the ${theme} theme`,
    async (panel, context) => {
      equal(await violations(panel, context), [], "while loading");
      await panel.state({ kind: "error", message: "ValueError: no", location: null });
      await panel.page.locator(".blank.error").waitFor();
      equal(await violations(panel, context), [], "with an error");
      await panel.show(logistic());
      await panel.item("SigmoidBackward0").click();
      equal(await violations(panel, context), [], "with details");
      await panel.page.keyboard.press("[");
      await panel.page.keyboard.press(".");
      equal(await violations(panel, context), [], "in the film");
      await panel.show(oddGradients());
      await panel.page.getByRole("button", { name: "Export", exact: true }).click();
      equal(await violations(panel, context), [], "with odd gradients and an open menu");
      await panel.page.keyboard.press("Escape");
      await panel.show(recurrence());
      await panel.item("TanhBackward0").click();
      equal(await violations(panel, context), [], "with a group's details");
      await panel.state({ kind: "loading" });
      await panel.page.locator(".notice.loading").waitFor();
      equal(await violations(panel, context), [], "while stale");
    },
    { theme },
  );
}

for (const [name, graph] of [
  ["in a loop", () => recurrence({ passes: 3333 })],
  ["without structure", () => formless(10_000)],
] as const) {
  panelTest(`10,000 nodes ${name} open folded`, async (panel) => {
    const opened = await panel.timeToOpen(graph());
    const { items, layout } = await panel.page.evaluate(() => {
      const { dataset } = document.getElementById("gradlens")!;
      return { items: Number(dataset["items"]), layout: Number(dataset["layoutMilliseconds"]) };
    });
    check(items > 0 && items <= 600, `${items} items`);
    console.log(
      `          ${items} items in ${opened.toFixed(0)} ms from message to drawing, ${layout} ms of them layout`,
    );
  });
}

panelTest("600 items pan without leaving the frame rate far behind", async (panel) => {
  await panel.show(recurrence({ passes: 110 }));
  await panel.page.getByRole("button", { name: "Fold", exact: true }).click();
  await panel.page.getByRole("menuitem", { name: "Unfold all that fits" }).click();
  await panel.waitForDrawing(1);
  const items = await panel.page.locator("g.item").count();
  check(items > 500, `${items} items`);
  const slowest = await panel.page.evaluate(async () => {
    const stage = document.querySelector("svg.stage")!;
    const times: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 40; step++) {
      stage.dispatchEvent(new WheelEvent("wheel", { deltaX: 20, shiftKey: true, bubbles: true, cancelable: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      times.push(performance.now() - last);
      last = performance.now();
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.9)]!;
  });
  console.log(`          ${items} items pan with 90 % of frames under ${slowest.toFixed(0)} ms`);
});

panelTest(
  "a layout worker that never answers is stopped, and a simpler layout stands in",
  async (panel) => {
    await panel.state({ kind: "data", graph: squarePlusX(), isStale: false });
    await panel.waitForDrawing(0);
    equal(await panel.page.locator("g.item").count(), 3);
    check((await panel.page.locator(".notice.note").innerText()).includes("simpler"), "it says so");
  },
  {
    worker:
      "postMessage({ id: 0, layout: { nodes: {}, edges: {}, width: 0, height: 0 } }); onmessage = () => undefined;",
  },
);

panelTest(
  "a layout worker that can't load leaves a simpler layout too",
  async (panel) => {
    await panel.show(squarePlusX());
    equal(await panel.page.locator("g.item").count(), 3);
    equal(await panel.page.locator("g.edge").count(), 3);
    check((await panel.page.locator(".notice.note").innerText()).includes("could not be loaded"), "it says so");
  },
  { worker: 'postMessage({ id: 0, error: "no WebAssembly here" });' },
);

panelTest(
  "with reduced motion nothing moves on its way",
  async (panel) => {
    await panel.show(recurrence({ passes: 30 }));
    await panel.item("TanhBackward0").locator(".fold-toggle").click();
    await panel.waitForDrawing(1);
    equal(await panel.page.locator(".arriving").count(), 0);
  },
  { stillness: true },
);
