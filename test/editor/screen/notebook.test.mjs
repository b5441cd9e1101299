/** Notebooks on screen: the cell's status bar carries the lenses' actions. */
import * as workbench from "../../../scripts/host/workbench.mjs";

export const tests = {
  async "a cell's status bar offers Run backward and Graph"(page) {
    await workbench.openFile(page, "chain.ipynb");
    const items = page.locator(".cell-status-item");
    await items.filter({ hasText: "Run backward" }).first().waitFor();
    await items.filter({ hasText: "Graph" }).first().waitFor();
  },

  async "Run backward in the status bar shows its result there"(page) {
    const items = page.locator(".cell-status-item");
    await items.filter({ hasText: "Run backward" }).first().click();
    await items.filter({ hasText: "✓" }).first().waitFor();
  },
};
