/**
 * `npm run screenshots [NAME…]`: takes the README's pictures from the running extension and writes them to media/.
 * Each picture is a function of the page, so that a picture always shows what the product really does.
 */
import { join } from "node:path";
import { openPage, startHost } from "./host/vscodeHost.mjs";
import * as workbench from "./host/workbench.mjs";
import { ensureInstalled, root } from "./install.mjs";
import { packageExtension } from "./package.mjs";

const pictures = {
  async hover(page) {
    await workbench.openFile(page, "gradients.py");
    await workbench.hints(page).filter({ hasText: "∇" }).first().waitFor();
    const hover = await workbench.hover(page, "h = torch.tanh", "h");
    await hover.getByText("Show in graph").waitFor();
  },

  async backward(page) {
    await workbench.openFile(page, "gradients.py");
    await workbench.clickLens(page, "Run backward");
    await workbench.waitForOverlay(page, "∂loss/∂w");
    await page.locator(".codelens-decoration a").filter({ hasText: "✓" }).first().waitFor();
  },

  async graph(page) {
    await workbench.runCommand(page, "View: Close Primary Side Bar");
    await workbench.clickLens(page, "Graph");
    const panel = await workbench.panelFrame(page, "g.item");
    await panel.locator("g.item").filter({ hasText: "TanhBackward0" }).first().click();
    await page.locator(".view-overlays div[class*='ced-']").first().waitFor();
  },

  async notebook(page) {
    await workbench.runCommand(page, "View: Close All Editors");
    await workbench.openFile(page, "autograd.ipynb");
    await page.locator(".cell-status-item").filter({ hasText: "Run backward" }).first().waitFor();
  },

  async markdown(page) {
    await workbench.runCommand(page, "View: Close All Editors");
    await workbench.openFile(page, "notes.md");
    // y = 3³ - 2·3.
    await workbench.hints(page).filter({ hasText: "tensor(21.)" }).first().waitFor();
  },
};

await ensureInstalled();
const wanted = process.argv.slice(2);
const vsix = await packageExtension();
const host = await startHost({
  workspace: join(root, "examples"),
  vsix,
  userSettings: {
    "workbench.colorTheme": "Default Dark Modern",
    "editor.minimap.enabled": false,
    "editor.fontSize": 15,
    "workbench.activityBar.location": "hidden",
    "window.commandCenter": false,
    "window.title": "${activeEditorShort}",
  },
});
const { browser, page } = await openPage(host.url, { width: 1280, height: 760, scale: 1.5 });
page.setDefaultTimeout(60_000);
try {
  for (const [name, pose] of Object.entries(pictures)) {
    // Every pose is taken, since each goes on from the one before; only the wanted ones are saved.
    await pose(page);
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const path = join(root, "media", `${name}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
} finally {
  await browser.close();
  await host.stop();
}
