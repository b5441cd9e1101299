/**
 * The drawing area: an SVG of items and arrows that can be panned and zoomed. It is told what to show and how each
 * item looks; it reports what the reader does, and knows nothing of the host.
 */
import { svg } from "../dom.ts";
import { arrivals, edgeMagnitude, edgeText, type Face, type FilmPosition, faceOf, spokenText } from "../faces.ts";
import { type GraphIndex, isLeaf } from "../fold/graphIndex.ts";
import type { Around, Folded, Item, VisibleEdge } from "../fold.ts";
import { shortTensor } from "../format.ts";
import type { Direction, Layout, Point, Size } from "../layout/drawing.ts";
import type { RampName, Scale } from "../magnitude.ts";
import { type Camera, fitted, inDrawing, kept, onStage, panned, placing, revealing, zoomedAt } from "./camera.ts";
import { type DrawnEdge, type DrawnItem, drawEdge, drawItem, paintEdge, paintItem, patterns } from "./shapes.ts";

/** Everything one drawing shows. `sizes` and `layout` hold an entry for each item. */
export interface Scene {
  readonly index: GraphIndex;
  readonly folded: Folded;
  readonly around: ReadonlyMap<string, Around>;
  readonly layout: Layout;
  readonly sizes: ReadonlyMap<string, Size>;
  readonly scale: Scale;
  readonly direction: Direction;
}

/** What stands out, by item key. */
export interface Marks {
  readonly selected: string | null;
  /** Other items that show the same node, or its neighbours. */
  readonly linked: ReadonlySet<string>;
  readonly cursor: ReadonlySet<string>;
  readonly hits: ReadonlySet<string> | null;
  readonly current: string | null;
  /** Node ids whose gradient differs from the pinned run. */
  readonly changed: ReadonlySet<number> | null;
}

export const NO_MARKS: Marks = {
  selected: null,
  linked: new Set(),
  cursor: new Set(),
  hits: null,
  current: null,
  changed: null,
};

const ALONE: Around = { before: [], after: [] };

export interface StageEvents {
  activate(key: string): void;
  toggle(key: string): void;
  focus(key: string): void;
  /** Clicked beside everything. */
  clear(): void;
  cameraChanged(camera: Camera): void;
}

export class Stage {
  readonly element: SVGSVGElement;
  readonly #world: SVGGElement;
  readonly #edgeLayer: SVGGElement;
  readonly #itemLayer: SVGGElement;
  readonly #events: StageEvents;
  #scene: Scene | null = null;
  #items = new Map<string, DrawnItem>();
  #edges = new Map<string, DrawnEdge>();
  #camera: Camera = { scale: 1, x: 0, y: 0 };
  #size: Size = { width: 1, height: 1 };
  #focusKey: string | null = null;
  #animation = 0;
  #cameFrom: string | null = null;

  constructor(events: StageEvents) {
    this.#events = events;
    this.#edgeLayer = svg("g", { class: "edges", "aria-hidden": "true" });
    this.#itemLayer = svg("g", { class: "items" });
    this.#world = svg("g", { class: "world" }, this.#edgeLayer, this.#itemLayer);
    this.element = svg(
      "svg",
      { class: "stage", role: "application", "aria-label": "Gradient graph", "aria-roledescription": "graph" },
      patterns(),
      this.#world,
    );
    this.#listen();
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): Size {
    return this.#size;
  }

  get scene(): Scene | null {
    return this.#scene;
  }

