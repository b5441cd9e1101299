/** What stands on screen in a Python file: hints, hover with its picture and links, lenses and the overlay they bring. */
import assert from "node:assert/strict";
import * as workbench from "../../../scripts/host/workbench.mjs";

export const tests = {
  async "hints stand at the end of lines"(page) {
    await workbench.openFile(page, "screen.py");
    await workbench.hints(page).filter({ hasText: "3." }).first().waitFor();
  },

  async "a hover shows the value, a picture and links"(page) {
    const hover = await workbench.hover(page, "h = torch.tanh", "h");
    await hover.getByText("TanhBackward0").first().waitFor();
    await hover.locator("img[src^='data:image/svg+xml']").first().waitFor();
    await hover.getByText("Show in graph").waitFor();
    await page.keyboard.press("Escape");
  },

  async "the Run backward lens draws gradients behind the lines, and clears them"(page) {
    await workbench.clickLens(page, "Run backward");
    await workbench.waitForOverlay(page, "∂loss/∂w");
    const lens = page.locator(".codelens-decoration a").filter({ hasText: "✓" }).first();
    await lens.waitFor();
    assert.match((await lens.textContent()) ?? "", /gradient.*‖∇‖.*clear/);
    await lens.click();
    await page.locator(".codelens-decoration a").filter({ hasText: "Run backward" }).first().waitFor();
  },
};
