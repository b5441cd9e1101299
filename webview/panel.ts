/**
 * The panel: takes the host's messages and the reader's actions, decides what is shown, and tells the views. All
 * state of the page is here; the views hold elements only.
 */
import type { GraphData, GraphState } from "../server/protocol/graph.ts";
import type { HostToPanel } from "../server/protocol/panel.ts";
import { type ExportFormat, exportDrawing } from "./export/exportDrawing.ts";
import { type FilmPosition, faceOf, WHOLE } from "./faces.ts";
import { currentAt, type Film, filmOf, positionAt, stride } from "./film.ts";
import { type GraphIndex, indexGraph } from "./fold/graphIndex.ts";
import {
  type FoldChoices,
  type Folded,
  fold,
  NO_CHOICES,
  openPass,
  openTowards,
  setOpen,
  surroundings,
} from "./fold.ts";
import { counted } from "./format.ts";
import type { Host, StoredState } from "./host.ts";
import type { Direction, LayoutInput } from "./layout/drawing.ts";
import type { LayoutClient } from "./layout/layoutClient.ts";
import { type Scale, scaleOf } from "./magnitude.ts";
import { search } from "./search.ts";
import { onThemeChange, prefersStillness, rampOfTheme } from "./theme.ts";
import { type Chrome, makeChrome, type Notice } from "./view/chrome.ts";
import { groupDetails, nodeDetails, type Pinned } from "./view/details.ts";
import { legend } from "./view/legend.ts";
import { faceSize, type Measure, pageMeasure } from "./view/measure.ts";
import { Minimap } from "./view/minimap.ts";
import { type Marks, type Scene, Stage } from "./view/stage.ts";

const DIRECTIONS: readonly Direction[] = ["TB", "LR", "BT", "RL"];

/** What the drawing is of. Replaced as a whole when the host sends a graph. */
interface Shown {
  readonly graph: GraphData;
  readonly index: GraphIndex;
  readonly film: Film;
  readonly scale: Scale;
}

export class Panel {
  readonly #host: Host;
  readonly #layouts: LayoutClient;
  readonly #stage: Stage;
  readonly #minimap: Minimap;
  readonly #chrome: Chrome;
  readonly #measure: Measure;

  #state: GraphState = { kind: "loading" };
  /** The latest graph that arrived; what is on screen may still be the one before, until this one is laid out. */
  #shown: Shown | null = null;
  #pinned: Shown | null = null;
  #folded: Folded | null = null;
  #choices: FoldChoices;
  #direction: Direction;
  #selectedNode: number | null = null;
  #selectedItem: string | null = null;
  /** Of a selection that waits for its graph: after a reload, or across a new run. */
  #wantedKey: string | null;
  #wantedView: StoredState["view"];
  #cursor: readonly number[] = [];
  #hits: readonly number[] | null = null;
  #hitAt = -1;
  #frame: number | null = null;
  #isPlaying = false;
  /** While the film runs, the details are of its current node, until the reader selects another. */
  #detailsFollowFilm = false;
  #ticker = 0;
  #speed: number;
  #isSynced: boolean;
  #showsDetails: boolean;
  #showsMinimap: boolean;
  #lastReveal = 0;
  #isLayingOut = false;
  #layoutNote: string | null = null;
  #drawn = 0;

