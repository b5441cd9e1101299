/**
 * Small pictures of numbers as SVG data URIs: a curve for a series, bars for a vector or many elements, a heat map for
 * a matrix. They stand on whatever background the editor has: every colour used reads on white and on black (contrast
 * of at least 3 to 1 against both), and sign is told by position or by a mark as well as by colour.
 */
import type { TensorValue } from "../trace/trace.ts";
import { statistic } from "./valueText.ts";

/** Blue and orange of middle lightness, distinguishable in the common forms of colour blindness. */
const positive = "#3a86d8";
const negative = "#d07020";
const neutral = "#808080";
const bad = "#d0478f";

const width = 220;
const height = 56;

/** More elements than this along an axis are thinned before they are drawn. */
const axisLimit = 128;

/** The picture of a tensor's elements, or null where a picture tells nothing (scalars, complex numbers, no data kept). */
export function tensorPicture(value: TensorValue): string | null {
  if (value.dtype.startsWith("complex")) return null;
  const { data, shape, stats } = value;
  if (data !== null) {
    const numbers = Array.from(data, Number);
    if (numbers.length < 3) return null;
    const [rows, columns] = matrixShape(shape);
    if (rows > 1 && columns > 1) return heatMap(numbers, rows, columns);
    return numbers.length <= 64 ? bars(numbers) : histogram(numbers);
  }
  if (stats === null || stats.sample.length < 3) return null;
  return histogram(stats.sample);
}

/** The last axis against all others: how PyTorch prints rows. */
function matrixShape(shape: readonly number[]): [number, number] {
  if (shape.length < 2) return [1, shape[0] ?? 1];
  const columns = shape[shape.length - 1]!;
  return [shape.slice(0, -1).reduce((a, b) => a * b, 1), columns];
}

/** The curve of a value over the passes of a loop; `shown` marks one of them. */
export function seriesPicture(
  points: readonly { readonly x: number; readonly y: number }[],
  shown: number,
): string | null {
  const finite = points.filter((point) => Number.isFinite(point.y));
  if (finite.length < 2) return null;
  const xs = scale(points[0]!.x, points[points.length - 1]!.x, 4, width - 4);
  const [low, high] = bounds(finite.map((point) => point.y));
  const ys = scale(low, high, height - 4, 4);
  let path = "";
  let pen = "M";
  for (const point of points) {
    // A gap where the value is not finite: the curve must not pretend to pass through it.
    if (!Number.isFinite(point.y)) {
      pen = "M";
      continue;
    }
    path += `${pen}${round(xs(point.x))} ${round(ys(point.y))}`;
    pen = "L";
  }
  const marks = points
    .filter((point) => !Number.isFinite(point.y))
    .map((point) => cross(xs(point.x), height / 2))
    .join("");
  const at = points.find((point) => point.x === shown);
  const dot =
    at !== undefined && Number.isFinite(at.y)
      ? `<circle cx="${round(xs(at.x))}" cy="${round(ys(at.y))}" r="3" fill="${negative}"/>`
      : "";
  const zero = low < 0 && high > 0 ? rule(ys(0)) : "";
  return svg(
    `${zero}<path d="${path}" fill="none" stroke="${positive}" stroke-width="1.5"/>${marks}${dot}`,
    `curve from ${statistic(finite[0]!.y)} to ${statistic(finite[finite.length - 1]!.y)}`,
  );
}

function bars(numbers: readonly number[]): string | null {
  const finite = numbers.filter(Number.isFinite);
  const [low, high] = bounds([0, ...finite]);
  const ys = scale(low, high, height - 2, 2);
  const step = width / numbers.length;
  const gap = step > 4 ? 1 : 0;
  const parts = numbers.map((y, i) => {
    if (!Number.isFinite(y)) return cross((i + 0.5) * step, ys(0));
    const top = Math.min(ys(y), ys(0));
    const size = Math.max(1, Math.abs(ys(y) - ys(0)));
    return `<rect x="${round(i * step)}" y="${round(top)}" width="${round(Math.max(1, step - gap))}" height="${round(size)}" fill="${y < 0 ? negative : positive}"/>`;
  });
  return svg(parts.join("") + rule(ys(0)), `bars of ${numbers.length} elements`);
}

