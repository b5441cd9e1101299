/**
 * Graphs for the panel's tests, built by hand. Every number can be followed: the arithmetic stands beside it, and the
 * loop's is computed here with the same chain rule that the panel shows.
 */
import type {
  GraphData,
  GraphEdge,
  GraphNode,
  RootChoice,
  SavedTensor,
  TensorFace,
} from "../../server/protocol/graph.ts";

const URI = "file:///fixture.py";

/** Four decimals as PyTorch prints them, whole numbers with a bare point. */
export function printed(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value)) return `${value}.`;
  return Math.abs(value) < 1e-4 || Math.abs(value) >= 1e8 ? value.toExponential(4) : value.toFixed(4);
}

export function scalar(value: number): TensorFace {
  return {
    dtype: "float32",
    shape: [],
    text: `tensor(${printed(value)})`,
    textIsCut: false,
    norm: Number.isFinite(value) ? Math.abs(value) : 0,
    nanCount: Number.isNaN(value) ? 1 : 0,
    infCount: Math.abs(value) === Number.POSITIVE_INFINITY ? 1 : 0,
    zeroCount: value === 0 ? 1 : 0,
    numel: 1,
    sample: [value],
  };
}

export function vector(values: readonly number[]): TensorFace {
  const finite = values.filter((value) => Number.isFinite(value));
  return {
    dtype: "float32",
    shape: [values.length],
    text: `tensor([${values.map(printed).join(", ")}])`,
    textIsCut: false,
    norm: Math.hypot(...finite),
    nanCount: values.filter((value) => Number.isNaN(value)).length,
    infCount: values.filter((value) => Math.abs(value) === Number.POSITIVE_INFINITY).length,
    zeroCount: values.filter((value) => value === 0).length,
    numel: values.length,
    sample: values,
  };
}

interface Draft {
  readonly name: string;
  readonly kind?: GraphNode["kind"];
  readonly variable?: string;
  readonly next?: readonly (readonly [string, TensorFace | null] | null)[];
  readonly line?: number;
  readonly source?: string;
  readonly pass?: readonly [number, number];
  readonly scope?: readonly string[];
  readonly forward?: TensorFace;
  readonly gradient?: TensorFace;
  readonly incoming?: readonly TensorFace[];
  readonly order?: number;
  readonly rule?: readonly string[];
  readonly saved?: readonly SavedTensor[];
  readonly marks?: Partial<Pick<GraphNode, "hookCount" | "isInPlace" | "isView">>;
}

/** Builds a graph from named drafts, given from the root to the leaves; arrows name their ends. */
export function graphOf(drafts: ReadonlyMap<string, Draft>, roots?: readonly RootChoice[]): GraphData {
  const ids = new Map([...drafts.keys()].map((key, at) => [key, at]));
  const nodes = [...drafts.values()].map((draft, id): GraphNode => {
    const { name, line, source = null, pass = [0, 1] } = draft;
    const kind = draft.kind ?? (name === "AccumulateGrad" ? "accumulate" : "function");
    const next = (draft.next ?? []).map((edge): GraphEdge => {
      if (edge === null) return { to: null, inputNr: 0, gradient: null };
      const to = ids.get(edge[0]);
      if (to === undefined) throw new Error(`no node ${edge[0]}`);
      return { to, inputNr: 0, gradient: edge[1] };
    });
    return {
      id,
      name,
      kind,
      variable: draft.variable ?? null,
      next,
      location:
        line === undefined
          ? null
          : {
              uri: URI,
              range: {
                start: { line: line - 1, character: 4 },
                end: { line: line - 1, character: 4 + (source?.length ?? 1) },
              },
            },
      source,
      pass: pass[0],
      passes: pass[1],
      scope: draft.scope ?? [],
      forward: draft.forward ?? null,
      gradient: draft.gradient ?? null,
      incoming: draft.incoming ?? (draft.gradient === undefined ? [] : [draft.gradient]),
      order: draft.order ?? null,
      rule: draft.rule ?? [],
      saved: draft.saved ?? [],
      hookCount: draft.marks?.hookCount ?? 0,
      isInPlace: draft.marks?.isInPlace ?? false,
      isView: draft.marks?.isView ?? false,
      retainsGrad: kind === "accumulate",
    };
  });
  const root = nodes[0]!;
  const first: RootChoice = {
    key: "root",
    label: `${root.variable ?? "root"} · ${root.name}`,
    location: root.location,
  };
  return { uri: URI, version: 1, roots: roots ?? [first], root: (roots ?? [first])[0]!.key, nodes, omitted: 0 };
}

/**
 * x = 3; y = x ** 2; z = y + x. Two paths meet in x: 2·3 = 6 through the square and 1 directly, 6 + 1 = 7.
 */