  constructor(root: HTMLElement, host: Host, layouts: LayoutClient) {
    this.#host = host;
    this.#layouts = layouts;
    const stored = host.load();
    this.#choices = { ...NO_CHOICES, ...stored.choices };
    this.#direction = stored.direction !== undefined && DIRECTIONS.includes(stored.direction) ? stored.direction : "TB";
    this.#wantedKey = stored.selection ?? null;
    this.#wantedView = stored.view ?? null;
    this.#isSynced = stored.isSynced ?? true;
    this.#speed = stored.speed ?? 1;
    this.#showsDetails = stored.showsDetails ?? true;
    this.#showsMinimap = stored.showsMinimap ?? true;

    this.#stage = new Stage({
      activate: (key) => this.#activate(key),
      toggle: (key) => this.#toggle(key),
      focus: () => undefined,
      clear: () => this.#select(null, null),
      cameraChanged: () => {
        this.#minimap.look(this.#stage.camera, this.#stage.size);
        this.#store();
      },
    });
    this.#minimap = new Minimap((point) => this.#stage.centre(point));
    this.#chrome = makeChrome(root, this.#stage.element, this.#minimap.element, {
      chooseRoot: (key) => host.post({ kind: "chooseRoot", root: key }),
      search: (text) => this.#search(text),
      nextHit: (step) => this.#nextHit(step),
      leaveSearch: () => this.#focusStage(),
      setDirection: (direction) => this.#setDirection(direction),
      fit: () => this.#stage.fit(),
      zoom: (factor) => this.#stage.zoom(factor),
      foldAll: () => this.#setChoices(this.#closeEverything(), null),
      foldReset: () => this.#setChoices(NO_CHOICES, null),
      unfoldAll: () => this.#setChoices(this.#openEverything(), null),
      setSync: (on) => {
        this.#isSynced = on;
        host.post({ kind: "sync", on });
        this.#store();
        this.#refreshChrome();
      },
      pin: () => this.#pin(),
      showDetails: (on) => {
        this.#showsDetails = on;
        this.#store();
        this.#refreshChrome();
      },
      showMinimap: (on) => {
        this.#showsMinimap = on;
        this.#store();
        this.#refreshChrome();
      },
      export: (format) => void this.#export(format),
      film: (action) => this.#filmAction(action),
      setSpeed: (speed) => {
        this.#speed = speed;
        this.#store();
        if (this.#isPlaying) this.#schedule();
      },
    });
    const styles = getComputedStyle(document.body);
    this.#measure = pageMeasure(
      styles.getPropertyValue("--gl-sans") || "sans-serif",
      styles.getPropertyValue("--gl-mono") || "monospace",
    );
    new ResizeObserver(() => this.#resize()).observe(this.#chrome.stageBox);
    this.#resize();
    onThemeChange(() => {
      this.#paint();
      this.#refreshLegend();
    });
    document.addEventListener("keydown", (event) => this.#onKey(event));
    host.onMessage((message) => this.#receive(message));
    this.#refreshChrome();
    host.post({ kind: "ready" });
    // The host starts with following on: it must hear of a reader who had switched it off.
    if (!this.#isSynced) host.post({ kind: "sync", on: false });
  }

  // The host's messages ------------------------------------------------------------------------------------------------

  #receive(message: HostToPanel): void {
    switch (message.kind) {
      case "state":
        if (message.title !== "") document.title = message.title;
        this.#takeState(message.state);
        break;
      case "highlight":
        this.#highlight(message.nodes, message.origin);
        break;
      case "select":
        this.#land(message.node);
        break;
      case "exported":
        this.#chrome.announce(message.ok ? "Exported." : "Nothing was exported.");
        break;
      default:
        break;
    }
  }

  #takeState(state: GraphState): void {
    this.#state = state;
    const graph = state.kind === "data" || state.kind === "stopped" ? state.graph : null;
    if (graph !== null && graph.nodes.length > 0 && graph !== this.#shown?.graph) {
      this.#rememberSelection();
      const isSameRoot = this.#shown?.graph.root === graph.root && this.#shown.graph.uri === graph.uri;
      this.#shown = { graph, index: indexGraph(graph), film: filmOf(graph), scale: scaleOf(graph) };
      this.#stopPlaying();
      // The film's frames are those of the run that is shown: another run starts whole.
      this.#frame = null;
      this.#cursor = [];
      this.#folded = null;
      void this.#relayout(isSameRoot ? this.#anchor() : null);
    }
    this.#refreshChrome();
  }

  #highlight(nodes: readonly number[], origin: number | null): void {
    this.#cursor = nodes;
    this.#paint();
    const isEcho = origin !== null && origin === this.#lastReveal;
    if (isEcho || !this.#isSynced || this.#folded === null) return;
    const key = nodes.flatMap((id) => this.#folded?.itemsOfNode.get(id) ?? []).find((item) => this.#stage.has(item));
    if (key !== undefined) this.#stage.reveal(key);
  }

  /** A hover's "Show in graph": unfold what hides the node, select it, bring it in. */
  #land(node: number): void {
    const shown = this.#shown;
    if (shown === null || shown.graph.nodes[node] === undefined) return;
    this.#folded ??= fold(shown.index, this.#choices);
    const choices = openTowards(this.#folded, this.#choices, node);
    this.#selectedNode = node;
    this.#selectedItem = null;
    if (choices !== this.#choices) {
      this.#choices = choices;
      void this.#relayout(this.#anchor()).then(() => this.#bringIn(node));
    } else this.#bringIn(node);
  }

  #bringIn(node: number): void {
    const key = this.#folded?.itemsOfNode.get(node)?.[0];
    if (key === undefined || !this.#stage.has(key)) return;
    this.#select(key, node);
    this.#stage.reveal(key);
    this.#stage.focusItem(key);
  }

  // Drawing ------------------------------------------------------------------------------------------------------------

  /** Folds, lays out and shows the latest graph. The old drawing stays until the new one is there. */
  async #relayout(anchor: string | null): Promise<void> {
    const shown = this.#shown;
    if (shown === null) return;
    const { graph, index } = shown;
    const folded = fold(index, this.#choices);
    this.#folded = folded;
    const sizes = new Map(
      folded.items.map((item) => [item.key, faceSize(faceOf(graph, item, WHOLE), this.#measure)] as const),
    );
    const input: LayoutInput = {
      nodes: folded.items.map((item) => ({ key: item.key, ...sizes.get(item.key)! })),
      edges: folded.edges.map((edge) => ({ key: edge.key, from: edge.from, to: edge.to, constrains: !edge.isCarried })),
      direction: this.#direction,
    };
    this.#isLayingOut = true;
    this.#refreshChrome();
    const result = await this.#layouts.layout(input);
    if (result === null || this.#shown !== shown || this.#folded !== folded) return;
    this.#isLayingOut = false;
    const closed = folded.closedAgain.length;
    this.#layoutNote =
      result.note ??
      (closed === 0
        ? null
        : `${counted(closed, "group")} opened earlier closed again: more would not fit one drawing.`);
    const scene: Scene = {
      index,
      folded,
      around: surroundings(folded),
      layout: result.layout,
      sizes,
      scale: shown.scale,
      direction: this.#direction,
    };
    const isFirst = this.#stage.scene === null || anchor === null || result.layout.nodes[anchor] === undefined;
    this.#stage.show(scene, anchor, !prefersStillness());
    this.#restoreSelection(folded, index);
    if (isFirst) this.#restoreView();
    this.#search(this.#chrome.searchText(), false);
    this.#paint();
    this.#refreshLegend();
    this.#refreshDetails();
    this.#refreshChrome();
    this.#drawn++;
    this.#chrome.reportDrawing(this.#drawn, folded.items.length, Math.round(result.milliseconds));
  }

  #restoreView(): void {
    const view = this.#wantedView;
    this.#wantedView = null;
    if (view === null) {
      this.#stage.fit();
      // A large drawing opens where it begins, at a size that can be read.
      const first = this.#stage.scene?.folded.items[0];
      if (this.#stage.camera.scale < 0.4 && first !== undefined) {
        this.#stage.zoom(0.7 / this.#stage.camera.scale);
        this.#stage.startAt(first.key);
      }
      return;
    }
    this.#stage.setCamera({ scale: view.scale, x: 0, y: 0 });
    this.#stage.centre(view);
  }

  /** The item that should stay where it is when the drawing changes. */
  #anchor(): string | null {
    const selected = this.#selectedItem;
    if (selected !== null && this.#stage.has(selected)) return selected;
    return this.#stage.scene === null ? null : this.#stage.middleItem();
  }

  #rememberSelection(): void {
    if (this.#selectedNode !== null && this.#shown !== null) {
      this.#wantedKey = this.#shown.index.keys[this.#selectedNode] ?? null;
    }
    this.#selectedNode = null;
  }

  #restoreSelection(folded: Folded, index: GraphIndex): void {
    if (this.#selectedNode === null && this.#wantedKey !== null) {
      this.#selectedNode = index.idOfKey.get(this.#wantedKey) ?? null;
    }
    this.#wantedKey = null;
    if (this.#selectedItem !== null && this.#stage.has(this.#selectedItem)) return;
    this.#selectedItem = this.#selectedNode === null ? null : (folded.itemsOfNode.get(this.#selectedNode)?.[0] ?? null);
  }

  #paint(): void {
    const scene = this.#stage.scene;
    // Ids are of the graph on screen, which is the latest one except while a layout runs.
    if (scene === null || scene.index !== this.#shown?.index) return;
    const ramp = rampOfTheme();
    this.#stage.paint(this.#position(), this.#marks(scene), ramp);
    this.#minimap.show(scene, ramp, this.#selectedItem);
  }

  #marks(scene: Scene): Marks {
    const { folded } = scene;
    const itemsOf = (ids: readonly number[]): Set<string> =>
      new Set(ids.flatMap((id) => [...(folded.itemsOfNode.get(id) ?? [])]));
    const linked = this.#selectedNode === null ? new Set<string>() : itemsOf([this.#selectedNode]);
    const current = currentAt(this.#shown!.film, this.#frame);
    return {
      selected: this.#selectedItem,
      linked,
      cursor: itemsOf(this.#cursor),
      hits: this.#hits === null ? null : itemsOf(this.#hits),
      current: current === null ? null : (folded.itemsOfNode.get(current)?.[0] ?? null),
      changed: this.#changed(),
    };
  }

  #position(): FilmPosition {
    return this.#shown === null ? WHOLE : positionAt(this.#shown.graph, this.#shown.film, this.#frame);
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#chrome.stageBox;
    this.#stage.resize({ width, height });
    this.#minimap.look(this.#stage.camera, this.#stage.size);
  }

  // Selection and folding ----------------------------------------------------------------------------------------------

  #activate(key: string): void {
    const item = this.#folded?.items.find((candidate) => candidate.key === key);
    if (item === undefined) return;
    const node = item.kind === "node" ? item.node : null;
    this.#select(key, node);
    const target = node ?? (item.kind === "group" ? item.nodes[0] : undefined);
    if (target !== undefined) this.#reveal(target);
  }

  #reveal(node: number): void {
    // Ids of a graph that is no longer the host's would reveal something else.
    if (this.#isStale() || this.#shown?.graph.nodes[node]?.location == null) return;
    this.#lastReveal++;
    this.#host.post({ kind: "reveal", node, id: this.#lastReveal });
  }

  #select(key: string | null, node: number | null): void {
    this.#selectedItem = key;
    this.#selectedNode = node;
    this.#detailsFollowFilm = false;
    this.#paint();
    this.#refreshDetails();
    this.#store();
  }

  #toggle(key: string): void {
    const folded = this.#folded;
    const item = folded?.items.find((candidate) => candidate.key === key);
    if (folded === null || item === undefined) return;
    if (item.kind === "group") {
      this.#setChoices(setOpen(this.#choices, item.groupKey, true), key);
      return;
    }
    const around = folded.groupsOfNode(item.node).filter((group) => group.size > 1 && group.isOpen);
    // A loop is what a reader most likely unfolded and wants to see closed again, then the innermost scope.
    const closing =
      around.find((group) => group.group === "passes") ??
      around.findLast((group) => group.group === "scope" || group.group === "leaves") ??
      around.at(-1);
    const passes = folded.loops.ofNode.get(item.node);
    if (passes !== undefined && (this.#choices.passes[passes.loop.key]?.length ?? 0) > 0) {
      this.#setChoices(setOpen(this.#choices, passes.loop.key, false), key);
    } else if (closing !== undefined) this.#setChoices(setOpen(this.#choices, closing.key, false), key);
  }

  #setChoices(choices: FoldChoices, near: string | null): void {
    this.#choices = choices;
    this.#store();
    if (this.#shown === null) return;
    // What stands in for `near` afterwards keeps its place: its own first node, or the group that swallowed it.
    const before = this.#folded?.items.find((item) => item.key === near);
    const node = before === undefined ? null : before.kind === "node" ? before.node : (before.nodes[0] ?? null);
    const anchorBefore = near ?? this.#anchor();
    void this.#relayoutAround(anchorBefore, node);
  }

  async #relayoutAround(anchor: string | null, node: number | null): Promise<void> {
    const shown = this.#shown;
    if (shown === null) return;
    const next = fold(shown.index, this.#choices);
    const stays = anchor !== null && next.items.some((item) => item.key === anchor);
    const successor = node === null ? undefined : next.itemsOfNode.get(node)?.[0];
    if (!stays && anchor !== null && successor !== undefined) this.#stage.rename(anchor, successor);
    if (this.#selectedItem === anchor && !stays) {
      this.#selectedItem = successor ?? null;
      const item = next.items.find((candidate) => candidate.key === successor);
      this.#selectedNode = item?.kind === "node" ? item.node : null;
    }
    await this.#relayout(stays ? anchor : (successor ?? this.#anchor()));
  }

  #openEverything(): FoldChoices {
    let choices = NO_CHOICES;
    for (const group of this.#folded?.groups ?? []) {
      if (group.group !== "block") choices = setOpen(choices, group.key, true);
    }
    return choices;
  }

  #closeEverything(): FoldChoices {
    let choices = NO_CHOICES;
    for (const group of this.#folded?.groups ?? []) {
      if (group.size > 1 && group.group !== "block") choices = setOpen(choices, group.key, false);
    }
    return choices;
  }

  #setDirection(direction: Direction): void {
    this.#direction = direction;
    this.#store();
    void this.#relayout(this.#selectedItem).then(() => {
      if (this.#selectedItem === null) this.#stage.fit();
    });
  }

  // Search -------------------------------------------------------------------------------------------------------------

  #search(text: string, announce = true): void {
    const hits = this.#shown === null ? null : search(this.#shown.graph, text);
    this.#hits = hits;
    this.#hitAt = -1;
    this.#paint();
    this.#chrome.reportHits(
      hits === null ? "" : hits.length === 0 ? "no match" : counted(hits.length, "match"),
      announce,
    );
  }

  #nextHit(step: number): void {
    const hits = this.#hits;
    if (hits === null || hits.length === 0) return;
    this.#hitAt = this.#hitAt < 0 ? (step > 0 ? 0 : hits.length - 1) : (this.#hitAt + step + hits.length) % hits.length;
    const node = hits[this.#hitAt]!;
    this.#chrome.reportHits(`${this.#hitAt + 1} of ${hits.length}`, true);
    const folded = this.#folded;
    if (folded === null || this.#shown === null) return;
    const choices = openTowards(folded, this.#choices, node);
    const show = (): void => {
      const key = this.#folded?.itemsOfNode.get(node)?.[0];
      if (key === undefined) return;
      this.#select(key, node);
      this.#stage.reveal(key);
      this.#reveal(node);
    };
    if (choices === this.#choices) show();
    else {
      const at = this.#hitAt;
      this.#choices = choices;
      void this.#relayout(this.#anchor()).then(() => {
        this.#hitAt = at;
        this.#chrome.reportHits(`${at + 1} of ${hits.length}`, false);
        show();
      });
    }
  }

  // Film ---------------------------------------------------------------------------------------------------------------

  #filmAction(
    action: "play" | "pause" | "back" | "forward" | "start" | "end" | "leave" | { readonly frame: number },
  ): void {
    const film = this.#shown?.film;
    if (film === undefined || film.sequence.length === 0) return;
    const last = film.sequence.length;
    const at = this.#frame ?? last;
    if (action === "play") {
      if (this.#isPlaying) return;
      this.#isPlaying = true;
      this.#goTo(this.#frame === null || this.#frame >= last ? 0 : this.#frame);
      this.#schedule();
      return;
    }
    this.#stopPlaying();
    if (action === "pause") this.#refreshChrome();
    else if (action === "leave") this.#goTo(null);
    else if (action === "start") this.#goTo(0);
    else if (action === "end") this.#goTo(last);
    else if (action === "back") this.#goTo(Math.max(0, at - 1));
    else if (action === "forward") this.#goTo(this.#frame === null ? 1 : Math.min(last, at + 1));
    else this.#goTo(Math.min(last, Math.max(0, action.frame)));
  }

  #goTo(frame: number | null): void {
    this.#frame = frame;
    this.#detailsFollowFilm = frame !== null;
    this.#paint();
    this.#refreshChrome();
    this.#refreshDetails();
    const current = this.#shown === null ? null : currentAt(this.#shown.film, frame);
    if (current === null) return;
    const key = this.#folded?.itemsOfNode.get(current)?.[0];
    if (key !== undefined && this.#stage.has(key)) this.#stage.reveal(key);
    if (this.#isSynced) this.#reveal(current);
  }

  #schedule(): void {
    clearTimeout(this.#ticker);
    const film = this.#shown?.film;
    if (!this.#isPlaying || film === undefined) return;
    const { frames, milliseconds } = stride(film, this.#speed);
    this.#ticker = self.setTimeout(() => {
      const next = Math.min(film.sequence.length, (this.#frame ?? 0) + frames);
      if (next >= film.sequence.length) this.#isPlaying = false;
      this.#goTo(next);
      this.#schedule();
    }, milliseconds);
  }

  #stopPlaying(): void {
    this.#isPlaying = false;
    clearTimeout(this.#ticker);
  }

  // Runs to compare ----------------------------------------------------------------------------------------------------

  #pin(): void {
    this.#pinned = this.#pinned === null ? this.#shown : null;
    this.#chrome.announce(this.#pinned === null ? "Unpinned." : "This run is pinned; later runs are compared with it.");
    this.#paint();
    this.#refreshDetails();
    this.#refreshChrome();
  }

  #pinnedTwin(node: number): Pinned {
    const pinned = this.#pinned;
    const shown = this.#shown;
    if (pinned === null || shown === null || pinned === shown) return undefined;
    const id = pinned.index.idOfKey.get(shown.index.keys[node] ?? "");
    return id === undefined ? null : (pinned.graph.nodes[id] ?? null);
  }

  /** Nodes whose gradient differs from the pinned run, or that it does not have. */
  #changed(): ReadonlySet<number> | null {
    const shown = this.#shown;
    if (this.#pinned === null || shown === null || this.#pinned === shown) return null;
    const changed = new Set<number>();
    for (const node of shown.graph.nodes) {
      const twin = this.#pinnedTwin(node.id);
      if (twin === null || twin === undefined || (twin.gradient?.text ?? null) !== (node.gradient?.text ?? null)) {
        changed.add(node.id);
      }
    }
    return changed;
  }

  // Page ---------------------------------------------------------------------------------------------------------------

  #isStale(): boolean {
    return this.#state.kind === "data" ? this.#state.isStale : this.#state.kind !== "stopped";
  }

  #refreshChrome(): void {
    const shown = this.#shown;
    const film = shown?.film;
    const current = shown === null || film === undefined ? null : currentAt(film, this.#frame);
    this.#chrome.update({
      graph: shown?.graph ?? null,
      notice: this.#notice(),
      isStale: shown !== null && (this.#isStale() || (this.#isLayingOut && this.#stage.scene?.index !== shown.index)),
      isEmpty: this.#stage.scene === null,
      direction: this.#direction,
      isSynced: this.#isSynced,
      isPinned: this.#pinned !== null,
      isLive: this.#pinned === null || this.#pinned !== shown,
      changed: this.#changed()?.size ?? null,
      showsDetails: this.#showsDetails,
      showsMinimap: this.#showsMinimap && (this.#folded?.items.length ?? 0) > 8,
      film: {
        length: film?.sequence.length ?? 0,
        frame: this.#frame,
        isPlaying: this.#isPlaying,
        speed: this.#speed,
        text: shown === null || film === undefined ? "" : this.#filmText(shown, current),
      },
      counts: this.#countsText(),
    });
  }

  #filmText(shown: Shown, current: number | null): string {
    if (this.#frame === null) {
      const n = shown.film.sequence.length;
      return n === 0 ? "No backward pass has run" : `Backward pass, ${counted(n, "step")}`;
    }
    if (current === null) return "Before the backward pass";
    const node = shown.graph.nodes[current]!;
    const what = node.kind === "accumulate" && node.variable !== null ? `${node.name} ${node.variable}` : node.name;
    const pass = node.passes > 1 ? `, pass ${node.pass + 1}` : "";
    return `${what}${pass}${node.source === null ? "" : `: ${node.source}`}`;
  }

  #countsText(): string {
    const { graph } = this.#shown ?? {};
    if (graph === undefined || this.#folded === null) return "";
    const all = counted(graph.nodes.length, "node");
    const folded = this.#folded.items.length < graph.nodes.length ? `, shown as ${this.#folded.items.length}` : "";
    const omitted = graph.omitted > 0 ? `, ${counted(graph.omitted, "node")} left out` : "";
    return all + folded + omitted;
  }

  #notice(): Notice | null {
    const hasDrawing = this.#stage.scene !== null;
    const old = hasDrawing ? " The drawing is of the last run." : "";
    const { graph } = this.#shown ?? {};
    switch (this.#state.kind) {
      case "loading":
        return { kind: "loading", text: hasDrawing ? "Evaluating…" : "Evaluating the snippet…", location: null };
      case "empty":
        return { kind: "empty", text: `${this.#state.reason}${old}`, location: null };
      case "error":
        return { kind: "error", text: `${this.#state.message}${old}`, location: this.#state.location };
      case "stopped":
        return {
          kind: "stopped",
          text: `${this.#state.reason}${this.#state.graph === null ? old : " What was built up to there is shown."}`,
          location: null,
        };
      case "data":
        if (graph !== undefined && this.#state.graph.nodes.length === 0) {
          return { kind: "empty", text: `This root has no graph.${old}`, location: null };
        }
        if (this.#state.isStale) return { kind: "stale", text: "The text has changed; evaluating…", location: null };
        if (this.#isLayingOut && !hasDrawing) return { kind: "loading", text: "Laying out…", location: null };
        if (this.#layoutNote !== null) return { kind: "note", text: this.#layoutNote, location: null };
        if (graph !== undefined && graph.omitted > 0) {
          return {
            kind: "note",
            text: `${counted(graph.omitted, "node")} left out: the graph is larger than what is sent.`,
            location: null,
          };
        }
        return null;
    }
  }

  #refreshLegend(): void {
    if (this.#shown !== null) this.#chrome.setLegend(legend(this.#shown.scale, rampOfTheme()));
  }

  #refreshDetails(): void {
    const shown = this.#shown;
    const folded = this.#folded;
    const item = folded?.items.find((candidate) => candidate.key === this.#selectedItem);
    const played = shown !== null && this.#detailsFollowFilm ? currentAt(shown.film, this.#frame) : null;
    if (shown === null || folded === null || (played === null && item === undefined && this.#selectedNode === null)) {
      this.#chrome.setDetails(null);
      return;
    }
    const events = {
      go: (node: number) => this.#land(node),
      reveal: (node: number) => this.#reveal(node),
      copy: (text: string) => this.#host.post({ kind: "copy", text }),
      setOpen: (group: string, open: boolean) =>
        this.#setChoices(setOpen(this.#choices, group, open), this.#selectedItem),
      openPass: (loop: string, pass: number) =>
        this.#setChoices(openPass(this.#choices, loop, pass), this.#selectedItem),
    };
    const node = played ?? this.#selectedNode ?? (item?.kind === "node" ? item.node : null);
    if (node !== null) {
      this.#chrome.setDetails(nodeDetails(shown.index, folded, node, this.#pinnedTwin(node), events));
    } else if (item?.kind === "group") this.#chrome.setDetails(groupDetails(shown.graph, folded, item, events));
  }

  async #export(format: ExportFormat): Promise<void> {
    const scene = this.#stage.scene;
    if (scene === null) return;
    try {
      const content = await exportDrawing(format, scene, this.#stage.element, document.title);
      this.#host.post({ kind: "export", format, content });
      this.#chrome.announce(`${format.toUpperCase()} is ready.`);
    } catch (error) {
      this.#chrome.announce("The export failed.");
      this.#host.post({ kind: "failure", message: `export ${format}: ${String(error)}` });
    }
  }

  #focusStage(): void {
    const key = this.#stage.focusKey;
    if (key !== null) this.#stage.focusItem(key);
  }

  /** Keys that work wherever the focus is, except in a field. */
  #onKey(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target?.matches("input, select, textarea")) return;
    const actions: Record<string, () => void> = {
      "/": () => this.#chrome.focusSearch(),
      p: () => this.#filmAction(this.#isPlaying ? "pause" : "play"),
      ",": () => this.#filmAction("back"),
      ".": () => this.#filmAction("forward"),
      "[": () => this.#filmAction("start"),
      "]": () => this.#filmAction("end"),
      d: () => this.#chrome.toggleDetails(),
      n: () => this.#nextHit(1),
      N: () => this.#nextHit(-1),
      Escape: () => {
        if (this.#frame !== null) this.#filmAction("leave");
        else if (this.#hits !== null) this.#chrome.clearSearch();
        else this.#select(null, null);
      },
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  }

  #store(): void {
    const { camera, size } = this.#stage;
    const hasDrawing = this.#stage.scene !== null;
    this.#host.store({
      direction: this.#direction,
      choices: this.#choices,
      selection: this.#selectedNode === null ? this.#wantedKey : (this.#shown?.index.keys[this.#selectedNode] ?? null),
      isSynced: this.#isSynced,
      speed: this.#speed,
      showsDetails: this.#showsDetails,
      showsMinimap: this.#showsMinimap,
      view:
        hasDrawing && this.#wantedView === null
          ? {
              scale: camera.scale,
              x: (size.width / 2 - camera.x) / camera.scale,
              y: (size.height / 2 - camera.y) / camera.scale,
            }
          : this.#wantedView,
    });
  }
}
