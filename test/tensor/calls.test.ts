import { expect, test } from "vitest";
import * as creation from "../../server/tensor/creation.ts";
import { TorchError, Unsupported } from "../../server/tensor/errors.ts";
import * as indexing from "../../server/tensor/indexing.ts";
import * as joining from "../../server/tensor/joining.ts";
import * as lookup from "../../server/tensor/lookup.ts";
import * as matmul from "../../server/tensor/matmul.ts";
import * as pointwise from "../../server/tensor/pointwise.ts";
import { wrappedFloat } from "../../server/tensor/promotion.ts";
import * as reduce from "../../server/tensor/reduce.ts";
import * as scan from "../../server/tensor/scan.ts";
import * as scatter from "../../server/tensor/scatter.ts";
import * as shape from "../../server/tensor/shape.ts";
import * as sort from "../../server/tensor/sort.ts";
import { fromData, Strided, scalar } from "../../server/tensor/strided.ts";
import * as sum from "../../server/tensor/sum.ts";
import { decode, dtypeNamed, type EncodedTensor, isEncodedTensor, readGolden } from "./golden.ts";
import { difference } from "./replay.ts";

type Call = [string, unknown[], unknown];

/** Every function of the floor by name. Their arguments come from the goldens, so the types end here. */
const functions = {
  ...creation,
  ...indexing,
  ...joining,
  ...lookup,
  ...matmul,
  ...pointwise,
  ...reduce,
  ...scan,
  ...shape,
  ...sort,
  ...sum,
  ...scatter,
  scatter: (t: Strided, dim: number, index: Strided, source: Strided | number) =>
    typeof source === "number"
      ? scatter.scatterValue(t, dim, index, scalar(source, t.dtype), "set")
      : scatter.scatter("scatter", t, dim, index, source, "set"),
  scatterAdd: (t: Strided, dim: number, index: Strided, source: Strided) =>
    scatter.scatter("scatter", t, dim, index, source, "add"),
  indexAdd: (t: Strided, dim: number, index: Strided, source: Strided, alpha: number) =>
    scatter.indexAdd(t, dim, index, alpha === 1 ? source : pointwise.mul(source, wrappedFloat(alpha))),
  indexFill: (t: Strided, dim: number, index: Strided, value: number) =>
    scatter.indexFill(t, dim, index, scalar(value, t.dtype)),
  put: (t: Strided, index: Strided, source: Strided, accumulate = false) => scatter.put(t, index, source, accumulate),
  maskedSelect: indexing.maskedSelect,
  maskedScatter: indexing.maskedScatter,
  nonzero: indexing.nonzero,
} as unknown as Record<string, (...args: unknown[]) => unknown>;

function argument(x: unknown): unknown {
  if (x === null) return undefined;
  if (isEncodedTensor(x)) return decode(x);
  if (Array.isArray(x)) return x.map(argument);
  if (typeof x === "object") {
    if ("f" in x) return x.f === "nan" ? NaN : x.f === "inf" ? Infinity : -Infinity;
    if ("dtype" in x) return dtypeNamed(x.dtype as string);
  }
  return x;
}

/** The tensors of a result, in PyTorch's order. */
function tensorsOf(result: unknown): Strided[] {
  if (result instanceof Strided) return [result];
  if (Array.isArray(result)) return result as Strided[];
  return Object.values(result as Record<string, Strided>);
}

/** Undefined when the run gives what is expected within `allowed` ulps, else what is wrong. */
function mismatch(run: () => unknown, expected: unknown, allowed: number): string | undefined {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    if (!(error instanceof TorchError)) throw error;
    const raised = `${error.type}: ${error.message}`;
    const wanted = (expected as { error?: [string, string] }).error;
    if (!wanted) return `raised ${raised}`;
    return raised === wanted.join(": ") ? undefined : `raised ${raised}, want ${wanted.join(": ")}`;
  }
  if (!isEncodedTensor(expected) && !Array.isArray(expected)) return `no error, want ${JSON.stringify(expected)}`;
  const wanted = (Array.isArray(expected) ? expected : [expected]) as EncodedTensor[];
  const actual = tensorsOf(result);
  if (actual.length !== wanted.length) return `${actual.length} results, want ${wanted.length}`;
  for (let i = 0; i < wanted.length; i++) {
    const d = difference(actual[i]!, wanted[i]!);
    if (d.kind === "differs" && d.by > allowed) return `result ${i}: ${d.what} (${d.by} ulps)`;
    const strides = wanted[i]!.t;
    if (strides && actual[i]!.numel > 0 && actual[i]!.strides.join() !== strides.join()) {
      return `result ${i}: strides ${actual[i]!.strides}, want ${strides}`;
    }
  }
  return undefined;
}