export function squarePlusX(x = 3): GraphData {
  const square = 2 * x;
  return graphOf(
    new Map<string, Draft>([
      [
        "add",
        {
          name: "AddBackward0",
          variable: "z",
          next: [
            ["pow", scalar(1)],
            ["x", scalar(1)],
          ],
          line: 3,
          source: "y + x",
          forward: scalar(x ** 2 + x),
          gradient: scalar(1),
          order: 0,
          rule: ["∂(y + x)/∂y = 1", "∂(y + x)/∂x = 1"],
          saved: [],
        },
      ],
      [
        "pow",
        {
          name: "PowBackward0",
          variable: "y",
          next: [["x", scalar(square)]],
          line: 2,
          source: "x ** 2",
          forward: scalar(x ** 2),
          gradient: scalar(1),
          order: 1,
          rule: [`∂(x**2)/∂x = 2·x = 2·${x} = ${square}`],
          saved: [
            { name: "self", text: `tensor(${printed(x)}, requires_grad=True)`, isStale: false },
            { name: "exponent", text: "2", isStale: false },
          ],
        },
      ],
      [
        "x",
        {
          name: "AccumulateGrad",
          variable: "x",
          line: 1,
          source: `torch.tensor(${x}., requires_grad=True)`,
          forward: scalar(x),
          gradient: scalar(square + 1),
          incoming: [scalar(square), scalar(1)],
          order: 2,
        },
      ],
    ]),
    [
      { key: "z", label: "z · AddBackward0 · line 3", location: null },
      { key: "y", label: "y · PowBackward0 · line 2", location: null },
    ],
  );
}

/**
 * Logistic regression of one sample: w = 2, x = 3, b = -5, target 1. z = 2·3 - 5 = 1, p = sigmoid(1) = 0.7311,
 * loss = -log p = 0.3133. ∂loss/∂p = -1/p = -1.3679, ∂loss/∂z = p - 1 = -0.2689, ∂loss/∂w = 3·(p - 1) = -0.8068.
 */
export function logistic(): GraphData {
  const p = 1 / (1 + Math.exp(-1));
  const dp = -1 / p;
  const dz = p - 1;
  return graphOf(
    new Map<string, Draft>([
      [
        "loss",
        {
          name: "BinaryCrossEntropyBackward0",
          variable: "loss",
          next: [["sigmoid", scalar(dp)]],
          line: 8,
          source: "F.binary_cross_entropy(p, target)",
          forward: scalar(-Math.log(p)),
          gradient: scalar(1),
          order: 0,
          rule: [`∂loss/∂p = (p - t)/(p·(1 - p)) = ${printed(dp)}`],
          saved: [{ name: "self", text: `tensor(${printed(p)}, grad_fn=<SigmoidBackward0>)`, isStale: false }],
        },
      ],
      [
        "sigmoid",
        {
          name: "SigmoidBackward0",
          variable: "p",
          next: [["add", scalar(dz)]],
          line: 7,
          source: "torch.sigmoid(z)",
          forward: scalar(p),
          gradient: scalar(dp),
          order: 1,
          rule: [`∂σ(z)/∂z = σ·(1 - σ) = ${printed(p * (1 - p))}`],
          saved: [{ name: "result", text: `tensor(${printed(p)}, grad_fn=<SigmoidBackward0>)`, isStale: true }],
          marks: { hookCount: 1 },
        },
      ],
      [
        "add",
        {
          name: "AddBackward0",
          variable: "z",
          next: [
            ["mul", scalar(dz)],
            ["b", scalar(dz)],
          ],
          line: 6,
          source: "w * x + b",
          forward: scalar(1),
          gradient: scalar(dz),
          order: 2,
          rule: ["∂(a + b)/∂a = 1", "∂(a + b)/∂b = 1"],
          marks: { isInPlace: true },
        },
      ],
      [
        "mul",
        {
          name: "MulBackward0",
          next: [["w", scalar(3 * dz)], null],
          line: 6,
          source: "w * x",
          forward: scalar(6),
          gradient: scalar(dz),
          order: 3,
          rule: ["∂(w·x)/∂w = x = 3"],
          saved: [
            { name: "self", text: "None", isStale: false },
            { name: "other", text: "tensor(3.)", isStale: false },
          ],
          marks: { isView: true },
        },
      ],
      [
        "b",
        {
          name: "AccumulateGrad",
          variable: "b",
          line: 3,
          source: "torch.tensor(-5., requires_grad=True)",
          forward: scalar(-5),
          gradient: scalar(dz),
          order: 4,
        },
      ],
      [
        "w",
        {
          name: "AccumulateGrad",
          variable: "w",
          line: 2,
          source: "torch.tensor(2., requires_grad=True)",
          forward: scalar(2),
          gradient: scalar(3 * dz),
          order: 5,
        },
      ],
    ]),
  );
}

