/** What a reader does with mouse and keyboard, what the host hears of it, and what the host's messages do. */
import type { GraphData } from "../../../server/protocol/graph.ts";
import type { PanelToHost } from "../../../server/protocol/panel.ts";
import { deepNetwork, logistic, recurrence, squarePlusX } from "../fixtures.ts";
import type { FixturePage } from "./fixturePage.ts";
import { check, equal, near, panelTest } from "./harness.ts";

const reveals = (posted: readonly PanelToHost[]): number[] =>
  posted.flatMap((message) => (message.kind === "reveal" ? [message.node] : []));

panelTest("says it is ready exactly once and shows that it waits", async (panel) => {
  equal((await panel.posted()).filter((message) => message.kind === "ready").length, 1);
  await panel.page.locator(".blank.loading").waitFor();
});

panelTest("draws names, variables, values and gradients", async (panel) => {
  await panel.show(squarePlusX());
  const faces = await panel.page
    .locator("g.item")
    .evaluateAll((items) =>
      items.map((item) =>
        [...item.querySelectorAll("text")].map((text) => text.textContent).filter((text) => text !== ""),
      ),
    );
  equal(faces, [
    ["AddBackward0", "z = y + x", "12.", "∂ 1."],
    ["PowBackward0", "y = x ** 2", "9.", "∂ 1."],
    ["AccumulateGrad", "x []", "3.", "∂ 7."],
  ]);
  equal(await panel.page.locator("g.edge").count(), 3);
});

panelTest("a click selects, reveals the source and shows the details with numbers", async (panel) => {
  await panel.show(squarePlusX());
  await panel.item("AccumulateGrad").click();
  equal(reveals(await panel.posted()), [2]);
  equal(await panel.item("AccumulateGrad").locator(".control").getAttribute("aria-pressed"), "true");
  const details = (await panel.page.locator(".details").innerText()).replace(/\s+/g, " ");
  check(details.includes("leaf x"), details);
  check(details.includes("6. + 1. = 7."), `the sum is missing: ${details}`);
  await panel.page.locator(".details").getByRole("button", { name: "PowBackward0" }).click();
  const rule = await panel.page.locator(".rule").innerText();
  equal(rule, "∂(x**2)/∂x = 2·x = 2·3 = 6");
  const saved = await panel.page.locator(".saved").innerText();
  check(saved.includes("_saved_self") && saved.includes("tensor(3., requires_grad=True)"), saved);
  // A second press on the stage, beside the nodes, clears the selection.
  await panel.page.locator("svg.stage").click({ position: { x: 10, y: 200 } });
  await panel.page.getByText("Nothing selected").waitFor();
});

panelTest("each reveal has an id of its own, and its echo does not scroll", async (panel) => {
  await panel.show(recurrence({ passes: 12 }));
  await panel.item("TanhBackward0").first().click();
  const { id } = await panel.waitForPost("reveal");
  const transform = () => panel.page.locator("g.world").getAttribute("transform");
  await panel.page.keyboard.press("0");
  for (let step = 0; step < 8; step++) await panel.page.keyboard.press("+");
  const before = await transform();
  const outside = { kind: "highlight", nodes: [38] } as const;
  await panel.say({ ...outside, origin: id });
  await panel.page.locator("g.item.cursor").waitFor({ state: "attached" });
  equal(await transform(), before, "the view after an echo");
  await panel.say({ kind: "highlight", nodes: [], origin: null });
  await panel.say({ ...outside, origin: null });
  await panel.page.waitForFunction(
    (was) => document.querySelector("g.world")?.getAttribute("transform") !== was,
    before,
  );
});

panelTest("following can be switched off", async (panel) => {
  await panel.show(recurrence({ passes: 12 }));
  await panel.page.getByRole("button", { name: "Follow" }).click();
  equal((await panel.waitForPost("sync")).on, false);
  for (let step = 0; step < 8; step++) await panel.page.getByRole("button", { name: "Zoom in" }).click();
  const before = await panel.page.locator("g.world").getAttribute("transform");
  await panel.say({ kind: "highlight", nodes: [38], origin: null });
  await panel.page.locator("g.item.cursor").waitFor({ state: "attached" });
  equal(await panel.page.locator("g.world").getAttribute("transform"), before);
});

