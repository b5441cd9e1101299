/**
 * Linear maps of the last dimensions that act on each dimension by itself: average pooling, interpolation, padding.
 * A map is given per dimension as a sparse matrix: for each output position, which inputs count how much.
 */
import { denseData, empty, type Strided } from "./strided.ts";

export interface AxisMap {
  readonly size: number;
  /** Per output position. */
  readonly taps: readonly { readonly at: readonly number[]; readonly weight: readonly number[] }[];
}

export function transposeMap(map: AxisMap): AxisMap {
  const taps = Array.from({ length: map.size }, () => ({ at: [] as number[], weight: [] as number[] }));
  map.taps.forEach((tap, o) => {
    tap.at.forEach((i, k) => {
      taps[i]!.at.push(o);
      taps[i]!.weight.push(tap.weight[k]!);
    });
  });
  return { size: map.taps.length, taps };
}

/** Applies one map to each of the last `maps.length` dimensions. */
export function applyMaps(t: Strided, maps: readonly AxisMap[]): Strided {
  const lead = t.shape.length - maps.length;
  let shape = [...t.shape];
  let data: ArrayLike<number> = denseData(t);
  for (let m = 0; m < maps.length; m++) {
    const d = lead + m;
    const { taps } = maps[m]!;
    const outer = shape.slice(0, d).reduce((a, b) => a * b, 1);
    const inner = shape.slice(d + 1).reduce((a, b) => a * b, 1);
    const n = shape[d]!;
    const next = new Float64Array(outer * taps.length * inner);
    for (let o = 0; o < outer; o++) {
      for (let j = 0; j < taps.length; j++) {
        const { at, weight } = taps[j]!;
        const to = (o * taps.length + j) * inner;
        for (let k = 0; k < at.length; k++) {
          const from = (o * n + at[k]!) * inner;
          const w = weight[k]!;
          for (let i = 0; i < inner; i++) next[to + i]! += w * data[from + i]!;
        }
      }
    }
    data = next;
    shape = [...shape.slice(0, d), taps.length, ...shape.slice(d + 1)];
  }
  const out = empty(shape, t.dtype);
  const { cast } = t.dtype;
  for (let i = 0; i < out.numel; i++) out.storage.data[i] = cast(data[i]!);
  return out;
}

/** Windows of pooling: `divisor` "window" counts padding inside the window, "inside" only the input's elements. */
export function averageMap(
  n: number,
  kernel: number,
  stride: number,
  padding: number,
  outputs: number,
  divisor: "window" | "inside" | number,
): AxisMap {
  const taps = Array.from({ length: outputs }, (_, o) => {
    const start = o * stride - padding;
    const end = Math.min(start + kernel, n + padding);
    const from = Math.max(start, 0);
    const to = Math.min(end, n);
    const at: number[] = [];
    for (let i = from; i < to; i++) at.push(i);
    const count = divisor === "window" ? end - start : divisor === "inside" ? to - from : divisor;
    return { at, weight: at.map(() => 1 / count) };
  });
  return { size: n, taps };
}

/** Windows of adaptive pooling: output o averages from ⌊o·n/m⌋ to ⌈(o+1)·n/m⌉. */
export function adaptiveRange(o: number, n: number, m: number): [number, number] {
  return [Math.floor((o * n) / m), Math.ceil(((o + 1) * n) / m)];
}
export function adaptiveMap(n: number, m: number): AxisMap {
  return {
    size: n,
    taps: Array.from({ length: m }, (_, o) => {
      const [from, to] = adaptiveRange(o, n, m);
      const at = Array.from({ length: to - from }, (_, i) => from + i);
      return { at, weight: at.map(() => 1 / (to - from)) };
    }),
  };
}

export type Resampling = "nearest" | "nearest-exact" | "linear" | "cubic";
/**
 * Interpolation along one dimension, as at::native::upsample: `scale` is the given scale factor or null. `single`: the
 * coordinates are computed in float32, as for float32 tensors.
 */
export function resampleMap(
  n: number,
  m: number,
  how: Resampling,
  alignCorners: boolean,
  scale: number | null,
  single: boolean,
): AxisMap {
  const r = single ? Math.fround : (x: number): number => x;
  const ratio =
    how === "linear" || how === "cubic"
      ? alignCorners
        ? m > 1
          ? r((n - 1) / (m - 1))
          : 0
        : scale !== null && scale > 0
          ? r(1 / scale)
          : r(n / m)
      : scale !== null && scale > 0
        ? r(1 / scale)
        : r(n / m);
  const clip = (i: number): number => Math.min(Math.max(i, 0), n - 1);
  const taps = Array.from({ length: m }, (_, o) => {
    if (how === "nearest") return { at: [Math.min(Math.floor(r(o * ratio)), n - 1)], weight: [1] };
    if (how === "nearest-exact") return { at: [Math.min(Math.floor(r((o + 0.5) * ratio)), n - 1)], weight: [1] };
    let x = alignCorners ? r(ratio * o) : r(r(ratio * r(o + 0.5)) - 0.5);
    if (how === "linear") {
      if (!alignCorners && x < 0) x = 0;
      const i = Math.min(Math.floor(x), n - 1);
      const t = Math.min(Math.max(r(x - i), 0), 1);
      const next = i < n - 1 ? i + 1 : i;
      return { at: [i, next], weight: [r(1 - t), t] };
    }
    const i = Math.floor(x);
    const t = r(x - i);
    const a = -0.75;
    const near = (d: number): number => ((a + 2) * d - (a + 3)) * d * d + 1;
    const far = (d: number): number => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
    return {
      at: [clip(i - 1), clip(i), clip(i + 1), clip(i + 2)],
      weight: [far(t + 1), near(t), near(1 - t), far(2 - t)].map(r),
    };
  });
  return { size: n, taps };
}

/** Where padding takes its values from. Negative amounts cut. */
export function padMap(n: number, before: number, after: number, mode: "reflect" | "replicate"): AxisMap {
  const total = n + before + after;
  return {
    size: n,
    taps: Array.from({ length: total }, (_, o) => {
      let i = o - before;
      if (mode === "replicate") i = Math.min(Math.max(i, 0), n - 1);
      else if (i < 0) i = -i;
      else if (i >= n) i = 2 * (n - 1) - i;
      return { at: [i], weight: [1] };
    }),
  };
}
