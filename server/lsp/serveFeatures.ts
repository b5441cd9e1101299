/** The protocol's standard requests, each answered by one feature. */
import type { CancellationToken } from "vscode-languageserver";
import { provideCodeActions } from "../features/provideCodeActions.ts";
import { provideCodeLenses, provideInvitation } from "../features/provideCodeLenses.ts";
import { provideCompletion } from "../features/provideCompletion.ts";
import { provideExampleLenses } from "../features/provideExampleLenses.ts";
import { graphRootFor, provideHover } from "../features/provideHover.ts";
import { provideInlayHints } from "../features/provideInlayHints.ts";
import type { Scene } from "../features/scene.ts";
import type { GraphData } from "../protocol/graph.ts";
import { actualOf } from "./expectations.ts";
import type { Inspection } from "./inspection.ts";
import type { OpenDocument, Server } from "./server.ts";
import { toCodeAction, toCodeLens, toCompletion, toHover, toInlayHint } from "./toProto.ts";

/**
 * Longest waits for a run, in milliseconds. Hints and lenses wait long: until they are answered the client keeps the
 * old ones on screen, which is better than new ones that are already out of date. A hover would rather be marked stale.
 */
export const waits = { hints: 4000, hover: 1200, actions: 600, graph: 400 } as const;

export function registerFeatures(server: Server): void {
  const { connection, guard } = server;

  connection.onHover(
    guard.request("hover", null, async ({ textDocument, position }, token) => {
      const entry = await ready(server, textDocument.uri, waits.hover, token);
      const bare = entry?.inspection.scene(textDocument.uri) ?? null;
      if (entry === null || bare === null) return null;
      const graph = await graphFor(server, entry.inspection, graphRootFor(bare, position));
      const scene = entry.inspection.scene(textDocument.uri, graph);
      const hover = scene === null ? null : provideHover(scene, position);
      return hover === null ? null : toHover(hover);
    }),
  );

  connection.languages.inlayHint.on(
    guard.request("inlay hints", [], async ({ textDocument, range }, token) => {
      const entry = await ready(server, textDocument.uri, waits.hints, token);
      const scene = viewed(entry, textDocument.uri);
      return scene === null ? [] : provideInlayHints(scene, range).map(toInlayHint);
    }),
  );

  connection.onCodeLens(
    guard.request("code lenses", [], async ({ textDocument }, token) => {
      const entry = await ready(server, textDocument.uri, waits.hints, token);
      const scene = viewed(entry, textDocument.uri);
      if (scene !== null && entry !== null) {
        const { inspection } = entry;
        const examples = provideExampleLenses(
          scene.uri,
          scene.owner,
          inspection.snippet?.codes ?? [],
          scene.places,
          (name) => inspection.exampleOf(name),
        );
        return [...provideCodeLenses(scene), ...(scene.settings.codeLens && !scene.isStale ? examples : [])].map(
          toCodeLens,
        );
      }
      return entry === null ? [] : invitation(server, entry.inspection, textDocument.uri);
    }),
  );

  connection.onCodeAction(
    guard.request("code actions", [], async ({ textDocument, range, context }, token) => {
      const entry = await ready(server, textDocument.uri, waits.actions, token);
      if (entry === null) return [];
      const { inspection } = entry;
      const actions = provideCodeActions(
        textDocument.uri,
        range,
        inspection.scene(textDocument.uri),
        inspection.annotationProblems(),
        inspection.drifts(actualOf),
      );
      const wanted = actions.filter(
        ({ kind }) =>
          context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`)),
      );
      return wanted.map(toCodeAction);
    }),
  );

  connection.onCompletion(
    guard.request("completion", [], ({ textDocument, position }) => {
      const document = server.find(textDocument.uri);
      if (document === undefined) return [];
      const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
      const takesSnippets = server.capabilities().textDocument?.completion?.completionItem?.snippetSupport === true;
      return provideCompletion(line, position).map((completion) => toCompletion(completion, takesSnippets));
    }),
  );
}

/** Waits until the newest text has been run, but not longer than `limit`. Null for a document that is not open. */
export async function ready(
  server: Server,
  uri: string,
  limit: number,
  token?: CancellationToken,
): Promise<OpenDocument | null> {
  const entry = server.of(uri);
  if (entry === undefined) return null;
  await entry.opening;
  const cancelled = new Promise<void>((resolve) => token?.onCancellationRequested(() => resolve()));
  await Promise.race([entry.inspection.settled(limit), cancelled]);
  return server.of(uri) === entry ? entry : null;
}

/** The scene for a view that stays on screen: if it is not the newest one, the client is told to ask again. */
export function viewed(entry: OpenDocument | null, uri: string): Scene | null {
  if (entry === null) return null;
  if (entry.inspection.isPending) entry.inspection.needsRefresh = true;
  return entry.inspection.scene(uri);
}

/** The graph that a hover's rule comes from; null when it takes too long: the rest of the hover does not wait. */
async function graphFor(server: Server, inspection: Inspection, root: string | null): Promise<GraphData | null> {
  if (root === null || inspection.isStale) return null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waits.graph);
  });
  try {
    const state = await Promise.race([inspection.graph(root), late]);
    return state?.kind === "data" || state?.kind === "stopped" ? state.graph : null;
  } catch (error) {
    server.guard.report("graph for hover", error);
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function invitation(server: Server, inspection: Inspection, uri: string) {
  const { snippet, settings } = inspection;
  const found = snippet?.torchImport;
  if (!settings.codeLens || found == null || found.uri !== uri || snippet!.isAnnotated || inspection.isInspected)
    return [];
  const document = server.find(uri);
  if (document === undefined || document.languageId !== "python") return [];
  const range = { start: document.positionAt(found.start), end: document.positionAt(found.end) };
  return provideInvitation(inspection.owner, range).map(toCodeLens);
}
