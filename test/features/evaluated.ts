/** Texts that the real engine evaluates, in this thread: what the views make of runs that nobody made by hand. */
import { readFileSync } from "node:fs";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Scene } from "../../server/features/scene.ts";
import { defaultSettings, type Settings } from "../../server/features/settings.ts";
import { Engine } from "../../server/inspect/engine.ts";
import { commandBudget, type Reduction } from "../../server/inspect/messages.ts";
import { placesOf } from "../../server/lsp/snippetPlaces.ts";
import type { Position } from "../../server/protocol/place.ts";
import { loadParser } from "../../server/python/syntax/parse.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import { dedent, uri } from "./fixture.ts";

let isLoaded: Promise<void> | null = null;

export interface Evaluated {
  readonly source: string;
  readonly scene: Scene;
  /** The position of the `$0` in `marked`. */
  at(marked: string): Position;
  /** The scene after a lens has asked for the backward run of a root (the last one when no name is given). */
  backward(name?: string, reduce?: Reduction): Scene;
  /** The scene with the graph of the last root. */
  withGraph(scene?: Scene): Scene;
}

/** Evaluates a whole text as a Python file. */
export async function evaluate(text: string, settings: Partial<Settings> = {}): Promise<Evaluated> {
  isLoaded ??= loadParser({
    runtimeWasm: readFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm"),
    pythonWasm: readFileSync("node_modules/tree-sitter-python/tree-sitter-python.wasm"),
  });
  await isLoaded;
  const source = dedent(text);
  const document = TextDocument.create(uri, "python", 1, source);
  const snippet = makeSnippet({ uri, version: 1, kind: "python", text: source }, { mode: "all" });
  const engine = new Engine();
  // As if it had crossed from a worker: whatever can't be cloned fails here.
  const options = { budget: { ...commandBudget, time: 10_000 }, isTolerant: true, examples: {} };
  const trace = structuredClone(await engine.run(snippet, options, () => false));
  const scene: Scene = {
    uri,
    owner: uri,
    trace,
    places: placesOf(snippet, new Map([[uri, 1]]), () => document),
    chosen: null,
    chosenRoot: null,
    passes: [],
    isStale: false,
    settings: { ...defaultSettings, ...settings },
    graph: null,
  };
  return {
    source,
    scene,
    at(marked) {
      const start = source.indexOf(marked.replace("$0", ""));
      if (start < 0) throw new Error(`no ${marked} in the text`);
      return document.positionAt(start + marked.indexOf("$0"));
    },
    backward(name, reduce) {
      const root = name === undefined ? trace.roots.at(-1) : trace.roots.find((candidate) => candidate.name === name);
      if (root === undefined) throw new Error("no such root");
      const answer = structuredClone(engine.backward(root.key, reduce));
      if (!answer.ok) throw new Error(answer.reason);
      return { ...scene, chosen: answer.run, chosenRoot: root.key };
    },
    withGraph(from = scene) {
      const state = structuredClone(engine.graph({ shownRun: from.chosenRoot ?? undefined }));
      if (state.kind !== "data") throw new Error(state.kind);
      return { ...from, graph: state.graph };
    },
  };
}
