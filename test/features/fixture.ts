/**
 * Runs made by hand: a source text, and what was seen at which of its expressions. The features' tests need no engine;
 * that the engine records the same is checked in evaluated.test.ts.
 */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Scene } from "../../server/features/scene.ts";
import { defaultSettings, type Settings } from "../../server/features/settings.ts";
import { placesOf } from "../../server/lsp/snippetPlaces.ts";
import type { TensorFace } from "../../server/protocol/graph.ts";
import type { Position } from "../../server/protocol/place.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import type {
  BackwardRun,
  GradientRecord,
  Output,
  Problem,
  Root,
  SiteRecord,
  TensorValue,
  Trace,
  TraceRange,
  TraceValue,
} from "../../server/trace/trace.ts";

export const uri = "file:///fixture.py";

/** `|`-indented text without its margin; the first line break goes. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  return lines.map((line) => line.slice(margin)).join("\n");
}

export function face(text: string, numbers: readonly number[], shape: readonly number[] = []): TensorFace {
  const finite = numbers.filter(Number.isFinite);
  return {
    dtype: "float32",
    shape,
    text,
    textIsCut: false,
    norm: finite.length === 0 ? null : Math.hypot(...finite),
    nanCount: numbers.filter(Number.isNaN).length,
    infCount: numbers.filter((x) => Math.abs(x) === Infinity).length,
    zeroCount: finite.filter((x) => x === 0).length,
    numel: numbers.length,
    sample: numbers,
  };
}

let identities = 0;

export function tensor(text: string, data: readonly number[], more: Partial<TensorValue> = {}): TensorValue {
  return {
    kind: "tensor",
    className: "Tensor",
    dtype: "float32",
    shape: data.length === 1 && !text.includes("[") ? [] : [data.length],
    data,
    text,
    stats: null,
    requiresGrad: false,
    isLeaf: true,
    gradFn: null,
    version: 0,
    isView: false,
    retainsGrad: false,
    identity: identities++,
    edge: null,
    grad: null,
    ...more,
  };
}

export function leaf(
  text: string,
  data: readonly number[],
  edge: string,
  more: Partial<TensorValue> = {},
): TensorValue {
  return tensor(text, data, { requiresGrad: true, edge, ...more });
}

export function made(text: string, data: readonly number[], edge: string, gradFn: string): TensorValue {
  return tensor(text, data, { requiresGrad: true, isLeaf: false, gradFn, edge });
}

export function plain(className: string, text: string, number: number | null = null): TraceValue {
  return { kind: "plain", className, text, isCut: false, number };
}

export function gradient(value: TensorFace, more: Partial<GradientRecord> = {}): GradientRecord {
  return { value, addends: [], accumulated: null, ...more };
}

type SiteOptions = Partial<Omit<SiteRecord, "range" | "visits">> & { readonly nth?: number };

/** Builds the Trace of a text. Expressions are named by their text; `nth` chooses among equals, from 0. */
export class Run {
  readonly source: string;
  private readonly sites: SiteRecord[] = [];
  private readonly runs: BackwardRun[] = [];
  private readonly roots: Root[] = [];
  private readonly outputs: Output[] = [];
  private readonly problems: Problem[] = [];

  constructor(source: string) {
    this.source = dedent(source);
  }

  range(text: string, nth = 0): TraceRange {
    let at = -1;
    for (let i = 0; i <= nth; i++) at = this.source.indexOf(text, at + 1);
    if (at < 0) throw new Error(`no ${text} in the fixture`);
    return { code: 0, start: at, end: at + text.length };
  }

  /** What was seen at an expression; several values are several passes. */
  seen(text: string, values: TraceValue | readonly TraceValue[], options: SiteOptions = {}): this {
    const list = Array.isArray(values) ? (values as readonly TraceValue[]) : [values as TraceValue];
    const { nth, ...more } = options;
    this.sites.push({
      range: this.range(text, nth),
      syntax: /^[\w.]+$/.test(text) ? "Name" : "Call",
      name: /^[A-Za-z_][\w.]*$/.test(text) ? text : null,
      isTarget: false,
      scope: null,
      count: list.length,
      ...more,
      visits: list.map((value, pass) => ({ pass, value })),
    });
    return this;
  }

  bound(text: string, values: TraceValue | readonly TraceValue[], options: SiteOptions = {}): this {
    return this.seen(text, values, { ...options, isTarget: true });
  }

  backward(
    text: string | null,
    rootName: string,
    rootEdge: string,
    gradients: Readonly<Record<string, GradientRecord>>,
    pass = 0,
  ): this {
    this.runs.push(
      backwardRun(this.runs.length, text === null ? null : this.range(text), rootName, rootEdge, gradients, pass),
    );
    return this;
  }

  root(text: string, name: string, edge: string, gradFn: string, shape: readonly number[] = []): this {
    this.roots.push({
      key: `root:${name}`,
      name,
      range: this.range(text),
      shape,
      gradFn,
      edge,
      isScalar: shape.length === 0,
    });
    return this;
  }

  printed(text: string, output: string): this {
    this.outputs.push({ kind: "stdout", text: output, range: this.range(text) });
    return this;
  }

  problem(text: string, problem: Partial<Problem> & Pick<Problem, "kind" | "name" | "message">): this {
    this.problems.push({ range: this.range(text), related: [], traceback: null, ...problem });
    return this;
  }

  trace(): Trace {
    return {
      version: 1,
      codes: [{ key: 0, name: "fixture.py" }],
      sites: [...this.sites].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end),
      backwardRuns: this.runs,
      roots: this.roots,
      outputs: this.outputs,
      problems: this.problems,
      elapsed: 1,
      stopped: null,
    };
  }

  scene(more: Partial<Omit<Scene, "settings">> & { readonly settings?: Partial<Settings> } = {}): Scene {
    const document = TextDocument.create(uri, "python", 1, this.source);
    const snippet = makeSnippet({ uri, version: 1, kind: "python", text: this.source }, { mode: "all" });
    return {
      uri,
      owner: uri,
      trace: this.trace(),
      places: placesOf(snippet, new Map([[uri, 1]]), () => document),
      chosen: null,
      chosenRoot: null,
      passes: [],
      isStale: false,
      graph: null,
      ...more,
      settings: { ...defaultSettings, ...more.settings },
    };
  }

  /** The position of the character at which `text` (with a `$0` in it) has its mark. */
  at(marked: string): Position {
    const mark = marked.indexOf("$0");
    const start = this.range(marked.replace("$0", "")).start + mark;
    return TextDocument.create(uri, "python", 1, this.source).positionAt(start);
  }
}

export function backwardRun(
  id: number,
  range: TraceRange | null,
  rootName: string,
  rootEdge: string,
  gradients: Readonly<Record<string, GradientRecord>>,
  pass = 0,
): BackwardRun {
  const leaves = Object.values(gradients).filter(({ accumulated }) => accumulated !== null);
  return {
    id,
    kind: range === null ? "request" : "call",
    range,
    rootName,
    rootEdge,
    pass,
    gradients: new Map(Object.entries(gradients)),
    norm: Math.hypot(...leaves.map(({ value }) => value.norm ?? 0)),
  };
}