panelTest("wheel zooms around the pointer, drag pans, and the drawing can't be lost", async (panel) => {
  await panel.show(logistic());
  const before = await panel.middleOf("SigmoidBackward0");
  await panel.page.mouse.move(before.x, before.y);
  await panel.page.mouse.wheel(0, -300);
  const zoomed = await panel.middleOf("SigmoidBackward0");
  near(zoomed.x, before.x, 1.5, "x under the pointer");
  near(zoomed.y, before.y, 1.5, "y under the pointer");
  await panel.page.mouse.move(300, 600);
  await panel.page.mouse.down();
  await panel.page.mouse.move(350, 570, { steps: 4 });
  await panel.page.mouse.up();
  const dragged = await panel.middleOf("SigmoidBackward0");
  near(dragged.x - zoomed.x, 50, 5, "x of the drag");
  near(dragged.y - zoomed.y, -30, 5, "y of the drag");
  equal(reveals(await panel.posted()), [], "a drag is no click");
  await panel.page.mouse.move(100, 500);
  await panel.page.mouse.down();
  await panel.page.mouse.move(8000, 9000, { steps: 5 });
  await panel.page.mouse.up();
  const world = await panel.page.locator("g.items").boundingBox();
  check(world !== null && world.x < 1200 && world.y < 800, `the drawing left the page: ${JSON.stringify(world)}`);
});

panelTest("the keyboard alone walks the edges, selects and leaves", async (panel) => {
  await panel.show(logistic());
  const focused = () =>
    panel.page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(",")[0] ?? "");
  for (let step = 0; step < 40 && (await focused()) !== "BinaryCrossEntropyBackward0"; step++)
    await panel.page.keyboard.press("Tab");
  equal(await focused(), "BinaryCrossEntropyBackward0", "the root is in the tab order");
  equal(await panel.page.locator('g.item [tabindex="0"]').count(), 1, "items in the tab order");
  const walk: string[] = [];
  for (const key of [
    "ArrowDown",
    "ArrowDown",
    "ArrowDown",
    "ArrowRight",
    "ArrowLeft",
    "ArrowDown",
    "ArrowUp",
    "ArrowUp",
    "End",
    "Home",
  ]) {
    await panel.page.keyboard.press(key);
    walk.push(await focused());
  }
  equal(walk, [
    "SigmoidBackward0",
    "AddBackward0",
    "MulBackward0",
    "AccumulateGrad",
    "MulBackward0",
    "AccumulateGrad",
    "MulBackward0",
    "AddBackward0",
    "AccumulateGrad",
    "BinaryCrossEntropyBackward0",
  ]);
  await panel.page.keyboard.press("ArrowDown");
  await panel.page.keyboard.press("Enter");
  equal(reveals(await panel.posted()), [1]);
  check((await panel.classesOf("SigmoidBackward0")).includes("selected"), "Enter selects");
  await panel.page.keyboard.press("Escape");
  check(!(await panel.classesOf("SigmoidBackward0")).includes("selected"), "Escape clears");
});

panelTest("left to right turns the drawing and the arrow keys", async (panel) => {
  await panel.show(logistic());
  await panel.page.getByRole("combobox", { name: "Direction" }).selectOption("LR");
  await panel.waitForDrawing(1);
  const root = await panel.middleOf("BinaryCrossEntropyBackward0");
  const next = await panel.middleOf("SigmoidBackward0");
  check(next.x > root.x + 50, "the next node is to the right");
  await panel.item("BinaryCrossEntropyBackward0").locator(".control").focus();
  await panel.page.keyboard.press("ArrowRight");
  equal(
    await panel.page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(",")[0]),
    "SigmoidBackward0",
  );
});

panelTest("screen readers hear name, place, value, gradient and marks", async (panel) => {
  await panel.show(logistic());
  equal(
    await panel.item("SigmoidBackward0").locator(".control").getAttribute("aria-label"),
    "SigmoidBackward0, p, from torch.sigmoid(z), line 7, shape [], value 0.7311, gradient -1.3679, 1 hook, " +
      "a saved tensor was changed in place: backward would raise, 1 towards the root, 1 towards the leaves",
  );
});

panelTest("a folded loop unfolds and folds at its place", async (panel) => {
  await panel.show(recurrence({ passes: 30 }));
  const before = await panel.middleOf("TanhBackward0");
  await panel.item("TanhBackward0").locator(".fold-toggle").click();
  await panel.waitForDrawing(1);
  equal(await panel.page.locator("g.item").count(), 30 * 3 + 30 + 30 + 1);
  const after = await panel.middleOf("TanhBackward0, pass 1 of");
  near(after.x, before.x, 3, "x of what was unfolded");
  near(after.y, before.y, 3, "y of what was unfolded");
  await panel.item("TanhBackward0, pass 1 of").locator(".control").focus();
  await panel.page.keyboard.press("Space");
  await panel.waitForDrawing(2);
  equal(await panel.page.locator("g.item").count(), 6);
});

