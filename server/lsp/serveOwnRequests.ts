/** The requests beyond the protocol's own (server/protocol/requests.ts): graph, overlay, cell status, kernel, inside views. */
import { nodesAt } from "../features/graphPlace.ts";
import { provideCellStatus } from "../features/provideCellStatus.ts";
import { provideOverlay } from "../features/provideOverlay.ts";
import { showTrace } from "../features/showTrace.ts";
import {
  type CellStatusParams,
  type CellStatusResult,
  cellStatusRequest,
  type GraphParams,
  type GraphResult,
  graphRequest,
  type InsideParams,
  type InsideResult,
  insideRequest,
  type KernelExecuteParams,
  type KernelExecuteResult,
  type KernelParams,
  kernelExecuteRequest,
  kernelInterruptRequest,
  kernelRestartRequest,
  type NodesAtParams,
  type NodesAtResult,
  nodesAtRequest,
  type OverlayParams,
  type OverlayResult,
  overlayRequest,
} from "../protocol/requests.ts";
import { kernelFailure } from "./kernels.ts";
import { ready, viewed, waits } from "./serveFeatures.ts";
import type { Server } from "./server.ts";

export function registerOwnRequests(server: Server): void {
  const { connection, guard, kernels } = server;

  connection.onRequest(
    graphRequest,
    guard.request<GraphParams, GraphResult>(
      "graph",
      { kind: "error", message: "The graph could not be made; the log has more.", location: null },
      async ({ uri, root }, token) => {
        const entry = await ready(server, uri, waits.hints, token);
        if (entry === null)
          return { kind: "empty", reason: "This document is not open, or not one that GradLens reads." };
        const { inspection } = entry;
        if (inspection.trace === null && inspection.isPending) return { kind: "loading" };
        const state = await inspection.graph(root);
        if (state.kind === "data") inspection.shownGraph = state.graph;
        else if (state.kind === "stopped") inspection.shownGraph = state.graph;
        return state;
      },
    ),
  );

  connection.onRequest(
    nodesAtRequest,
    guard.request<NodesAtParams, NodesAtResult>("nodes at", [], ({ uri, line, character }) => {
      const inspection = server.of(uri)?.inspection;
      // While the text is newer than the graph, its places mean nothing.
      if (inspection?.shownGraph == null || inspection.isStale) return [];
      const place = { line, character };
      return nodesAt(inspection.shownGraph, { uri, range: { start: place, end: place } });
    }),
  );

  connection.onRequest(
    overlayRequest,
    guard.request<OverlayParams, OverlayResult>("overlay", [], async ({ uri }, token) => {
      const entry = await ready(server, uri, waits.hints, token);
      const scene = viewed(entry, uri);
      return scene === null ? [] : provideOverlay(scene);
    }),
  );

  connection.onRequest(
    cellStatusRequest,
    guard.request<CellStatusParams, CellStatusResult>("cell status", [], async ({ uri }, token) => {
      const entry = await ready(server, uri, waits.hints, token);
      const scene = viewed(entry, uri);
      return scene === null ? [] : provideCellStatus(scene);
    }),
  );

  connection.onRequest(
    insideRequest,
    guard.request<InsideParams, InsideResult>("inside", { text: "" }, async ({ uri, what }, token) => {
      const entry = await ready(server, uri, waits.hints, token);
      const scene = entry?.inspection.scene(uri) ?? null;
      if (entry === null || scene === null) return { text: "Nothing is evaluated here.\n" };
      if (what === "trace") return { text: showTrace(scene) };
      const parts: string[] = [];
      for (const code of entry.inspection.snippet?.codes ?? []) {
        const text = await server.host.syntaxTree?.(code.source);
        parts.push(`# ${code.name}\n${text ?? "The syntax tree can't be shown here."}\n`);
      }
      return { text: parts.join("\n") };
    }),
  );

  connection.onRequest(
    kernelExecuteRequest,
    guard.request<KernelExecuteParams, KernelExecuteResult>(
      "kernel",
      kernelFailure("GradLensError", "the cell could not be run; the log has more"),
      (params) => kernels.execute(params),
    ),
  );
  connection.onRequest(
    kernelInterruptRequest,
    guard.request<KernelParams, null>("kernel interrupt", null, ({ notebook }) => {
      kernels.interrupt(notebook);
      return null;
    }),
  );
  connection.onRequest(
    kernelRestartRequest,
    guard.request<KernelParams, null>("kernel restart", null, ({ notebook }) => {
      kernels.restart(notebook);
      return null;
    }),
  );
}
