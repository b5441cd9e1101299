/**
 * How large a gradient is, as a class and as a place on a logarithmic scale, and the colours and widths that show it.
 * The ramps run from blue to yellow with steadily changing lightness, so they read the same with every kind of colour
 * vision and in grey; zero, NaN, infinite and absent gradients are classes of their own, told by pattern and symbol.
 */
import type { GraphData, TensorFace } from "../server/protocol/graph.ts";

export type MagnitudeClass = "none" | "zero" | "finite" | "inf" | "nan";

export interface Magnitude {
  readonly kind: MagnitudeClass;
  /** Euclidean norm over the finite elements; 0 when there is none. */
  readonly norm: number;
}

export const NO_GRADIENT: Magnitude = { kind: "none", norm: 0 };

/** NaN outranks Inf outranks the rest: one bad element is what a reader must see. */
export function magnitudeOf(face: TensorFace | null): Magnitude {
  if (face === null) return NO_GRADIENT;
  const norm = face.norm ?? 0;
  if (face.nanCount > 0) return { kind: "nan", norm };
  if (face.infCount > 0) return { kind: "inf", norm };
  return norm === 0 ? { kind: "zero", norm: 0 } : { kind: "finite", norm };
}

const RANK: Record<MagnitudeClass, number> = { none: 0, zero: 1, finite: 2, inf: 3, nan: 4 };

/** The more conspicuous of two: what stands for a group. */
export function worse(a: Magnitude, b: Magnitude): Magnitude {
  if (a.kind !== b.kind) return RANK[a.kind] > RANK[b.kind] ? a : b;
  return a.norm >= b.norm ? a : b;
}

/** A logarithmic scale over the norms of a graph's finite, nonzero gradients, in whole decades. */
export interface Scale {
  /** Base-10 exponents of the ends; `high > low` always. */
  readonly low: number;
  readonly high: number;
  /** False when the graph has no finite nonzero gradient: there is nothing to put on the scale. */
  readonly isUsed: boolean;
}

export function scaleOf(graph: GraphData): Scale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (face: TensorFace | null): void => {
    const { kind, norm } = magnitudeOf(face);
    if (kind !== "finite" || !Number.isFinite(norm)) return;
    const exponent = Math.log10(norm);
    low = Math.min(low, exponent);
    high = Math.max(high, exponent);
  };
  for (const node of graph.nodes) {
    take(node.gradient);
    for (const edge of node.next) take(edge.gradient);
  }
  if (low > high) return { low: -1, high: 1, isUsed: false };
  const floor = Math.floor(low);
  const ceiling = Math.ceil(high);
  // Gradients within one decade get a decade on either side: otherwise noise would span the whole ramp.
  return ceiling - floor >= 2
    ? { low: floor, high: ceiling, isUsed: true }
    : { low: floor - (ceiling === floor ? 1 : 0), high: ceiling + 1, isUsed: true };
}

/** 0 at the small end of the scale, 1 at the large end. */
export function position(scale: Scale, norm: number): number {
  if (!(norm > 0)) return 0;
  const at = (Math.log10(norm) - scale.low) / (scale.high - scale.low);
  return Math.min(1, Math.max(0, at));
}

/** Width of an edge in drawing units. */
export function edgeWidth(scale: Scale, magnitude: Magnitude): number {
  if (magnitude.kind === "finite") return 1.25 + 4.25 * position(scale, magnitude.norm);
  return magnitude.kind === "nan" || magnitude.kind === "inf" ? 4 : 1.25;
}

export type RampName = "onDark" | "onLight";
type Rgb = readonly [number, number, number];

/** On dark grounds more gradient is more light; on light grounds more gradient is more ink. */
const RAMPS: Record<RampName, readonly Rgb[]> = {
  onDark: [
    [74, 116, 190],
    [112, 134, 170],
    [152, 151, 142],
    [200, 182, 100],
    [255, 228, 92],
  ],
  onLight: [
    [118, 152, 205],
    [98, 122, 158],
    [112, 108, 88],
    [104, 82, 24],
    [62, 44, 0],
  ],
};

/** `rgb(…)` at a place between 0 and 1 of a ramp. */
export function rampColour(ramp: RampName, at: number): string {
  const stops = RAMPS[ramp];
  const scaled = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(scaled));
  const part = scaled - below;
  const from = stops[below]!;
  const to = stops[below + 1]!;
  const mixed = from.map((value, channel) => Math.round(value + (to[channel]! - value) * part));
  return `rgb(${mixed.join(", ")})`;
}

/** What a class is called on faces and in the legend; empty for ordinary gradients. */
export function classSymbol(kind: MagnitudeClass): string {
  switch (kind) {
    case "nan":
      return "NaN";
    case "inf":
      return "Inf";
    case "zero":
      return "zero";
    case "none":
    case "finite":
      return "";
  }
}