  /** Tells the stage its size on the page. What was in the middle stays there. */
  resize(size: Size): void {
    if (size.width <= 0 || size.height <= 0) return;
    const dx = (size.width - this.#size.width) / 2;
    const dy = (size.height - this.#size.height) / 2;
    const isFirst = this.#size.width === 1;
    this.#size = size;
    if (!isFirst) this.setCamera(panned(this.#camera, dx, dy));
  }

  /**
   * Replaces the drawing. With an anchor that is in both drawings the anchor keeps its place on the page, and what is
   * in both moves there from where it was.
   */
  show(scene: Scene, anchor: string | null, animate: boolean): void {
    const before = new Map([...this.#items].map(([key, drawn]) => [key, drawn.at]));
    const oldAnchor = anchor === null ? undefined : before.get(anchor);
    const newAnchor = anchor === null ? undefined : scene.layout.nodes[anchor];
    cancelAnimationFrame(this.#animation);
    this.#scene = scene;
    this.#items = new Map();
    this.#edges = new Map();
    const hadFocus = this.#itemLayer.contains(document.activeElement);
    this.#itemLayer.replaceChildren();
    this.#edgeLayer.replaceChildren();
    for (const edge of scene.folded.edges) this.#addEdge(scene, edge);
    for (const item of scene.folded.items) this.#addItem(scene, item);
    if (oldAnchor !== undefined && newAnchor !== undefined) {
      this.setCamera(placing(this.#camera, newAnchor, onStage(this.#camera, oldAnchor)));
      if (animate) this.#animateFrom(before, newAnchor, oldAnchor);
    }
    if (this.#focusKey === null || !this.#items.has(this.#focusKey)) {
      const near = anchor !== null && this.#items.has(anchor) ? anchor : (scene.folded.items[0]?.key ?? null);
      this.#setFocus(near, hadFocus);
    } else this.#setFocus(this.#focusKey, hadFocus);
  }

  /** Shows gradients as far as the film has come, and what is marked. */
  paint(film: FilmPosition, marks: Marks, ramp: RampName): void {
    const scene = this.#scene;
    if (scene === null) return;
    const { graph, consumers } = scene.index;
    this.element.classList.toggle("searching", marks.hits !== null);
    this.element.classList.toggle("filming", film.step !== null);
    for (const drawn of this.#items.values()) {
      const { item } = drawn;
      const face = faceOf(graph, item, film);
      const around = scene.around.get(item.key) ?? ALONE;
      const label = spokenText(graph, item, film, around.before.length, around.after.length);
      const ids = item.kind === "node" ? [item.node] : item.nodes;
      const isDone = ids.some(
        (id) => film.step === null || (graph.nodes[id]!.order ?? Number.POSITIVE_INFINITY) < film.step,
      );
      paintItem(drawn, withArrivals(face, item), scene.scale, ramp, label, {
        selected: marks.selected === item.key,
        linked: marks.linked.has(item.key),
        cursor: marks.cursor.has(item.key),
        hit: marks.hits?.has(item.key) ?? false,
        current: marks.current === item.key,
        waiting: film.step !== null && !isDone,
        changed: marks.changed !== null && ids.some((id) => marks.changed!.has(id)),
      });
    }
    for (const drawn of this.#edges.values()) {
      const { edge } = drawn;
      const touches = edge.from === marks.selected || edge.to === marks.selected;
      const isCurrent = marks.current !== null && (edge.from === marks.current || edge.to === marks.current);
      const text = touches || isCurrent || edge.members.length > 1 ? edgeText(graph, edge, film) : "";
      paintEdge(drawn, edgeMagnitude(graph, edge, film), scene.scale, ramp, text, {
        touches,
        isFilm: film.step !== null,
      });
    }

    /** While a film is on, a node that is still waiting shows the addends that have arrived: `6 + …`. */
    function withArrivals(face: Face, item: Item): Face {
      if (film.step === null || item.kind !== "node" || face.gradient !== "") return face;
      const { arrived, of } = arrivals(graph, consumers[item.node]!, film);
      if (arrived.length === 0 || of < 2) return face;
      const sum = arrived.map((ref) => {
        const { gradient } = graph.nodes[ref.from]!.next[ref.slot]!;
        return gradient === null ? "" : shortTensor(gradient, 8);
      });
      const shown = sum.length > 2 ? `${sum.length} of ${of}` : sum.join(" + ") + (sum.length < of ? " + …" : "");
      return { ...face, gradient: shown };
    }
  }

  setCamera(camera: Camera): void {
    this.#camera = this.#scene === null ? camera : kept(camera, this.#scene.layout, this.#size);
    const { scale, x, y } = this.#camera;
    this.#world.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`);
    // Faces whose text can't be read any more are drawn as plain boxes: fewer glyphs to paint while panning.
    this.element.classList.toggle("far", scale < 0.32);
    this.#events.cameraChanged(this.#camera);
  }

  fit(): void {
    if (this.#scene !== null) this.setCamera(fitted(this.#scene.layout, this.#size));
  }

  /** Zooms around the middle of the stage. */
  zoom(factor: number): void {
    this.setCamera(zoomedAt(this.#camera, factor, { x: this.#size.width / 2, y: this.#size.height / 2 }));
  }

  /** Brings an item into view with the least move. */
  reveal(key: string): void {
    const at = this.#scene?.layout.nodes[key];
    const box = this.#scene?.sizes.get(key);
    if (at !== undefined && box !== undefined) this.setCamera(revealing(this.#camera, at, box, this.#size));
  }

  /** Puts a point of the drawing in the middle. */
  centre(point: Point): void {
    this.setCamera(placing(this.#camera, point, { x: this.#size.width / 2, y: this.#size.height / 2 }));
  }

  centreOn(key: string): void {
    const at = this.#scene?.layout.nodes[key];
    if (at !== undefined) this.centre(at);
  }

  /** Puts the beginning of the drawing, its root, at the edge where reading starts. */
  startAt(key: string): void {
    const scene = this.#scene;
    const at = scene?.layout.nodes[key];
    if (scene === null || at === undefined) return;
    const { width, height } = this.#size;
    const starts: Record<Direction, Point> = {
      TB: { x: width / 2, y: 70 },
      BT: { x: width / 2, y: height - 70 },
      LR: { x: Math.min(150, width / 2), y: height / 2 },
      RL: { x: width - Math.min(150, width / 2), y: height / 2 },
    };
    this.setCamera(placing(this.#camera, at, starts[scene.direction]));
  }

  /** The item `from` is about to be replaced by `to`: the next drawing takes the one for the other. */
  rename(from: string, to: string): void {
    const drawn = this.#items.get(from);
    if (drawn === undefined || this.#items.has(to)) return;
    this.#items.delete(from);
    this.#items.set(to, drawn);
    if (this.#focusKey === from) this.#focusKey = to;
  }

  /** The item nearest to the middle of the stage: what a new drawing should keep in place. */
  middleItem(): string | null {
    const middle = inDrawing(this.#camera, { x: this.#size.width / 2, y: this.#size.height / 2 });
    let best: string | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [key, drawn] of this.#items) {
      const distance = (drawn.at.x - middle.x) ** 2 + (drawn.at.y - middle.y) ** 2;
      if (distance < least) {
        least = distance;
        best = key;
      }
    }
    return best;
  }

  has(key: string): boolean {
    return this.#items.has(key);
  }

  get focusKey(): string | null {
    return this.#focusKey;
  }

  /** Moves the keyboard focus to an item and brings it into view. */
  focusItem(key: string): void {
    this.#setFocus(key, true);
    this.reveal(key);
  }

  #addItem(scene: Scene, item: Item): void {
    const at = scene.layout.nodes[item.key];
    const size = scene.sizes.get(item.key);
    if (at === undefined || size === undefined) return;
    const drawn = drawItem(item, at, size, item.kind === "node" && isLeaf(scene.index.graph.nodes[item.node]!));
    this.#items.set(item.key, drawn);
    this.#itemLayer.append(drawn.element);
  }

  #addEdge(scene: Scene, edge: VisibleEdge): void {
    const points = scene.layout.edges[edge.key];
    if (points === undefined || points.length < 4) return;
    const drawn = drawEdge(edge, points);
    this.#edges.set(edge.key, drawn);
    this.#edgeLayer.append(drawn.element);
  }

  #animateFrom(before: ReadonlyMap<string, Point>, newAnchor: Point, oldAnchor: Point): void {
    const dx = newAnchor.x - oldAnchor.x;
    const dy = newAnchor.y - oldAnchor.y;
    const moves: { drawn: DrawnItem; fromX: number; fromY: number }[] = [];
    for (const [key, drawn] of this.#items) {
      const was = before.get(key);
      if (was !== undefined) moves.push({ drawn, fromX: was.x + dx, fromY: was.y + dy });
      else drawn.element.classList.add("arriving");
    }
    const started = performance.now();
    const length = 260;
    this.#edgeLayer.classList.add("arriving");
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - started) / length));
      const eased = 1 - (1 - part) ** 3;
      for (const { drawn, fromX, fromY } of moves) {
        const x = fromX + (drawn.at.x - fromX) * eased;
        const y = fromY + (drawn.at.y - fromY) * eased;
        drawn.element.setAttribute("transform", `translate(${x} ${y})`);
      }
      if (part < 1) this.#animation = requestAnimationFrame(step);
      else this.#edgeLayer.classList.remove("arriving");
    };
    step(started);
  }

  /** Exactly one item is in the tab order: the one that had the focus last. */
  #setFocus(key: string | null, take: boolean): void {
    if (this.#focusKey !== null) this.#items.get(this.#focusKey)?.control.setAttribute("tabindex", "-1");
    this.#focusKey = key;
    const drawn = key === null ? undefined : this.#items.get(key);
    if (drawn === undefined) return;
    drawn.control.setAttribute("tabindex", "0");
    if (take) drawn.control.focus({ preventScroll: true });
  }

  #listen(): void {
    const { element } = this;
    element.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
        if (event.shiftKey && !event.ctrlKey) {
          this.setCamera(panned(this.#camera, -(event.deltaX || event.deltaY) * unit, 0));
          return;
        }
        const box = element.getBoundingClientRect();
        const at = { x: event.clientX - box.left, y: event.clientY - box.top };
        // A pinch on a touch pad comes as a wheel with the control key and small steps.
        const speed = event.ctrlKey ? 0.01 : 0.0015;
        this.setCamera(zoomedAt(this.#camera, Math.exp(-event.deltaY * unit * speed), at));
      },
      { passive: false },
    );

    let drag: { id: number; x: number; y: number; moved: boolean } | null = null;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 && event.button !== 1) return;
      drag = { id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    });
    element.addEventListener("pointermove", (event) => {
      if (drag === null || drag.id !== event.pointerId) return;
      const dx = event.clientX - drag.x;
      const dy = event.clientY - drag.y;
      if (!drag.moved && Math.hypot(dx, dy) < 4) return;
      if (!drag.moved) {
        drag.moved = true;
        element.setPointerCapture(event.pointerId);
        element.classList.add("dragging");
      }
      drag.x = event.clientX;
      drag.y = event.clientY;
      this.setCamera(panned(this.#camera, dx, dy));
    });
    const end = (event: PointerEvent): void => {
      if (drag === null || drag.id !== event.pointerId) return;
      const wasClick = !drag.moved && event.type === "pointerup";
      drag = null;
      element.classList.remove("dragging");
      if (!wasClick || event.button !== 0) return;
      const target = event.target instanceof Element ? event.target : null;
      const key = target?.closest<SVGGElement>("g.item")?.dataset["key"];
      if (key === undefined) this.#events.clear();
      else if (target?.closest(".fold-toggle") !== null) this.#events.toggle(key);
      else {
        this.#setFocus(key, true);
        this.#events.activate(key);
      }
    };
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
    element.addEventListener("dblclick", (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const key = target?.closest<SVGGElement>("g.item")?.dataset["key"];
      if (key !== undefined) this.#events.toggle(key);
      else this.fit();
    });
    element.addEventListener("focusin", (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const key = target?.closest<SVGGElement>("g.item")?.dataset["key"];
      if (key === undefined) return;
      if (key !== this.#focusKey) this.#setFocus(key, false);
      this.#events.focus(key);
    });
    element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  #onKey(event: KeyboardEvent): void {
    const scene = this.#scene;
    const key = this.#focusKey;
    if (scene === null || event.altKey || event.metaKey || event.ctrlKey) return;
    const handled = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.shiftKey && event.key.startsWith("Arrow")) {
      const [dx, dy] =
        event.key === "ArrowLeft"
          ? [60, 0]
          : event.key === "ArrowRight"
            ? [-60, 0]
            : event.key === "ArrowUp"
              ? [0, 60]
              : [0, -60];
      this.setCamera(panned(this.#camera, dx!, dy!));
      handled();
      return;
    }
    if (event.key === "+" || event.key === "=") {
      this.zoom(1.25);
      handled();
      return;
    }
    if (event.key === "-") {
      this.zoom(0.8);
      handled();
      return;
    }
    if (event.key === "0") {
      this.fit();
      handled();
      return;
    }
    if (key === null) return;
    if (event.key === "Enter") {
      this.#events.activate(key);
      handled();
      return;
    }
    if (event.key === " ") {
      this.#events.toggle(key);
      handled();
      return;
    }
    const next = nextItem(scene, key, event.key, this.#cameFrom);
    if (next === null) return;
    handled();
    if (next === key) return;
    const sense = arrowSense(scene.direction, event.key);
    if (sense === "after" || sense === "before") this.#cameFrom = key;
    this.focusItem(next);
  }
}

type Sense = "after" | "before" | "left" | "right" | "first" | "last" | null;

function arrowSense(direction: Direction, key: string): Sense {
  if (key === "Home") return "first";
  if (key === "End") return "last";
  const along: Record<Direction, [string, string, string, string]> = {
    TB: ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"],
    BT: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"],
    LR: ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"],
    RL: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
  };
  const at = along[direction].indexOf(key);
  return at < 0 ? null : (["after", "before", "left", "right"] as const)[at]!;
}

/** Where a key leads from an item: along an edge, or to its neighbour beside it. Null for keys of no meaning here. */
function nextItem(scene: Scene, key: string, pressed: string, cameFrom: string | null): string | null {
  const sense = arrowSense(scene.direction, pressed);
  if (sense === null) return null;
  const { items } = scene.folded;
  if (sense === "first") return items[0]?.key ?? key;
  if (sense === "last") return items.at(-1)?.key ?? key;
  const around = scene.around.get(key) ?? ALONE;
  if (sense === "after") return around.after[0] ?? key;
  if (sense === "before") {
    // Back along the edge that led here, if it is one of them.
    return cameFrom !== null && around.before.includes(cameFrom) ? cameFrom : (around.before[0] ?? key);
  }
  const isFlat = scene.direction === "LR" || scene.direction === "RL";
  const across = (other: string): number => {
    const at = scene.layout.nodes[other];
    return at === undefined ? 0 : isFlat ? at.y : at.x;
  };
  const along = (other: string): number => {
    const at = scene.layout.nodes[other];
    return at === undefined ? 0 : isFlat ? at.x : at.y;
  };
  const half = (isFlat ? scene.sizes.get(key)!.width : scene.sizes.get(key)!.height) / 2;
  const side = items
    .map((item) => item.key)
    .filter((other) => other !== key && Math.abs(along(other) - along(key)) <= half)
    .filter((other) => (sense === "left" ? across(other) < across(key) : across(other) > across(key)))
    .sort((a, b) => Math.abs(across(a) - across(key)) - Math.abs(across(b) - across(key)));
  return side[0] ?? key;
}
