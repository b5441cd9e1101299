/** Pictures of the panel in each theme, for people to look at, and checks that nothing sticks out of its box. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { deepNetwork, formless, logistic, oddGradients, recurrence, squarePlusX } from "../fixtures.ts";
import type { Theme } from "./fixturePage.ts";
import { check, panelTest } from "./harness.ts";

const themes: readonly Theme[] = ["light", "dark", "high-contrast", "high-contrast-light"];

for (const theme of themes) {
  panelTest(
    `the ${theme} theme shows a graph whose text stays inside its boxes`,
    async (panel, { screenshots }) => {
      mkdirSync(screenshots, { recursive: true });
      await panel.show(logistic());
      await panel.item("SigmoidBackward0").click();
      await panel.page.locator(".details-body").waitFor();
      await panel.page.screenshot({ path: join(screenshots, `${theme}-logistic.png`) });
      await panel.show(oddGradients());
      await panel.page.screenshot({ path: join(screenshots, `${theme}-odd.png`) });
      const overflowing = await panel.page.evaluate(() =>
        [...document.querySelectorAll("g.item")].flatMap((item) => {
          const box = item.querySelector(".body")!.getBoundingClientRect();
          return [...item.querySelectorAll("text")]
            .filter((text) => text.textContent !== "")
            .map((text) => ({ text: text.textContent, rect: text.getBoundingClientRect() }))
            .filter(({ rect }) => rect.left < box.left || rect.right > box.right + 1 || rect.bottom > box.bottom + 1)
            .map(({ text }) => text);
        }),
      );
      check(overflowing.length === 0, `text outside its box: ${overflowing.join(" | ")}`);
    },
    { theme },
  );
}

panelTest(
  "pictures of foldings, the film and narrow panels",
  async (panel, { screenshots, open }) => {
    mkdirSync(screenshots, { recursive: true });
    const shot = (name: string) => panel.page.screenshot({ path: join(screenshots, `${name}.png`) });
    await shot("blank-loading");
    await panel.state({
      kind: "empty",
      reason: "Nothing here requires grad: x and w are made without requires_grad=True.",
    });
    await panel.page.locator(".blank.empty").waitFor();
    await shot("blank-empty");
    await panel.state({
      kind: "error",
      message:
        "RuntimeError: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0",
      location: {
        uri: "file:///fixture.py",
        range: { start: { line: 11, character: 0 }, end: { line: 11, character: 4 } },
      },
    });
    await panel.page.locator(".blank.error").waitFor();
    await shot("blank-error");
    await panel.show(squarePlusX());
    await shot("square");
    await panel.page.keyboard.press("p");
    await panel.page.keyboard.press("p");
    await panel.page.keyboard.press("[");
    await panel.page.keyboard.press(".");
    await shot("film-1");
    await panel.page.keyboard.press(".");
    await shot("film-2");
    await panel.show(recurrence());
    await shot("loop-folded");
    await panel.item("TanhBackward0").click();
    await shot("loop-selected");
    const before = await panel.drawings();
    await panel.page.getByRole("button", { name: "Pass 1", exact: true }).click();
    await panel.waitForDrawing(before);
    await shot("loop-pass-out");
    const again = await panel.drawings();
    await panel.page.getByRole("button", { name: "Fold", exact: true }).first().click();
    await panel.page.getByRole("menuitem", { name: "Unfold all that fits" }).click();
    await panel.waitForDrawing(again);
    await shot("loop-unfolded");
    await panel.show(deepNetwork(60));
    await shot("network");
    await panel.show(formless(10_000));
    await shot("formless");
    const narrow = await open({ theme: "dark", width: 420, height: 640 });
    await narrow.show(logistic());
    await narrow.item("MulBackward0").click();
    await narrow.page.screenshot({ path: join(screenshots, "narrow.png") });
    const plain = await open({ width: 1000, height: 640 });
    await plain.show(logistic());
    await plain.page.getByRole("combobox", { name: "Direction" }).selectOption("LR");
    await plain.waitForDrawing(1);
    await plain.page.screenshot({ path: join(screenshots, "plain-left-right.png") });
  },
  { theme: "dark" },
);
