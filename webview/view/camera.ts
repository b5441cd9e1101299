/** Where the stage looks: zoom and translation of the drawing, with the rules that keep it in sight. Pure. */
import type { Point, Size } from "../layout/drawing.ts";

/** A drawing's point `p` stands at `p * scale + (x, y)` on the stage. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const SMALLEST = 0.03;
export const LARGEST = 4;
const MARGIN = 24;

/** The whole drawing in the middle, never larger than life. */
export function fitted(drawing: Size, stage: Size): Camera {
  const room = Math.min((stage.width - 2 * MARGIN) / drawing.width, (stage.height - 2 * MARGIN) / drawing.height);
  const scale = clampScale(Math.min(1, Number.isFinite(room) && room > 0 ? room : 1));
  return {
    scale,
    x: (stage.width - drawing.width * scale) / 2,
    y: (stage.height - drawing.height * scale) / 2,
  };
}

/** Zooms so that the point under `at` (on the stage) stays there. */
export function zoomedAt(camera: Camera, factor: number, at: Point): Camera {
  const scale = clampScale(camera.scale * factor);
  const real = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * real, y: at.y - (at.y - camera.y) * real };
}

export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** The camera that has a drawing's point at a point of the stage, at the same zoom. */
export function placing(camera: Camera, point: Point, at: Point): Camera {
  return { ...camera, x: at.x - point.x * camera.scale, y: at.y - point.y * camera.scale };
}

export function onStage(camera: Camera, point: Point): Point {
  return { x: point.x * camera.scale + camera.x, y: point.y * camera.scale + camera.y };
}

export function inDrawing(camera: Camera, at: Point): Point {
  return { x: (at.x - camera.x) / camera.scale, y: (at.y - camera.y) / camera.scale };
}

/** The least move after which the box is inside the stage; the same camera where it already is. */
export function revealing(camera: Camera, centre: Point, box: Size, stage: Size): Camera {
  const at = onStage(camera, centre);
  const halfWidth = (box.width * camera.scale) / 2 + MARGIN / 2;
  const halfHeight = (box.height * camera.scale) / 2 + MARGIN / 2;
  const dx = shiftInto(at.x - halfWidth, at.x + halfWidth, stage.width);
  const dy = shiftInto(at.y - halfHeight, at.y + halfHeight, stage.height);
  return dx === 0 && dy === 0 ? camera : panned(camera, dx, dy);
}

function shiftInto(low: number, high: number, size: number): number {
  if (high - low > size) return size / 2 - (low + high) / 2;
  if (low < 0) return -low;
  return high > size ? size - high : 0;
}

/** Leaves at least a strip of the drawing on the stage. */
export function kept(camera: Camera, drawing: Size, stage: Size): Camera {
  const strip = 48;
  const clamp = (value: number, length: number, size: number): number =>
    Math.min(size - strip, Math.max(strip - length * camera.scale, value));
  return {
    scale: camera.scale,
    x: clamp(camera.x, drawing.width, stage.width),
    y: clamp(camera.y, drawing.height, stage.height),
  };
}

function clampScale(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}
