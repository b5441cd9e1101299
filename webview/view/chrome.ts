/** Everything around the drawing: tool bar, notices, details pane, film bar. It shows a model and reports actions. */
import type { GraphData } from "../../server/protocol/graph.ts";
import type { Location } from "../../server/protocol/place.ts";
import { button, html } from "../dom.ts";
import type { ExportFormat } from "../export/exportDrawing.ts";
import { lineText } from "../format.ts";
import type { Direction } from "../layout/drawing.ts";
import { icon, iconButton } from "./icons.ts";
import { menu } from "./menu.ts";

export interface Notice {
  readonly kind: "loading" | "empty" | "error" | "stopped" | "stale" | "note";
  readonly text: string;
  readonly location: Location | null;
}

export type FilmAction = "play" | "pause" | "back" | "forward" | "start" | "end" | "leave" | { readonly frame: number };

export interface ChromeModel {
  readonly graph: GraphData | null;
  readonly notice: Notice | null;
  readonly isStale: boolean;
  /** There is no drawing yet: notices take the whole stage. */
  readonly isEmpty: boolean;
  readonly direction: Direction;
  readonly isSynced: boolean;
  readonly isPinned: boolean;
  readonly isLive: boolean;
  /** How many nodes differ from the pinned run; null when there is nothing to compare. */
  readonly changed: number | null;
  readonly showsDetails: boolean;
  readonly showsMinimap: boolean;
  readonly film: {
    readonly length: number;
    readonly frame: number | null;
    readonly isPlaying: boolean;
    readonly speed: number;
    readonly text: string;
  };
  readonly counts: string;
}

export interface ChromeEvents {
  chooseRoot(key: string): void;
  search(text: string): void;
  nextHit(step: number): void;
  leaveSearch(): void;
  setDirection(direction: Direction): void;
  fit(): void;
  zoom(factor: number): void;
  foldAll(): void;
  foldReset(): void;
  unfoldAll(): void;
  setSync(on: boolean): void;
  pin(): void;
  showDetails(on: boolean): void;
  showMinimap(on: boolean): void;
  export(format: ExportFormat): void;
  film(action: FilmAction): void;
  setSpeed(speed: number): void;
}

export interface Chrome {
  readonly stageBox: HTMLElement;
  update(model: ChromeModel): void;
  setDetails(content: HTMLElement | null): void;
  setLegend(content: HTMLElement): void;
  /** Said to screen readers, and nowhere else. */
  announce(text: string): void;
  reportHits(text: string, announce: boolean): void;
  reportDrawing(count: number, items: number, milliseconds: number): void;
  searchText(): string;
  focusSearch(): void;
  clearSearch(): void;
  toggleDetails(): void;
}

const DIRECTION_NAMES: readonly (readonly [Direction, string])[] = [
  ["TB", "Top-down"],
  ["LR", "Left to right"],
  ["BT", "Bottom-up"],
  ["RL", "Right to left"],
];

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

const EXPORTS: readonly (readonly [ExportFormat, string])[] = [
  ["svg", "SVG picture"],
  ["png", "PNG picture"],
  ["html", "HTML page with hovers"],
  ["dot", "DOT (Graphviz)"],
  ["mermaid", "Mermaid"],
  ["json", "JSON"],
];