function short(x: unknown): unknown {
  if (isEncodedTensor(x)) return `${x.d}[${x.s}]`;
  return Array.isArray(x) ? x.map(short) : x;
}

/** Ulps that results may be off: what is computed through double and rounded once, where PyTorch rounds more often. */
const tolerance: Record<string, number> = {
  variance: 2,
  std: 2,
  vectorNorm: 8,
  logsumexp: 2,
  logcumsumexp: 4,
  prod: 2,
  cumsum: 2,
  cumprod: 2,
  logspace: 2,
};

function replay(
  golden: string,
  allow: (name: string, x: unknown) => number,
  isCompared: (name: string, expected: unknown) => boolean = () => true,
): void {
  const failures: string[] = [];
  for (const [name, args, expected] of readGolden<Call[]>(golden)) {
    if (!isCompared(name, expected)) continue;
    const f = functions[name];
    if (f === undefined) throw new Error(`no function ${name}`);
    const wrong = mismatch(() => f(...args.map(argument)), expected, allow(name, args[0]));
    if (wrong !== undefined) failures.push(`${name}(${JSON.stringify(args.map(short))}): ${wrong}`);
  }
  expect(failures).toEqual([]);
}

test("reductions, scans, sorting and order statistics", () => {
  replay("reductions", (name) => tolerance[name] ?? 0);
});
test("views, joins, pads and triangles", () => {
  replay("arrangements", () => 0);
});
test("gathering, scattering, selecting by index and mask", () => {
  // Of these the results are compared, not the messages for arguments that do not fit.
  const resultsOnly = new Set(["scatterReduce", "indexAdd", "indexCopy", "put"]);
  replay(
    "gathers",
    () => 0,
    (name, expected) => !(resultsOnly.has(name) && !isEncodedTensor(expected)),
  );
});
test("matrix products", () => {
  replay("products", (name, a) => {
    if (!isEncodedTensor(a) || a.d.startsWith("int") || a.d === "uint8") return 0;
    const k = a.s.at(-1) ?? 0;
    // float32 matrices agree to the bit up to the length at which the vendor library cuts sums into blocks; vectors
    // and other dtypes are added in an order of its own, so the last digits differ, more for longer sums.
    return a.d === "float32" && (name === "mm" || name === "bmm") && k <= 384 ? 0 : 64 + 16 * k;
  });
});
test("filled, counted and spaced tensors", () => {
  replay("creations", (name) => tolerance[name] ?? 0);
});

test("brackets: reading and assigning", () => {
  interface Case {
    x: EncodedTensor;
    permute?: number[];
    items: unknown[];
    get?: unknown;
    value?: EncodedTensor;
    set?: unknown;
  }
  const item = (k: unknown): indexing.IndexItem => {
    if (k === null || typeof k === "number" || typeof k === "boolean" || k === "...") return k;
    if (isEncodedTensor(k)) return decode(k);
    const [start, stop, step] = (k as { slice: (number | null)[] }).slice;
    return { start: start ?? undefined, stop: stop ?? undefined, step: step ?? undefined };
  };
  const failures: string[] = [];
  for (const c of readGolden<Case[]>("indexed")) {
    let x = decode(c.x);
    if (c.permute) x = shape.permute(x, c.permute);
    const run = (): Strided => {
      const items = c.items.map(item);
      if (c.get) return indexing.getItem(x, items).result;
      const z = fromData(x.data.slice(), x.shape, x.dtype);
      indexing.setItem(z, items, decode(c.value!));
      return z;
    };
    const wrong = mismatch(run, c.get ?? c.set, 0);
    if (wrong !== undefined)
      failures.push(`${c.permute ?? ""} ${JSON.stringify(c.items.map(short))} ${c.value ? "=" : ""}: ${wrong}`);
  }
  expect(failures).toEqual([]);
});