panelTest("uses of one leaf light up together", async (panel) => {
  await panel.show(recurrence({ passes: 10 }));
  const w = panel.page.locator('g.item.use[data-label*="leaf w"]');
  equal(await w.count(), 10);
  await panel.page.getByRole("button", { name: "Fit" }).click();
  await w.nth(4).click();
  equal(await panel.page.locator("g.item.linked").count(), 10);
  equal(await panel.page.locator("g.item.selected").count(), 1);
});

panelTest('"Show in graph" unfolds what hides the node and selects it', async (panel) => {
  const graph = recurrence({ passes: 100 });
  await panel.show(graph);
  const wanted = graph.nodes.find((node) => node.name === "MulBackward0" && node.pass === 41)!;
  await panel.say({ kind: "select", node: wanted.id });
  await panel.waitForDrawing(1);
  await panel.page.locator("g.item.selected").waitFor();
  check(
    (await panel.page.locator("g.item.selected").getAttribute("data-label"))?.startsWith(
      "MulBackward0, pass 42 of 100",
    ) === true,
    "the node of pass 42",
  );
  equal(reveals(await panel.posted()), [], "coming from the source it reveals nothing");
});

panelTest("search finds by name, variable, line and magnitude, and goes through folds", async (panel) => {
  await panel.show(recurrence({ passes: 100 }));
  const field = panel.page.getByRole("searchbox");
  const hits = async (query: string): Promise<string> => {
    await field.fill(query);
    return await panel.page.locator(".hits").innerText();
  };
  equal(await hits("mulback"), "100 matches");
  equal(await hits("w"), "301 matches", "h * w is part of three expressions of each pass; and the leaf");
  equal(await hits(":1"), "1 match");
  equal(
    await hits("tanh >0.1"),
    `${recurrence({ passes: 100 }).nodes.filter((node) => node.name.startsWith("Tanh") && node.gradient!.norm! > 0.1).length} matches`,
  );
  equal(await hits("nan"), "no match");
  await hits("mulback");
  await field.press("Enter");
  await panel.waitForDrawing(1);
  await panel.page.locator("g.item.selected").waitFor();
  equal(await panel.page.locator(".hits").innerText(), "1 of 100");
  equal(await panel.page.locator("g.item.selected .title").textContent(), "MulBackward0");
  await field.press("Escape");
  equal(await panel.page.locator(".hits").innerText(), "");
});

panelTest("another root is asked of the host", async (panel) => {
  await panel.show(squarePlusX());
  await panel.page.getByRole("combobox", { name: "Root" }).selectOption("y");
  equal((await panel.waitForPost("chooseRoot")).root, "y");
});

panelTest("the old drawing stays, marked, while anything else is the case", async (panel) => {
  await panel.show(squarePlusX());
  const root = panel.page.locator("#gradlens");
  const isStale = () => root.evaluate((element) => element.classList.contains("stale"));
  const stillThere = async (what: string): Promise<void> => {
    equal(await panel.page.locator("g.item").count(), 3, `items while ${what}`);
    check(await panel.page.locator("svg.stage").isVisible(), `the drawing is visible while ${what}`);
    check(await isStale(), `it is marked stale while ${what}`);
    check(await panel.page.locator(".stale-badge").isVisible(), `it says so while ${what}`);
  };
  await panel.state({ kind: "loading" });
  await panel.page.locator(".notice.loading").waitFor();
  await stillThere("loading");
  await panel.state({
    kind: "error",
    message: "ValueError: no",
    location: {
      uri: "file:///fixture.py",
      range: { start: { line: 4, character: 0 }, end: { line: 4, character: 2 } },
    },
  });
  await panel.page.locator(".notice.error").waitFor();
  check(
    (await panel.page.locator(".notice").innerText()).includes("ValueError: no") &&
      (await panel.page.locator(".notice").innerText()).includes("line 5"),
    "the error and its line",
  );
  await stillThere("there is an error");
  await panel.state({ kind: "empty", reason: "Nothing requires grad." });
  await panel.page.locator(".notice.empty").waitFor();
  await stillThere("there is nothing");
  await panel.state({ kind: "data", graph: squarePlusX(), isStale: true });
  await panel.page.locator(".notice.stale").waitFor();
  await stillThere("the text has changed");
  await panel.item("PowBackward0").click();
  equal(reveals(await panel.posted()), [], "ids of an old run reveal nothing");
  await panel.state({ kind: "stopped", reason: "Stopped at pass 312 of the loop in line 9.", graph: squarePlusX(4) });
  await panel.page.locator(".notice.stopped").waitFor();
  await panel.page.waitForFunction(() => !document.getElementById("gradlens")!.classList.contains("stale"));
});