export interface LoopOptions {
  readonly passes?: number;
  /** From this pass of the forward run back, gradients are NaN. */
  readonly nanBelow?: number;
}

/**
 * h = tanh(h * w + b), `passes` times, w = 0.9, b = 0.1, h = 0.5: the recurrence that shares w and b in each pass.
 * Going back, with g the gradient of h: through tanh g·(1 - h²), to w that times the previous h, to b that, on to the
 * previous h that times w. The gradients of w and b are the sums over all passes.
 */
export function recurrence(options: LoopOptions = {}): GraphData {
  const { passes = 100, nanBelow = -1 } = options;
  const w = 0.9;
  const b = 0.1;
  const h: number[] = [0.5];
  for (let pass = 0; pass < passes; pass++) h.push(Math.tanh(h[pass]! * w + b));
  const drafts = new Map<string, Draft>();
  let gradient = 1;
  let order = 0;
  const toW: TensorFace[] = [];
  const toB: TensorFace[] = [];
  for (let pass = passes - 1; pass >= 0; pass--) {
    const before = h[pass]!;
    const after = h[pass + 1]!;
    if (pass < nanBelow) gradient = Number.NaN;
    const inner = gradient * (1 - after * after);
    const shared = { pass: [pass, passes] as const, line: 5 };
    const previous = pass === 0 ? "h0" : `tanh${pass - 1}`;
    drafts.set(`tanh${pass}`, {
      ...shared,
      name: "TanhBackward0",
      variable: "h",
      source: "torch.tanh(h * w + b)",
      next: [[`add${pass}`, scalar(inner)]],
      forward: scalar(after),
      gradient: scalar(gradient),
      order: order++,
      rule: [`∂tanh(a)/∂a = 1 - tanh² = ${printed(1 - after * after)}`],
    });
    drafts.set(`add${pass}`, {
      ...shared,
      name: "AddBackward0",
      source: "h * w + b",
      next: [
        [`mul${pass}`, scalar(inner)],
        ["b", scalar(inner)],
      ],
      forward: scalar(before * w + b),
      gradient: scalar(inner),
      order: order++,
    });
    drafts.set(`mul${pass}`, {
      ...shared,
      name: "MulBackward0",
      source: "h * w",
      next: [
        [previous, scalar(inner * w)],
        ["w", scalar(inner * before)],
      ],
      forward: scalar(before * w),
      gradient: scalar(inner),
      order: order++,
      rule: [`∂(h·w)/∂h = w = ${w}`, `∂(h·w)/∂w = h = ${printed(before)}`],
    });
    toW.push(scalar(inner * before));
    toB.push(scalar(inner));
    gradient = inner * w;
  }
  const sum = (faces: readonly TensorFace[]): TensorFace =>
    scalar(faces.reduce((total, face) => total + face.sample[0]!, 0));
  drafts.set("w", {
    name: "AccumulateGrad",
    variable: "w",
    line: 1,
    source: "torch.tensor(0.9, requires_grad=True)",
    forward: scalar(w),
    gradient: sum(toW),
    incoming: toW,
    order: order++,
  });
  drafts.set("b", {
    name: "AccumulateGrad",
    variable: "b",
    line: 2,
    source: "torch.tensor(0.1, requires_grad=True)",
    forward: scalar(b),
    gradient: sum(toB),
    incoming: toB,
    order: order++,
  });
  drafts.set("h0", {
    name: "AccumulateGrad",
    variable: "h0",
    line: 3,
    source: "torch.tensor(0.5, requires_grad=True)",
    forward: scalar(0.5),
    gradient: scalar(gradient),
    order: order++,
  });
  return graphOf(drafts);
}

