/** What layout takes and gives, in drawing units (CSS pixels at zoom 1). Plain data: it crosses to the worker. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Direction = "TB" | "BT" | "LR" | "RL";

export interface LayoutNode extends Size {
  readonly key: string;
}

export interface LayoutEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** False for arrows that must not pull their ends into an order. */
  readonly constrains: boolean;
}

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  readonly direction: Direction;
}

/** Positions are centres; y grows downwards. */
export interface Layout extends Size {
  readonly nodes: { readonly [key: string]: Point };
  /** Cubic Bézier control points, 1 + 3n of them, the last one being the arrow's tip. */
  readonly edges: { readonly [key: string]: readonly Point[] };
}

/** Panel → worker. */
export interface LayoutRequest {
  readonly id: number;
  readonly dot: string;
  readonly nodeKeys: readonly string[];
  readonly edgeKeys: readonly string[];
}

/** Worker → panel; the first message, with id 0, says that Graphviz is loaded. */
export type LayoutAnswer =
  | { readonly id: number; readonly layout: Layout }
  | { readonly id: number; readonly error: string };
