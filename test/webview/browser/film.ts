/** The backward pass as a film, by keyboard and by mouse. */
import { recurrence, squarePlusX } from "../fixtures.ts";
import type { FixturePage } from "./fixturePage.ts";
import { check, equal, panelTest } from "./harness.ts";

const gradientOf = async (panel: FixturePage, label: string): Promise<string> =>
  (await panel.item(label).first().locator(".gradient").textContent()) ?? "";

panelTest("steps show gradients as they are computed, and sums as they form", async (panel) => {
  await panel.show(squarePlusX());
  await panel.page.keyboard.press("[");
  equal(await panel.page.locator(".frame").innerText(), "0 / 3");
  equal(await gradientOf(panel, "AddBackward0"), "", "nothing is computed before the first step");
  await panel.page.keyboard.press(".");
  check((await panel.classesOf("AddBackward0")).includes("current"), "the first node is at work");
  equal(await gradientOf(panel, "AddBackward0"), "∂ 1.");
  // y + x hands 1 to x at once; the addend through the square is still to come.
  equal(await gradientOf(panel, "AccumulateGrad"), "∂ 1. + …");
  await panel.page.keyboard.press(".");
  equal(await gradientOf(panel, "AccumulateGrad"), "∂ 1. + 6.");
  await panel.page.keyboard.press(".");
  equal(await gradientOf(panel, "AccumulateGrad"), "∂ 7.");
  await panel.page.keyboard.press(",");
  equal(await panel.page.locator(".frame").innerText(), "2 / 3");
  const reveals = (await panel.posted()).flatMap((message) => (message.kind === "reveal" ? [message.node] : []));
  equal(reveals, [0, 1, 2, 1], "each step reveals its source");
  await panel.page.keyboard.press("Escape");
  equal(await gradientOf(panel, "AccumulateGrad"), "∂ 7.", "leaving shows everything");
});

panelTest("the details follow the film with the rule of its node", async (panel) => {
  await panel.show(squarePlusX());
  await panel.page.keyboard.press("[");
  await panel.page.keyboard.press(".");
  await panel.page.keyboard.press(".");
  equal(await panel.page.locator(".rule").innerText(), "∂(x**2)/∂x = 2·x = 2·3 = 6");
});

panelTest("plays to its end, pauses and scrubs", async (panel) => {
  await panel.show(recurrence({ passes: 20 }));
  await panel.page.getByRole("combobox", { name: "Speed" }).selectOption("8");
  await panel.page.getByRole("button", { name: "Play the backward pass" }).click();
  await panel.page.waitForFunction(() => (document.querySelector(".frame")?.textContent ?? "").startsWith("4 /"));
  await panel.page.getByRole("button", { name: "Pause" }).click();
  await panel.page.getByRole("button", { name: "Play the backward pass" }).waitFor();
  const slider = panel.page.getByRole("slider");
  await slider.fill("60");
  equal(await panel.page.locator(".frame").innerText(), "60 / 63");
  equal(await panel.page.locator("g.item.current").count(), 1);
  await panel.page.getByRole("button", { name: "Play the backward pass" }).click();
  await panel.page.waitForFunction(() => document.querySelector(".frame")?.textContent === "63 / 63");
  await panel.page.getByRole("button", { name: "Play the backward pass" }).waitFor();
});

panelTest("reveals nothing while following is off", async (panel) => {
  await panel.show(squarePlusX());
  await panel.page.getByRole("button", { name: "Follow" }).click();
  await panel.forgetPosts();
  await panel.page.keyboard.press("[");
  await panel.page.keyboard.press(".");
  equal(await panel.posted(), []);
});

panelTest("a group counts how far it has come", async (panel) => {
  await panel.show(recurrence({ passes: 100 }));
  await panel.page.getByRole("slider").fill("30");
  equal(await panel.item("TanhBackward0").locator(".forward").textContent(), "10 done");
});
