/** What a user does in the window of VS Code, as functions of its page: shared by the tests that look and the screenshots. */

/** Runs a command of the palette by its title. */
export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
}

/** Opens a file of the workspace by name and waits for its tab. */
export async function openFile(page, name) {
  await page.keyboard.press("ControlOrMeta+P");
  const input = page.locator(".quick-input-widget input").first();
  await input.waitFor();
  await input.fill(name);
  await page.locator(`.quick-input-list .monaco-list-row[aria-label*="${name}"]`).first().waitFor();
  await page.keyboard.press("Enter");
  await input.waitFor({ state: "hidden" });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
}

/** Inlay hints that are on screen; VS Code draws them as text of the line with a class it makes up. */
export function hints(page) {
  return page.locator(".view-line span[class*='dyn-rule']");
}

/** Waits until the overlay of a backward run shows a text. The editor draws it as content of a style, not as text. */
export async function waitForOverlay(page, text) {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll(".view-line span[class*='ced-']")].some((span) =>
        getComputedStyle(span, "::after").content.replaceAll("\u00a0", " ").includes(wanted),
      ),
    text,
  );
}

/** The line of the editor that contains a text. The editor writes spaces as no-break spaces. */
export function line(page, text) {
  return page
    .locator(".view-line")
    .filter({ hasText: new RegExp(escaped(text).replaceAll(" ", "[ \\u00a0]")) })
    .first();
}

/**
 * Moves the mouse onto the first occurrence of `word` in the line that contains `text` and waits for the hover.
 * Lenses and hints that come meanwhile move the text from under the mouse, so the mouse is moved again until it hits.
 * @returns the hover on screen
 */
export async function hover(page, text, word) {
  const shown = page
    .locator(".monaco-hover:not(.hidden)")
    .filter({ has: page.locator(".hover-contents") })
    .first();
  for (let attempt = 0; attempt < 8; attempt++) {
    const { x, y } = await placeOf(page, text, word);
    // Coming from elsewhere: a mouse that does not move opens no hover.
    await page.mouse.move(x + 200, y + 60);
    await page.mouse.move(x, y, { steps: 4 });
    const isShown = await shown.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (isShown) return shown;
  }
  throw new Error(`no hover came for "${word}" in the line of "${text}"`);
}

/** The middle of a word on screen. */
async function placeOf(page, text, word) {
  const place = await line(page, text).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.data.replaceAll("\u00a0", " ").indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return undefined;
  }, word);
  if (!place) throw new Error(`"${word}" is not in the line of "${text}"`);
  return place;
}

/** Follows the lens with this title above the line that contains `text`. */
export async function clickLens(page, title, nth = 0) {
  await page.locator(".codelens-decoration a").filter({ hasText: title }).nth(nth).click();
}

/** The inner frame of the only webview panel whose page has `selector`. */
export async function panelFrame(page, selector) {
  const outer = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await outer.locator(selector).first().waitFor();
  return outer;
}

function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