export function makeChrome(
  root: HTMLElement,
  stage: SVGSVGElement,
  minimap: HTMLElement,
  events: ChromeEvents,
): Chrome {
  const roots = html("select", { class: "roots", "aria-label": "Root", title: "The root the gradients are of" });
  roots.addEventListener("change", () => events.chooseRoot(roots.value));

  const query = html("input", {
    type: "search",
    class: "search",
    placeholder: "Search: name, w, :12, >1e3, nan",
    "aria-label": "Search nodes by name, variable, line or gradient",
    title:
      "Name, variable, source or shape; :12 for a line; >1e3, <=1e-6 for the gradient's norm; nan, inf, zero, none; leaf, view, hook",
    spellcheck: "false",
  });
  const hits = html("span", { class: "hits", role: "status" });
  query.addEventListener("input", () => events.search(query.value));
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      events.nextHit(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      query.value = "";
      events.search("");
      events.leaveSearch();
    }
  });
  const previous = button("‹", "Previous match", () => events.nextHit(-1), { class: "icon" });
  const next = button("›", "Next match", () => events.nextHit(1), { class: "icon" });

  const direction = html("select", {
    class: "direction",
    "aria-label": "Direction",
    title: "Direction from the root to the leaves",
  });
  for (const [value, text] of DIRECTION_NAMES) direction.append(html("option", { value }, text));
  direction.addEventListener("change", () => {
    const chosen = DIRECTION_NAMES.find(([value]) => value === direction.value);
    if (chosen !== undefined) events.setDirection(chosen[0]);
  });

  const sync = button(
    "Follow",
    "Follow the cursor, and show the source of what is selected or played",
    () => events.setSync(sync.getAttribute("aria-pressed") !== "true"),
    { class: "toggle" },
  );
  const pin = button("Pin", "Keep this run to compare later runs with", () => events.pin(), { class: "toggle" });
  const detailsToggle = button(
    "Details",
    "Show the details of the selection (d)",
    () => events.showDetails(detailsToggle.getAttribute("aria-pressed") !== "true"),
    { class: "toggle" },
  );
  const folding = menu("Fold", "Folding", [
    ["Fold loops, scopes and chains", () => events.foldAll()],
    ["Fold as at first", () => events.foldReset()],
    ["Unfold all that fits", () => events.unfoldAll()],
  ]);
  const exports = menu(
    "Export",
    "Export",
    EXPORTS.map(([format, text]) => [text, () => events.export(format)] as const),
  );
  const toolbar = html(
    "div",
    { class: "toolbar", role: "toolbar", "aria-label": "Graph" },
    roots,
    html("div", { class: "group grow", role: "search" }, query, previous, next, hits),
    direction,
    html(
      "div",
      { class: "group" },
      button("−", "Zoom out (-)", () => events.zoom(0.8), { class: "icon" }),
      button("Fit", "Show the whole drawing (0)", () => events.fit()),
      button("+", "Zoom in (+)", () => events.zoom(1.25), { class: "icon" }),
    ),
    folding,
    sync,
    pin,
    detailsToggle,
    exports,
  );

  const notice = html("div", { class: "notice", role: "status" });
  const empty = html("div", { class: "blank" });
  const staleBadge = html("div", { class: "stale-badge" }, "out of date");
  const runBadge = html("div", { class: "run-badge" });
  const legendBox = html("div", { class: "legend-box" });
  const counts = html("div", { class: "counts" });
  const stageBox = html("div", { class: "stage-box" }, stage, empty, runBadge, staleBadge, legendBox, counts, minimap);

  const detailsBox = html("aside", { class: "details", "aria-label": "Details", tabindex: 0 });
  const hint = html(
    "div",
    { class: "details-hint" },
    html("h2", {}, "Nothing selected"),
    html("p", {}, "Select a node to see its rule with numbers, its gradients and what it saved."),
    keyHelp(),
  );
  detailsBox.append(hint);

  const play = iconButton("play", "Play the backward pass (p)", () =>
    events.film(play.dataset["playing"] === "yes" ? "pause" : "play"),
  );
  play.classList.add("play");
  const scrub = html("input", {
    type: "range",
    min: 0,
    max: 1,
    value: 1,
    class: "scrub",
    "aria-label": "Step of the backward pass",
  });
  scrub.addEventListener("input", () => events.film({ frame: Number(scrub.value) }));
  const frameText = html("output", { class: "frame" });
  const filmText = html("span", { class: "film-text" });
  const speed = html("select", { class: "speed", "aria-label": "Speed", title: "Speed" });
  for (const value of SPEEDS) speed.append(html("option", { value }, `${value}×`));
  speed.addEventListener("change", () => events.setSpeed(Number(speed.value)));
  const leave = button("Show all", "Leave the film and show every gradient (Escape)", () => events.film("leave"));
  const filmBar = html(
    "div",
    { class: "film", role: "group", "aria-label": "Backward pass" },
    iconButton("start", "Before the first step ([)", () => events.film("start")),
    iconButton("back", "One step back (,)", () => events.film("back")),
    play,
    iconButton("forward", "One step on (.)", () => events.film("forward")),
    iconButton("end", "After the last step (])", () => events.film("end")),
    scrub,
    frameText,
    filmText,
    speed,
    leave,
  );

  const announcer = html("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  const main = html("main", { class: "main" }, notice, html("div", { class: "workspace" }, stageBox, detailsBox));
  root.replaceChildren(
    html("header", {}, html("h1", { class: "visually-hidden" }, "Gradient graph"), toolbar),
    main,
    html("footer", {}, filmBar, announcer),
  );

  let knownRoots: GraphData["roots"] | null = null;
  return {
    stageBox,
    update(model) {
      const { graph, film } = model;
      const choices = graph?.roots ?? [];
      if (choices !== knownRoots) {
        knownRoots = choices;
        roots.replaceChildren(...choices.map((choice) => html("option", { value: choice.key }, choice.label)));
      }
      roots.disabled = choices.length < 2;
      roots.hidden = choices.length === 0;
      if (graph !== null) roots.value = graph.root;
      direction.value = model.direction;
      sync.setAttribute("aria-pressed", String(model.isSynced));
      pin.setAttribute("aria-pressed", String(model.isPinned));
      detailsToggle.setAttribute("aria-pressed", String(model.showsDetails));
      root.dataset["state"] = model.notice?.kind ?? "data";
      root.classList.toggle("stale", model.isStale);
      root.classList.toggle("empty", model.isEmpty);
      root.classList.toggle("without-details", !model.showsDetails);
      minimap.hidden = !model.showsMinimap;
      showNotice(notice, model.isEmpty && model.notice?.kind !== "note" ? null : model.notice);
      showBlank(empty, model.isEmpty ? model.notice : null);
      staleBadge.hidden = !model.isStale;
      runBadge.hidden = !model.isPinned;
      runBadge.textContent =
        model.changed === null
          ? "pinned run"
          : `live · ${model.changed === 0 ? "same as" : `${model.changed} changed since`} the pinned run`;
      counts.textContent = model.counts;
      updateFilm(film);
    },
    setDetails(content) {
      detailsBox.replaceChildren(content ?? hint);
    },
    setLegend(content) {
      legendBox.replaceChildren(content);
    },
    announce(text) {
      announcer.textContent = text;
    },
    reportHits(text) {
      if (hits.textContent !== text) hits.textContent = text;
    },
    reportDrawing(count, items, milliseconds) {
      root.dataset["drawings"] = String(count);
      root.dataset["items"] = String(items);
      root.dataset["layoutMilliseconds"] = String(milliseconds);
    },
    searchText: () => query.value,
    focusSearch: () => query.select(),
    clearSearch() {
      query.value = "";
      events.search("");
    },
    toggleDetails: () => detailsToggle.click(),
  };

  function updateFilm(film: ChromeModel["film"]): void {
    const isOff = film.length === 0;
    filmBar.classList.toggle("off", isOff);
    for (const control of filmBar.querySelectorAll<HTMLButtonElement | HTMLInputElement | HTMLSelectElement>(
      "button, input, select",
    )) {
      control.disabled = isOff;
    }
    leave.disabled = isOff || film.frame === null;
    const at = film.frame ?? film.length;
    scrub.max = String(film.length);
    scrub.value = String(at);
    scrub.setAttribute("aria-valuetext", `step ${at} of ${film.length}, ${film.text}`);
    frameText.textContent = isOff ? "" : `${at} / ${film.length}`;
    if (filmText.textContent !== film.text) {
      filmText.textContent = film.text;
      filmText.title = film.text;
    }
    const playing = film.isPlaying ? "yes" : "no";
    if (play.dataset["playing"] !== playing) play.replaceChildren(icon(film.isPlaying ? "pause" : "play"));
    play.dataset["playing"] = playing;
    const label = film.isPlaying ? "Pause (p)" : "Play the backward pass (p)";
    play.setAttribute("aria-label", label);
    play.title = label;
    speed.value = String(film.speed);
  }
}