/** A network of `blocks` residual blocks, each in a scope of its own, with two parameters each. */
export function deepNetwork(blocks: number): GraphData {
  const drafts = new Map<string, Draft>();
  let order = 0;
  const node = (
    key: string,
    name: string,
    scope: readonly string[],
    next: Draft["next"],
    extra: Partial<Draft> = {},
  ): void => {
    drafts.set(key, {
      name,
      scope,
      next: next ?? [],
      forward: scalar(1),
      gradient: scalar(0.5 / (1 + order)),
      order: order++,
      ...extra,
    });
  };
  node("mean", "MeanBackward0", [], [[`add${blocks - 1}`, scalar(1)]], {
    variable: "loss",
    line: 40,
    source: "out.mean()",
  });
  for (let block = blocks - 1; block >= 0; block--) {
    const scope = ["Net", `layers.${block}`];
    const before = block === 0 ? "input" : `add${block - 1}`;
    node(
      `add${block}`,
      "AddBackward0",
      scope,
      [
        [`relu${block}`, scalar(1)],
        [before, scalar(1)],
      ],
      { line: 12, source: "x + y" },
    );
    node(`relu${block}`, "ReluBackward0", scope, [[`mm${block}`, scalar(1)]], { line: 11, source: "torch.relu(h)" });
    node(
      `mm${block}`,
      "AddmmBackward0",
      [...scope, "Linear"],
      [
        [`bias${block}`, scalar(0)],
        [before, scalar(2)],
        [`weight${block}`, scalar(3)],
      ],
      { line: 10, source: "self.linear(x)" },
    );
    node(`bias${block}`, "AccumulateGrad", [], [], { variable: `layers.${block}.bias` });
    node(`weight${block}`, "AccumulateGrad", [], [], { variable: `layers.${block}.weight` });
  }
  node("input", "AccumulateGrad", [], [], { variable: "x", line: 30, source: "torch.ones(3, requires_grad=True)" });
  return graphOf(sorted(drafts));
}

/** `count` operations without loop, scope or location, each using one or two later ones: nothing to fold by. */
export function formless(count: number): GraphData {
  const drafts = new Map<string, Draft>();
  // A fixed linear congruence (Numerical Recipes' constants) stands in for chance.
  let seed = 12345;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % below;
  };
  for (let at = 0; at < count; at++) {
    const next: (readonly [string, TensorFace | null])[] = [];
    if (at + 1 < count) next.push([`n${at + 1}`, scalar(1 / (at + 1))]);
    const far = at + 2 + random(40);
    if (far < count && at % 3 === 0) next.push([`n${far}`, scalar(0.1)]);
    drafts.set(`n${at}`, {
      name: at + 1 === count ? "AccumulateGrad" : (["MulBackward0", "AddBackward0", "SinBackward0"] as const)[at % 3]!,
      next,
      forward: scalar(at),
      gradient: scalar(1 / (at + 1)),
      order: at,
      ...(at + 1 === count ? { variable: "x" } : {}),
    });
  }
  return graphOf(drafts);
}

/** Zero, NaN, infinite and absent gradients beside ordinary ones of many sizes, on vectors. */
export function oddGradients(): GraphData {
  const faces: readonly (readonly [string, TensorFace | null])[] = [
    ["tiny", vector([1e-7, 2e-7])],
    ["small", vector([1e-3, 2e-3])],
    ["one", vector([1, 1])],
    ["large", vector([2e4, 1e4])],
    ["zero", vector([0, 0])],
    ["nan", vector([Number.NaN, 1])],
    ["inf", vector([Number.POSITIVE_INFINITY, 1])],
    ["none", null],
  ];
  const drafts = new Map<string, Draft>();
  drafts.set("cat", {
    name: "CatBackward0",
    kind: "custom",
    variable: "out",
    next: faces.map(([key, face]) => [`m_${key}`, face] as const),
    line: 9,
    source: "torch.cat([tiny, small, one, large, zero, nan, inf, none])",
    forward: vector([1, 2]),
    gradient: vector([1, 1]),
    order: 0,
  });
  faces.forEach(([key, face], at) => {
    const gradient = face === null ? {} : { gradient: face, order: 1 + at };
    drafts.set(`m_${key}`, {
      name: "MulBackward0",
      variable: key,
      next: [[`l_${key}`, face]],
      line: 2 + at,
      source: `${key} * 2`,
      forward: vector([1, 2]),
      ...gradient,
    });
  });
  faces.forEach(([key, face], at) => {
    const gradient = face === null ? {} : { gradient: face, order: 9 + at };
    drafts.set(`l_${key}`, { name: "AccumulateGrad", variable: `${key}_leaf`, forward: vector([1, 2]), ...gradient });
  });
  return graphOf(drafts);
}

/** Puts drafts into topological order, keeping the given order where it already is one. */
function sorted(drafts: ReadonlyMap<string, Draft>): Map<string, Draft> {
  const left = new Map([...drafts.keys()].map((key) => [key, 0]));
  for (const draft of drafts.values())
    for (const edge of draft.next ?? []) if (edge !== null) left.set(edge[0], left.get(edge[0])! + 1);
  const result = new Map<string, Draft>();
  const ready = [...drafts.keys()].filter((key) => left.get(key) === 0);
  for (let key = ready.shift(); key !== undefined; key = ready.shift()) {
    const draft = drafts.get(key)!;
    result.set(key, draft);
    for (const edge of draft.next ?? []) {
      if (edge === null) continue;
      const now = left.get(edge[0])! - 1;
      left.set(edge[0], now);
      if (now === 0) ready.push(edge[0]);
    }
  }
  return result;
}