panelTest("a new run keeps place, zoom and selection", async (panel) => {
  await panel.show(logistic());
  await panel.item("MulBackward0").click();
  await panel.page.mouse.move(300, 300);
  await panel.page.mouse.wheel(0, -200);
  const before = await panel.middleOf("MulBackward0");
  const graph = logistic();
  const changed: GraphData = {
    ...graph,
    nodes: graph.nodes.map((node) => (node.name === "MulBackward0" ? { ...node, saved: [] } : node)),
  };
  await panel.show(changed);
  const after = await panel.middleOf("MulBackward0");
  near(after.x, before.x, 1, "x");
  near(after.y, before.y, 1, "y");
  check((await panel.classesOf("MulBackward0")).includes("selected"), "the selection");
});

panelTest("reload brings back direction, folds, selection, zoom and following", async (panel) => {
  const graph = recurrence({ passes: 100 });
  await panel.show(graph);
  await panel.page.getByRole("combobox", { name: "Direction" }).selectOption("LR");
  await panel.waitForDrawing(1);
  await panel.say({
    kind: "select",
    node: graph.nodes.find((node) => node.name === "AddBackward0" && node.pass === 9)!.id,
  });
  await panel.waitForDrawing(2);
  await panel.page.locator("g.item.selected").waitFor();
  await panel.page.getByRole("button", { name: "Follow" }).click();
  await panel.page.getByRole("button", { name: "Zoom in" }).click();
  const before = await panel.middleOf("AddBackward0, pass 10 of 100");
  await panel.page.reload();
  await panel.waitForPost("ready");
  equal((await panel.waitForPost("sync")).on, false, "the host hears that following is off");
  await panel.show(graph);
  check((await panel.classesOf("AddBackward0, pass 10 of 100")).includes("selected"), "the selection");
  const after = await panel.middleOf("AddBackward0, pass 10 of 100");
  near(after.x, before.x, 2, "x");
  near(after.y, before.y, 2, "y");
  equal(await panel.page.getByRole("combobox", { name: "Direction" }).inputValue(), "LR");
});

panelTest("a pinned run is compared with the live one", async (panel) => {
  await panel.show(squarePlusX(3));
  await panel.page.getByRole("button", { name: "Pin" }).click();
  equal(await panel.page.locator(".run-badge").innerText(), "pinned run");
  await panel.show(squarePlusX(3));
  equal(await panel.page.locator(".run-badge").innerText(), "live · same as the pinned run");
  // x = 5: ∂z/∂x = 2·5 + 1 = 11 instead of 7; the source of the leaf differs, so it counts as new.
  const five = squarePlusX(5);
  const graph = {
    ...five,
    nodes: five.nodes.map((node) =>
      node.kind === "accumulate" ? { ...node, source: "torch.tensor(3., requires_grad=True)" } : node,
    ),
  };
  await panel.show(graph);
  equal(await panel.page.locator(".run-badge").innerText(), "live · 1 changed since the pinned run");
  await panel.item("AccumulateGrad").click();
  equal(await panel.page.locator(".pinned").innerText(), "Pinned run: 7.");
  check((await panel.classesOf("AccumulateGrad")).includes("changed"), "the mark");
});

panelTest("modules fold, and fold again from the menu", async (panel) => {
  await panel.show(deepNetwork(10));
  const whole = await panel.page.locator("g.item").count();
  await choose(panel, "Fold", "Fold loops, scopes and chains");
  await panel.waitForDrawing(1);
  check((await panel.page.locator("g.item").count()) < whole / 4, "folding all leaves few items");
  await choose(panel, "Fold", "Fold as at first");
  await panel.waitForDrawing(2);
  equal(await panel.page.locator("g.item").count(), whole);
});

async function choose(panel: FixturePage, menu: string, entry: string): Promise<void> {
  await panel.page.getByRole("button", { name: menu, exact: true }).click();
  await panel.page.getByRole("menuitem", { name: entry }).click();
}
