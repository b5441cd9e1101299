/** Max pooling over the last dimensions: values and the flat positions (within each plane) they came from. */
import { int64 } from "./dtype.ts";
import { denseData, empty, type Strided } from "./strided.ts";

/** Per dimension and output position: the input positions of the window. */
export type Windows = readonly (readonly number[])[];

export function slidingWindows(
  n: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
  outputs: number,
): Windows {
  return Array.from({ length: outputs }, (_, o) => {
    const at: number[] = [];
    for (let k = 0; k < kernel; k++) {
      const i = o * stride - padding + k * dilation;
      if (i >= 0 && i < n) at.push(i);
    }
    return at;
  });
}

export function maxPool(t: Strided, windows: readonly Windows[]): { values: Strided; indices: Strided } {
  const lead = t.shape.length - windows.length;
  const spatial = t.shape.slice(lead);
  const output = windows.map((w) => w.length);
  const shape = [...t.shape.slice(0, lead), ...output];
  const values = empty(shape, t.dtype);
  const indices = empty(shape, int64);
  const x = denseData(t);
  const plane = spatial.reduce((a, b) => a * b, 1);
  const outPlane = output.reduce((a, b) => a * b, 1);
  const planes = plane === 0 ? 0 : t.numel / plane;
  const at = new Array<number>(windows.length).fill(0);
  for (let o = 0; o < outPlane; o++) {
    let flat: number[] = [0];
    for (let d = 0; d < windows.length; d++) {
      const next: number[] = [];
      for (const f of flat) for (const i of windows[d]![at[d]!]!) next.push(f * spatial[d]! + i);
      flat = next;
    }
    for (let p = 0; p < planes; p++) {
      let best = -Infinity;
      let where = flat[0] ?? 0;
      for (const i of flat) {
        const v = x[p * plane + i]!;
        if (v > best || v !== v) {
          best = v;
          where = i;
        }
      }
      values.storage.data[p * outPlane + o] = best;
      indices.storage.data[p * outPlane + o] = where;
    }
    for (let d = windows.length - 1; d >= 0; d--) {
      if (++at[d]! < output[d]!) break;
      at[d] = 0;
    }
  }
  return { values, indices };
}