function histogram(numbers: readonly number[]): string | null {
  const finite = numbers.filter(Number.isFinite);
  if (finite.length < 2) return null;
  const [low, high] = bounds(finite);
  if (low === high) return null;
  const bins = Math.min(32, Math.max(8, Math.ceil(Math.sqrt(finite.length))));
  const counts = new Array<number>(bins).fill(0);
  for (const x of finite) {
    const bin = Math.min(bins - 1, Math.floor(((x - low) / (high - low)) * bins));
    counts[bin] = counts[bin]! + 1;
  }
  const most = Math.max(...counts);
  const step = width / bins;
  const parts = counts.map((count, i) => {
    const size = (count / most) * (height - 4);
    const middle = low + ((i + 0.5) / bins) * (high - low);
    return count === 0
      ? ""
      : `<rect x="${round(i * step)}" y="${round(height - 2 - size)}" width="${round(step - 1)}" height="${round(size)}" fill="${middle < 0 ? negative : positive}"/>`;
  });
  return svg(parts.join("") + rule(height - 2), `histogram from ${statistic(low)} to ${statistic(high)}`);
}

function heatMap(numbers: readonly number[], rows: number, columns: number): string {
  const rowStride = Math.ceil(rows / axisLimit);
  const columnStride = Math.ceil(columns / axisLimit);
  const shownRows = Math.ceil(rows / rowStride);
  const shownColumns = Math.ceil(columns / columnStride);
  const finite = numbers.filter(Number.isFinite);
  const most = finite.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
  const cell = Math.max(1, Math.min(14, Math.floor(width / shownColumns), Math.floor(112 / shownRows)));
  const parts: string[] = [];
  for (let r = 0; r < shownRows; r++) {
    for (let c = 0; c < shownColumns; c++) {
      const x = numbers[r * rowStride * columns + c * columnStride]!;
      const place = `x="${c * cell}" y="${r * cell}" width="${cell}" height="${cell}"`;
      if (!Number.isFinite(x)) parts.push(`<rect ${place} fill="${bad}"/>`);
      else if (x !== 0) {
        const strength = round(0.12 + 0.88 * (Math.abs(x) / most));
        parts.push(`<rect ${place} fill="${x < 0 ? negative : positive}" fill-opacity="${strength}"/>`);
      }
    }
  }
  const w = shownColumns * cell;
  const h = shownRows * cell;
  const frame = `<rect x="0.5" y="0.5" width="${w - 1}" height="${h - 1}" fill="none" stroke="${neutral}"/>`;
  return svg(parts.join("") + frame, `heat map, ${rows} by ${columns}`, w, h);
}

// ---------------------------------------------------------------- drawing

function svg(content: string, title: string, w = width, h = height): string {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" role="img"><title>${title}</title>${content}</svg>`;
  return `data:image/svg+xml;base64,${btoa(text)}`;
}

function scale(from: number, to: number, first: number, last: number): (x: number) => number {
  if (from === to) return () => (first + last) / 2;
  return (x) => first + ((x - from) / (to - from)) * (last - first);
}

function bounds(numbers: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const x of numbers) {
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return [low, high];
}

function rule(y: number): string {
  return `<path d="M0 ${round(y)}H${width}" stroke="${neutral}" stroke-width="0.75"/>`;
}

/** A value that is not a finite number: a cross, so that it does not depend on colour. */
function cross(x: number, y: number): string {
  const [left, top] = [round(x - 3), round(y - 3)];
  return `<path d="M${left} ${top}l6 6m0 -6l-6 6" stroke="${bad}" stroke-width="1.5"/>`;
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