const HEADINGS: Record<Notice["kind"], string> = {
  loading: "Evaluating",
  empty: "Nothing to draw",
  error: "Could not evaluate",
  stopped: "Stopped",
  stale: "Out of date",
  note: "Note",
};

function noticeText(notice: Notice): string {
  return notice.location === null ? notice.text : `${notice.text} (${lineText(notice.location.range.start.line)})`;
}

function showNotice(box: HTMLElement, notice: Notice | null): void {
  box.className = `notice ${notice?.kind ?? ""}`;
  box.hidden = notice === null;
  const text = notice === null ? "" : noticeText(notice);
  if (box.textContent !== text) box.textContent = text;
}

function showBlank(box: HTMLElement, notice: Notice | null): void {
  box.hidden = notice === null;
  if (notice === null) return;
  const hint: Partial<Record<Notice["kind"], string>> = {
    empty: "A graph begins where a tensor with requires_grad=True is used.",
    error: "The graph appears once the snippet runs.",
  };
  box.className = `blank ${notice.kind}`;
  box.replaceChildren(
    html("div", { class: "blank-picture", "aria-hidden": "true" }, html("span"), html("span"), html("span")),
    html("h2", {}, HEADINGS[notice.kind]),
    html("p", {}, noticeText(notice)),
    hint[notice.kind] === undefined ? "" : html("p", { class: "muted" }, hint[notice.kind]!),
  );
}

function keyHelp(): HTMLElement {
  const keys: readonly (readonly [string, string])[] = [
    ["arrows", "along the edges"],
    ["Enter", "select, show source"],
    ["Space", "fold or unfold"],
    ["+ − 0", "zoom, fit"],
    ["Shift+arrows", "pan"],
    ["/ n N", "search, next, previous"],
    ["p , .", "play, step back, step on"],
    ["Esc", "leave film, search, selection"],
  ];
  const list = html("dl", { class: "keys" });
  for (const [key, meaning] of keys) list.append(html("dt", {}, html("kbd", {}, key)), html("dd", {}, meaning));
  return list;
}
