/** The graph panel inside VS Code: it draws under the webview's content policy, and its nodes lead to the source. */
import * as workbench from "../../../scripts/host/workbench.mjs";

export const tests = {
  async "the Graph lens draws the graph beside the editor"(page) {
    await workbench.openFile(page, "screen.py");
    await workbench.clickLens(page, "Graph");
    const panel = await workbench.panelFrame(page, "g.item");
    await panel.locator("g.item").filter({ hasText: "TanhBackward0" }).first().waitFor();
    await panel.locator("g.item").filter({ hasText: "AccumulateGrad" }).first().waitFor();
  },

  async "clicking a node marks its source"(page) {
    const panel = await workbench.panelFrame(page, "g.item");
    await panel.locator("g.item").filter({ hasText: "TanhBackward0" }).first().click();
    await page.locator(".view-overlays div[class*='ced-']").first().waitFor();
  },
};
