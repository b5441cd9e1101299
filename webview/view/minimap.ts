/** A small picture of the whole drawing with a frame around what the stage shows; a press there moves the stage. */
import { html } from "../dom.ts";
import { faceOf, WHOLE } from "../faces.ts";
import type { Point, Size } from "../layout/drawing.ts";
import { position, type RampName, rampColour } from "../magnitude.ts";
import type { Camera } from "./camera.ts";
import type { Scene } from "./stage.ts";

const WIDTH = 168;
const HEIGHT = 120;

export class Minimap {
  readonly element = html("canvas", { class: "minimap", "aria-hidden": "true", width: WIDTH * 2, height: HEIGHT * 2 });
  #scene: Scene | null = null;
  #camera: Camera = { scale: 1, x: 0, y: 0 };
  #stage: Size = { width: 1, height: 1 };
  #ramp: RampName = "onDark";
  #selected: string | null = null;
  #picture: ImageData | null = null;

  constructor(moveTo: (point: Point) => void) {
    const move = (event: PointerEvent): void => {
      const fit = this.#fit();
      if (fit === null) return;
      const box = this.element.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * WIDTH;
      const y = ((event.clientY - box.top) / box.height) * HEIGHT;
      moveTo({ x: (x - fit.x) / fit.scale, y: (y - fit.y) / fit.scale });
    };
    this.element.addEventListener("pointerdown", (event) => {
      this.element.setPointerCapture(event.pointerId);
      move(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (event.buttons !== 0) move(event);
    });
  }

  show(scene: Scene, ramp: RampName, selected: string | null): void {
    this.#scene = scene;
    this.#ramp = ramp;
    this.#selected = selected;
    this.#picture = null;
    this.#draw();
  }

  look(camera: Camera, stage: Size): void {
    this.#camera = camera;
    this.#stage = stage;
    this.#draw();
  }

  #fit(): { scale: number; x: number; y: number } | null {
    const layout = this.#scene?.layout;
    if (layout === undefined || layout.width === 0) return null;
    const scale = Math.min((WIDTH - 12) / layout.width, (HEIGHT - 12) / layout.height);
    return { scale, x: (WIDTH - layout.width * scale) / 2, y: (HEIGHT - layout.height * scale) / 2 };
  }

  #draw(): void {
    const scene = this.#scene;
    const fit = this.#fit();
    const context = this.element.getContext("2d", { willReadFrequently: true });
    if (scene === null || fit === null || context === null) return;
    context.setTransform(2, 0, 0, 2, 0, 0);
    if (this.#picture === null) {
      context.clearRect(0, 0, WIDTH, HEIGHT);
      this.#drawItems(context, scene, fit);
      this.#picture = context.getImageData(0, 0, WIDTH * 2, HEIGHT * 2);
    } else context.putImageData(this.#picture, 0, 0);
    const { scale, x, y } = this.#camera;
    const frame = getComputedStyle(this.element);
    context.strokeStyle = frame.color;
    context.lineWidth = 1.5;
    const left = fit.x + (-x / scale) * fit.scale;
    const top = fit.y + (-y / scale) * fit.scale;
    const right = left + (this.#stage.width / scale) * fit.scale;
    const bottom = top + (this.#stage.height / scale) * fit.scale;
    const inset = (value: number, most: number): number => Math.min(most - 1, Math.max(1, value));
    context.strokeRect(
      inset(left, WIDTH),
      inset(top, HEIGHT),
      inset(right, WIDTH) - inset(left, WIDTH),
      inset(bottom, HEIGHT) - inset(top, HEIGHT),
    );
  }

  #drawItems(context: CanvasRenderingContext2D, scene: Scene, fit: { scale: number; x: number; y: number }): void {
    const { graph } = scene.index;
    const styles = getComputedStyle(this.element);
    const plain = styles.borderTopColor;
    const alarm = styles.getPropertyValue("--gl-error").trim() || plain;
    for (const item of scene.folded.items) {
      const at = scene.layout.nodes[item.key];
      const size = scene.sizes.get(item.key);
      if (at === undefined || size === undefined) continue;
      const { kind, norm } = faceOf(graph, item, WHOLE).magnitude;
      context.fillStyle =
        kind === "finite"
          ? rampColour(this.#ramp, position(scene.scale, norm))
          : kind === "nan" || kind === "inf"
            ? alarm
            : plain;
      const width = Math.max(2, size.width * fit.scale);
      const height = Math.max(1.5, size.height * fit.scale);
      const x = fit.x + at.x * fit.scale - width / 2;
      const y = fit.y + at.y * fit.scale - height / 2;
      context.fillRect(x, y, width, height);
      if (item.key === this.#selected) {
        context.strokeStyle = getComputedStyle(this.element).outlineColor;
        context.strokeRect(x - 1, y - 1, width + 2, height + 2);
      }
    }
  }
}
