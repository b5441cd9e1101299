/**
 * An inspector that a test holds in its hand. It "evaluates" lines `name = number` as leaves, `loss = …` as a root of
 * all leaves so far (∂loss/∂leaf = 1) and `loss.backward()` as a run, and answers when the test lets it.
 */
import type { BackwardResult, GraphQuestion, RunOptions } from "../../server/inspect/messages.ts";
import type { Inspector, ServerHost } from "../../server/lsp/inspector.ts";
import type { GraphState } from "../../server/protocol/graph.ts";
import type { KernelExecuteResult } from "../../server/protocol/requests.ts";
import type { Snippet } from "../../server/snippet/snippet.ts";
import type { BackwardRun, Problem, Root, SiteRecord, TensorValue, Trace } from "../../server/trace/trace.ts";
import { face, gradient, leaf, made } from "../features/fixture.ts";

export class ScriptedHost implements ServerHost {
  readonly inspectors: ScriptedInspector[] = [];
  /** Runs wait for {@link release} while this is set. */
  isHeld = false;
  failure: Error | null = null;
  private held: (() => void)[] = [];

  createInspector(): Inspector {
    const inspector = new ScriptedInspector(this);
    this.inspectors.push(inspector);
    return inspector;
  }

  get runs(): { readonly snippet: Snippet; readonly options: RunOptions }[] {
    return this.inspectors.flatMap(({ runs }) => runs);
  }

  async pass(): Promise<void> {
    if (this.isHeld) await new Promise<void>((resolve) => this.held.push(resolve));
  }

  release(): void {
    this.isHeld = false;
    const { held } = this;
    this.held = [];
    for (const go of held) go();
  }
}

class ScriptedInspector implements Inspector {
  readonly runs: { readonly snippet: Snippet; readonly options: RunOptions }[] = [];
  readonly executed: string[] = [];
  interrupts = 0;
  isDisposed = false;
  private readonly host: ScriptedHost;
  private trace: Trace | null = null;

  constructor(host: ScriptedHost) {
    this.host = host;
  }

  async run(snippet: Snippet, options: RunOptions): Promise<Trace> {
    this.runs.push({ snippet, options });
    await this.host.pass();
    if (this.host.failure !== null) throw this.host.failure;
    this.trace = evaluate(snippet);
    return this.trace;
  }

  async graph(question: GraphQuestion): Promise<GraphState> {
    const { trace } = this;
    const root = trace?.roots.find(({ key }) => key === question.root) ?? trace?.roots.at(-1);
    if (trace == null || root === undefined) return { kind: "empty", reason: "nothing requires grad" };
    return {
      kind: "data",
      isStale: false,
      graph: { uri: "", version: trace.version, roots: [], root: root.key, nodes: [], omitted: 0 },
    };
  }

  async backward(root: string): Promise<BackwardResult> {
    const { trace } = this;
    const found = trace?.roots.find(({ key }) => key === root);
    if (trace == null || found === undefined) return { ok: false, reason: "no such root", cut: null };
    if (found.name === "cut") return { ok: false, reason: "detach() cut the path", cut: found.range };
    return { ok: true, run: runOf(trace.sites, found, null, "request") };
  }

  async execute(_cell: string, _name: string, source: string): Promise<KernelExecuteResult> {
    await this.host.pass();
    this.executed.push(source);
    return { ok: true, outputs: [{ kind: "result", text: this.executed.join("; ") }] };
  }

  interrupt(): void {
    this.interrupts++;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

function evaluate(snippet: Snippet): Trace {
  const sites: SiteRecord[] = [];
  const roots: Root[] = [];
  const backwardRuns: BackwardRun[] = [];
  const problems: Problem[] = [];
  for (const [code, { source }] of snippet.codes.entries()) {
    for (const match of source.matchAll(/^(\w+) = (.*?)( {2}# => (.*))?$/gm)) {
      const [, name = "", right = "", , expected] = match;
      const start = match.index;
      const isRoot = name === "loss" || name === "cut";
      const edge = `${code}:${name}`;
      const value: TensorValue = isRoot
        ? made(`tensor(${right}., grad_fn=<AddBackward0>)`, [Number(right)], edge, "AddBackward0")
        : leaf(`tensor(${right}., requires_grad=True)`, [Number(right)], edge);
      const range = { code, start, end: start + name.length };
      sites.push({ range, syntax: "Name", name, isTarget: true, scope: null, count: 1, visits: [{ pass: 0, value }] });
      const statement = { code, start, end: start + name.length + 3 + right.length };
      if (isRoot)
        roots.push({ key: name, name, range: statement, shape: [], gradFn: "AddBackward0", edge, isScalar: true });
      if (expected !== undefined && expected !== `tensor(${right}.)`) {
        problems.push({
          kind: "expectation",
          name: "drift",
          message: `was ${expected}, now tensor(${right}.)`,
          range: { code, start, end: start + match[0].length },
          related: [],
          traceback: null,
          actual: `tensor(${right}.)`,
        });
      }
    }
    for (const match of source.matchAll(/^loss\.backward\(\)$/gm)) {
      const root = roots.at(-1);
      const range = { code, start: match.index, end: match.index + match[0].length };
      if (root !== undefined) backwardRuns.push(runOf(sites, root, range, "call"));
    }
    for (const match of source.matchAll(/^raise (.*)$/gm)) {
      const range = { code, start: match.index, end: match.index + match[0].length };
      problems.push({
        kind: "exception",
        name: "RuntimeError",
        message: match[1]!,
        range,
        related: [],
        traceback: null,
      });
    }
  }
  return {
    version: snippet.version,
    codes: snippet.codes.map(({ key, name }) => ({ key, name })),
    sites,
    backwardRuns,
    roots,
    outputs: [],
    problems,
    elapsed: 1,
    stopped: null,
  };
}

function runOf(
  sites: readonly SiteRecord[],
  root: Root,
  range: BackwardRun["range"],
  kind: BackwardRun["kind"],
): BackwardRun {
  const one = gradient(face("tensor(1.)", [1]));
  const edges = sites.flatMap(({ visits }) => visits.map(({ value }) => (value.kind === "tensor" ? value.edge! : "")));
  const leaves = edges.filter((edge) => !edge.endsWith(":loss"));
  return {
    id: 0,
    kind,
    range,
    rootName: root.name,
    rootEdge: root.edge,
    pass: 0,
    gradients: new Map(edges.map((edge) => [edge, one])),
    norm: Math.sqrt(leaves.length),
  };
}
