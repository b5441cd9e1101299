/**
 * The backward pass as a film: its frames are the nodes in the order in which they were executed. Frame 0 is before
 * the first node, frame n after the n-th. Pure.
 */
import type { GraphData, GraphNode } from "../server/protocol/graph.ts";
import type { FilmPosition } from "./faces.ts";

export interface Film {
  /** Ids of the executed nodes, in order. */
  readonly sequence: readonly number[];
}

export function filmOf(graph: GraphData): Film {
  const executed = graph.nodes.filter((node): node is GraphNode & { readonly order: number } => node.order !== null);
  executed.sort((a, b) => a.order - b.order);
  return { sequence: executed.map((node) => node.id) };
}

/** What has been computed at a frame; null, the film is off, shows everything. */
export function positionAt(graph: GraphData, film: Film, frame: number | null): FilmPosition {
  if (frame === null) return { step: null };
  const current = currentAt(film, frame);
  return { step: current === null ? Number.NEGATIVE_INFINITY : (graph.nodes[current]!.order ?? 0) + 1 };
}

/** The node that was executed last at a frame; null before the first. */
export function currentAt(film: Film, frame: number | null): number | null {
  return frame === null ? null : (film.sequence[frame - 1] ?? null);
}

/** Frames to advance per tick, so that a film of any length ends in reasonable time. */
export function stride(film: Film, speed: number): { readonly frames: number; readonly milliseconds: number } {
  const wanted = 900 / speed;
  const longest = 60_000 / speed;
  const perFrame = Math.min(wanted, longest / Math.max(1, film.sequence.length));
  const shortest = 60;
  return perFrame >= shortest
    ? { frames: 1, milliseconds: perFrame }
    : { frames: Math.ceil(shortest / perFrame), milliseconds: shortest };
}
