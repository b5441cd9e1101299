/** The panel's page as a test sees it: served, opened, spoken to as the host, and looked at. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { GraphData, GraphState } from "../../../server/protocol/graph.ts";
import type { HostToPanel, PanelToHost } from "../../../server/protocol/panel.ts";
import { panelPage } from "../../../webview/page.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export type Theme = "light" | "dark" | "high-contrast" | "high-contrast-light";

export interface OpenOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly stillness?: boolean;
  /** Served in place of the layout worker's script. */
  readonly worker?: string;
}

/** What the panel's page shares over one run of the tests: a browser, and a server of its files. */
export class Bench {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;
  readonly #files: Map<string, { type: string; body: string }>;

  private constructor(
    browser: Browser,
    server: Server,
    origin: string,
    files: Map<string, { type: string; body: string }>,
  ) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = origin;
    this.#files = files;
  }

  static async start(executablePath: string, built: string, fakeHost: string): Promise<Bench> {
    const files = new Map([
      ["/panel.js", { type: "text/javascript", body: readFileSync(join(built, "panel.js"), "utf8") }],
      ["/panel.css", { type: "text/css", body: readFileSync(join(built, "panel.css"), "utf8") }],
      ["/layoutWorker.js", { type: "text/javascript", body: readFileSync(join(built, "layoutWorker.js"), "utf8") }],
      ["/fakeHost.js", { type: "text/javascript", body: readFileSync(fakeHost, "utf8") }],
    ]);
    const server = createServer((request, response) => {
      const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
      if (path === "/") {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(page());
        return;
      }
      if (path === "/favicon.ico") {
        response.statusCode = 204;
        response.end();
        return;
      }
      const file = files.get(path);
      response.statusCode = file === undefined ? 404 : 200;
      response.setHeader("content-type", `${file?.type ?? "text/plain"}; charset=utf-8`);
      response.end(file?.body ?? "not here");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    return new Bench(browser, server, `http://127.0.0.1:${address.port}`, files);
  }

  async open(options: OpenOptions = {}): Promise<FixturePage> {
    const { theme, width = 1200, height = 800 } = options;
    const isDark = theme === undefined ? false : theme === "dark" || theme === "high-contrast";
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: isDark ? "dark" : "light",
      reducedMotion: options.stillness === true ? "reduce" : "no-preference",
      acceptDownloads: false,
    });
    const original = this.#files.get("/layoutWorker.js");
    const { worker } = options;
    if (worker !== undefined)
      await context.route("**/layoutWorker.js", (route) =>
        route.fulfill({ contentType: "text/javascript", body: worker }),
      );
    if (original === undefined) throw new Error("no worker was built");
    const page = await context.newPage();
    const opened = new FixturePage(page, context);
    if (theme !== undefined) await page.addInitScript(applyTheme, { theme, variables: THEMES[theme] });
    await page.goto(this.#origin);
    await opened.waitForPost("ready");
    return opened;
  }

  async openPlain(html: string): Promise<{ page: Page; close(): Promise<void> }> {
    const context = await this.#browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    await page.setContent(html);
    return { page, close: () => context.close() };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The panel's own page, with the fake host's script before the panel's. */
function page(): string {
  const nonce = randomBytes(16).toString("hex");
  const html = panelPage({
    script: "panel.js",
    style: "panel.css",
    layoutWorker: "layoutWorker.js",
    nonce,
    source: "'self'",
  });
  return html.replace("<script ", `<script nonce="${nonce}" src="fakeHost.js"></script>\n<script `);
}

interface FakeHostWindow extends Window {
  posted: PanelToHost[];
  say(message: HostToPanel): void;
}

export class FixturePage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #errors: string[] = [];

  constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.#context = context;
    page.on("pageerror", (error) => this.#errors.push(error.stack ?? error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.#errors.push(message.text());
    });
  }

  /** Errors of the page and defects it reported to its host. */
  async errors(): Promise<string[]> {
    const failures = (await this.posted()).flatMap((message) => (message.kind === "failure" ? [message.message] : []));
    return [...this.#errors, ...failures];
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async say(message: HostToPanel): Promise<void> {
    // Numbers that JSON has no words for go through the structured clone that playwright uses for arguments.
    await this.page.evaluate((given) => (window as unknown as FakeHostWindow).say(given), message);
  }

  async state(state: GraphState): Promise<void> {
    await this.say({ kind: "state", state, title: "fixture.py" });
  }

  /** Sends a graph and waits until it is drawn. */
  async show(graph: GraphData): Promise<void> {
    const before = await this.drawings();
    await this.state({ kind: "data", graph, isStale: false });
    await this.waitForDrawing(before);
  }

  /** Milliseconds from the host's message to the finished drawing, measured in the page. For graphs without NaN. */
  async timeToOpen(graph: GraphData): Promise<number> {
    // As a file: playwright's own way to hand over arguments takes far longer than what is measured.
    await this.page.route("**/graph.json", (route) =>
      route.fulfill({ contentType: "application/json", body: JSON.stringify(graph) }),
    );
    return await this.page.evaluate(async () => {
      // The text is what was just served.
      const sent = (await (await fetch("graph.json")).json()) as GraphData;
      const root = document.getElementById("gradlens")!;
      const drawn = new Promise<number>((resolve) => {
        const started = performance.now();
        new MutationObserver((_, observer) => {
          observer.disconnect();
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)));
        }).observe(root, { attributes: true, attributeFilter: ["data-drawings"] });
      });
      const state = { kind: "data", graph: sent, isStale: false } as const;
      (window as unknown as FakeHostWindow).say({ kind: "state", state, title: "fixture.py" });
      return await drawn;
    });
  }

  drawings(): Promise<number> {
    return this.page.evaluate(() => Number(document.getElementById("gradlens")?.dataset["drawings"] ?? 0));
  }

  /** Waits until more than `before` drawings were made, and what moves has come to rest. */
  async waitForDrawing(before: number): Promise<void> {
    await this.page.waitForFunction(
      (count) => Number(document.getElementById("gradlens")?.dataset["drawings"] ?? 0) > count,
      before,
    );
    await this.page.waitForFunction(() => document.querySelector(".edges.arriving") === null);
  }

  posted(): Promise<PanelToHost[]> {
    return this.page.evaluate(() => (window as unknown as FakeHostWindow).posted);
  }

  async waitForPost<K extends PanelToHost["kind"]>(kind: K): Promise<Extract<PanelToHost, { kind: K }>> {
    await this.page.waitForFunction(
      (wanted) => (window as unknown as FakeHostWindow).posted.some((message) => message.kind === wanted),
      kind,
    );
    const found = (await this.posted()).filter((message) => message.kind === kind).at(-1);
    // The kind was just compared: this only tells the compiler.
    return found as Extract<PanelToHost, { kind: K }>;
  }

  async forgetPosts(): Promise<void> {
    await this.page.evaluate(() => {
      (window as unknown as FakeHostWindow).posted.length = 0;
    });
  }

  /** The item whose spoken text begins with this. */
  item(label: string) {
    return this.page.locator(`g.item[data-label^="${label}"]`);
  }

  async classesOf(label: string): Promise<string[]> {
    return ((await this.item(label).first().getAttribute("class")) ?? "").split(" ");
  }

  /** Where an item's middle is on the page. */
  async middleOf(label: string): Promise<{ x: number; y: number }> {
    const box = await this.item(label).first().locator(".body").boundingBox();
    if (box === null) throw new Error(`${label} is not on the page`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}

function applyTheme({ theme, variables }: { theme: Theme; variables: { readonly [name: string]: string } }): void {
  document.addEventListener("DOMContentLoaded", () => {
    document.body.classList.add(`vscode-${theme}`);
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
  });
}

/** A few of the variables that VS Code sets, with the values of its default themes. */
const THEMES: Record<Theme, { readonly [name: string]: string }> = {
  light: {
    "editor-background": "#ffffff",
    "editor-foreground": "#3b3b3b",
    descriptionForeground: "#3b3b3b",
    "editorWidget-background": "#f8f8f8",
    "editorWidget-border": "#c8c8c8",
    "sideBar-background": "#f8f8f8",
    focusBorder: "#005fb8",
    "input-background": "#ffffff",
    "input-foreground": "#3b3b3b",
    "input-placeholderForeground": "#767676",
    errorForeground: "#b01011",
    "editorWarning-foreground": "#8a6000",
    "textLink-foreground": "#005fb8",
  },
  dark: {
    "editor-background": "#1f1f1f",
    "editor-foreground": "#cccccc",
    descriptionForeground: "#9d9d9d",
    "editorWidget-background": "#202020",
    "editorWidget-border": "#454545",
    "sideBar-background": "#181818",
    focusBorder: "#0078d4",
    "input-background": "#313131",
    "input-foreground": "#cccccc",
    "input-placeholderForeground": "#989898",
    errorForeground: "#f88070",
    "editorWarning-foreground": "#cca700",
    "textLink-foreground": "#4daafc",
  },
  "high-contrast": {
    "editor-background": "#000000",
    "editor-foreground": "#ffffff",
    descriptionForeground: "#ffffff",
    contrastBorder: "#6fc3df",
    focusBorder: "#f38518",
    "sideBar-background": "#000000",
    "input-background": "#000000",
    "input-foreground": "#ffffff",
    "input-placeholderForeground": "#ffffff",
    errorForeground: "#f48771",
    "editorWarning-foreground": "#ffd370",
    "textLink-foreground": "#21a6ff",
  },
  "high-contrast-light": {
    "editor-background": "#ffffff",
    "editor-foreground": "#292929",
    descriptionForeground: "#292929",
    contrastBorder: "#0f4a85",
    focusBorder: "#006bbd",
    "sideBar-background": "#ffffff",
    "input-background": "#ffffff",
    "input-foreground": "#292929",
    "input-placeholderForeground": "#292929",
    errorForeground: "#b5200d",
    "editorWarning-foreground": "#895503",
    "textLink-foreground": "#0f4a85",
  },
};
