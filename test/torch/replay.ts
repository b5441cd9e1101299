/** Replays recorded calls of PyTorch's operator database through the Python-level functions, and compares. */
// First: the modules below autograd are in a cycle that has to be entered from here.
import "../../server/inspect/torchFloor.ts";

import { gradOf } from "../../server/autograd/engine.ts";
import { Tensor } from "../../server/autograd/tensor.ts";
import type { Interpreter } from "../../server/python/evaluation/interpreter.ts";
import { getAttr } from "../../server/python/objects/attribute.ts";
import { call } from "../../server/python/objects/call.ts";
import { PyComplex } from "../../server/python/objects/complex.ts";
import { NotSupported, Raise } from "../../server/python/objects/errors.ts";
import { PyException } from "../../server/python/objects/exceptions.ts";
import { PyList } from "../../server/python/objects/list.ts";
import { Ellipsis } from "../../server/python/objects/singletons.ts";
import { PySlice } from "../../server/python/objects/slice.ts";
import { str } from "../../server/python/objects/text.ts";
import { PyTuple } from "../../server/python/objects/tuple.ts";
import { typeOf } from "../../server/python/objects/type.ts";
import { PyFloat, type PyValue } from "../../server/python/objects/value.ts";
import { type DType, dtypes } from "../../server/tensor/dtype.ts";
import { TorchError, Unsupported } from "../../server/tensor/errors.ts";
import { denseData, fromData, Storage, Strided } from "../../server/tensor/strided.ts";
import { sequence } from "../../server/torch/binding/bind.ts";
import { size } from "../../server/torch/size.ts";
import { isTensor, tensorType, toPython } from "../../server/torch/tensorType.ts";

type Entry = number | "nan" | "inf" | "-inf";
interface EncodedTensor {
  readonly d: string;
  readonly s: number[];
  readonly t: Entry[];
  /** Strides and offset of one that is not contiguous: `t` is then the storage. */
  readonly st?: number[];
  readonly o?: number;
  readonly g?: 1;
}
type Encoded =
  | null
  | boolean
  | number
  | string
  | EncodedTensor
  | { f: Entry }
  | { c: [number, number] }
  | { size: number[] }
  | { u: Encoded[] }
  | { l: Encoded[] }
  | { slice: [Encoded, Encoded, Encoded] }
  | { ellipsis: 1 }
  | { torch: string };

export interface Sample {
  readonly args: Encoded[];
  readonly kwargs: Readonly<Record<string, Encoded>>;
  readonly clone?: 1;
  readonly loose?: 1;
  readonly out?: Encoded;
  readonly fn?: (string | null)[];
  readonly grad?: (EncodedTensor | null)[];
  readonly gradRaises?: [string, string];
  readonly raises?: [string, string];
}

export interface RecordedOperator {
  readonly call: string;
  readonly samples: readonly Sample[];
  readonly method?: string;
  readonly inplace?: readonly Sample[];
  readonly aliases?: readonly string[];
  readonly errors?: readonly Sample[];
}

const byName = new Map(dtypes.map((d) => [d.name as string, d]));

function dtypeNamed(name: string): DType {
  const found = byName.get(name);
  if (found === undefined) throw new Unsupported(`torch.${name}`);
  return found;
}

function hostNumber(x: Entry): number {
  return typeof x === "number" ? x : x === "nan" ? Number.NaN : x === "inf" ? Infinity : -Infinity;
}

function decodeTensor(e: EncodedTensor, leaves: Tensor[]): Tensor {
  const dtype = dtypeNamed(e.d);
  const data = dtype.allocate(e.t.length);
  e.t.forEach((x, i) => {
    data[i] = hostNumber(x);
  });
  const impl =
    e.st === undefined ? fromData(data, e.s, dtype) : new Strided(new Storage(data, dtype), e.s, e.st, e.o ?? 0);
  const t = new Tensor(impl);
  if (e.g === 1) {
    t.leafRequiresGrad = true;
    leaves.push(t);
  }
  return t;
}

function isEncodedTensor(e: Encoded): e is EncodedTensor {
  return typeof e === "object" && e !== null && "d" in e;
}

/** Raised by nothing but a difference; the text says what differs. */
class Difference extends Error {}
function differ(text: string): never {
  throw new Difference(text);
}

function short(x: unknown): string {
  const text = typeof x === "string" ? x : JSON.stringify(x);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

export class Replay {
  readonly #interpreter: Interpreter;
  readonly #torch: PyValue;
  readonly #seed: PyValue;

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
    this.#torch = interpreter.importModule("torch");
    this.#seed = getAttr(this.#torch, "manual_seed");
  }

  #decode(e: Encoded, leaves: Tensor[]): PyValue {
    if (e === null || typeof e !== "object") return e;
    if (isEncodedTensor(e)) return toPython(decodeTensor(e, leaves));
    if ("f" in e) return new PyFloat(hostNumber(e.f));
    if ("c" in e) return new PyComplex(e.c[0], e.c[1]);
    if ("size" in e) return size(e.size);
    if ("u" in e) return new PyTuple(e.u.map((x) => this.#decode(x, leaves)));
    if ("l" in e) return new PyList(e.l.map((x) => this.#decode(x, leaves)));
    if ("slice" in e) {
      const [a, b, c] = e.slice.map((x) => this.#decode(x, leaves));
      return new PySlice(a!, b!, c!);
    }
    if ("ellipsis" in e) return Ellipsis;
    return getAttr(this.#torch, e.torch);
  }

  #invoke(name: string, args: PyValue[], kwargs: ReadonlyMap<string, PyValue>): PyValue {
    if (name.startsWith(".")) return getAttr(args[0]!, name.slice(1));
    if (name.startsWith("Tensor.")) {
      const method = name.slice(7);
      if (tensorType.lookup(method) === undefined) throw new NotSupported(name);
      return call(getAttr(args[0]!, method), args.slice(1), kwargs.size === 0 ? null : kwargs);
    }
    let target = this.#torch;
    const parts = name.split(".").slice(1);
    for (const part of parts) target = getAttr(target, part);
    return call(target, args, kwargs.size === 0 ? null : kwargs);
  }

  /** What differs between this call here and as recorded; null when nothing does. */
  difference(name: string, sample: Sample, tolerance: number): string | null {
    try {
      this.#compare(name, sample, tolerance);
      return null;
    } catch (e) {
      if (e instanceof Difference) return e.message;
      const raised = describe(e);
      return `raised ${raised[0]}: ${short(raised[1])}`;
    }
  }

  #compare(name: string, sample: Sample, tolerance: number): void {
    this.#interpreter.begin();
    const leaves: Tensor[] = [];
    const args = sample.args.map((a) => this.#decode(a, leaves));
    const kwargs = new Map(Object.entries(sample.kwargs).map(([k, v]) => [k, this.#decode(v, leaves)]));
    if (sample.clone === 1) args[0] = call(getAttr(args[0]!, "clone"), []);
    call(this.#seed, [0]);
    let result: PyValue;
    try {
      result = this.#invoke(name, args, kwargs);
    } catch (e) {
      if (sample.raises === undefined) throw e;
      if (e instanceof NotSupported || !(e instanceof Raise)) throw e;
      const raised = describe(e);
      if (raised[0] !== sample.raises[0] || raised[1] !== sample.raises[1]) {
        differ(`raised ${short(raised.join(": "))}\n      want ${short(sample.raises.join(": "))}`);
      }
      return;
    }
    if (sample.raises !== undefined) differ(`no exception; want ${short(sample.raises.join(": "))}`);
    const outputs: Tensor[] = [];
    expectValue(result, sample.out!, sample.loose === 1, tolerance, outputs, "result");
    if (sample.loose === 1) return;
    this.#compareNodes(outputs, sample);
    if (sample.grad === undefined) return;
    const roots = outputs.map((t, k) => [t, k] as const).filter(([t]) => t.requiresGrad);
    const grads = gradOf(
      roots.map(([t]) => t),
      leaves,
      roots.map(([t, k]) => cotangent(t, k)),
      { keepGraph: false, createGraph: false, allowUnused: true },
    );
    sample.grad.forEach((want, i) => {
      const have = grads[i] ?? null;
      if (want === null) {
        if (have !== null) differ(`gradient ${i}: a tensor, want None`);
        return;
      }
      if (have === null) differ(`gradient ${i}: None, want a tensor`);
      expectTensor(have, want, tolerance, `gradient ${i}`);
    });
  }

  #compareNodes(outputs: readonly Tensor[], sample: Sample): void {
    outputs.forEach((t, i) => {
      const have = t.gradFn?.name ?? null;
      const want = sample.fn?.[i] ?? null;
      if (have !== want) differ(`grad_fn of output ${i}: ${have}, want ${want}`);
    });
  }
}

function describe(e: unknown): [string, string] {
  if (e instanceof Raise) {
    return [typeOf(e.exc).name, e.exc instanceof PyException ? str(e.exc) : ""];
  }
  if (e instanceof NotSupported || e instanceof Unsupported) return ["NotSupported", e.feature];
  if (e instanceof TorchError) return [e.type, e.message];
  if (e instanceof Error) {
    const at = /at (?!fail)[^\n]*\/(server\/[^\n)]*)/.exec(e.stack ?? "")?.[1] ?? "";
    return [`host ${e.constructor.name}`, `${e.message} (${at})`];
  }
  return ["host", String(e)];
}

function cotangent(t: Tensor, k: number): Tensor {
  const { dtype } = t;
  const data = dtype.allocate(t.numel * dtype.lanes);
  for (let i = 0; i < t.numel; i++) {
    const re = (((7 * i + 3 * k) % 11) - 5) / 4;
    if (dtype.lanes === 2) {
      data[2 * i] = re;
      data[2 * i + 1] = (((5 * i + 2 * k) % 7) - 3) / 4;
    } else data[i] = re;
  }
  return new Tensor(fromData(data, t.shape, dtype));
}

function expectTensor(have: Tensor, want: EncodedTensor, tolerance: number, what: string): void {
  if (have.dtype.name !== want.d) differ(`${what}: dtype ${have.dtype.name}, want ${want.d}`);
  if (have.shape.join() !== want.s.join()) differ(`${what}: shape [${have.shape}], want [${want.s}]`);
  const expected = denseData(decodeTensor({ ...want, d: want.d }, []).impl);
  const actual = denseData(have.impl);
  const inexact = have.dtype.category === "float" || have.dtype.category === "complex";
  let scale = 0;
  for (const x of expected) if (Number.isFinite(x)) scale = Math.max(scale, Math.abs(x));
  const digits = have.dtype.name === "bfloat16" ? 800 : have.dtype.name === "float16" ? 100 : 1;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i]!;
    const b = expected[i]!;
    if (a === b || (a !== a && b !== b)) continue;
    const allowed = inexact ? tolerance * digits * (1e-5 * Math.abs(b) + 1e-6 * scale + 1e-7) : 0;
    if (!(Math.abs(a - b) <= allowed)) {
      differ(`${what}: entry ${i} of ${expected.length} is ${a}, want ${b}`);
    }
  }
}

function expectValue(
  have: PyValue,
  want: Encoded,
  loose: boolean,
  tolerance: number,
  outputs: Tensor[],
  what: string,
): void {
  if (isEncodedTensor(want)) {
    if (!isTensor(have)) differ(`${what}: ${have === null ? "None" : typeOf(have).name}, want a tensor`);
    outputs.push(have);
    if (loose) {
      if (have.dtype.name !== want.d || have.shape.join() !== want.s.join()) differ(`${what}: dtype or shape`);
      return;
    }
    expectTensor(have, want, tolerance, what);
    if (have.requiresGrad !== (want.g === 1)) differ(`${what}: requires_grad is ${have.requiresGrad}`);
    return;
  }
  if (want === null || typeof want !== "object") {
    if (have !== want) differ(`${what}: ${isTensor(have) ? "a tensor" : String(have)}, want ${want}`);
    return;
  }
  if ("f" in want) {
    const w = hostNumber(want.f);
    if (!(have instanceof PyFloat)) differ(`${what}: not a float, want ${w}`);
    const same = have.value === w || (have.value !== have.value && w !== w);
    if (!same && !(Math.abs(have.value - w) <= 1e-6 * Math.abs(w) + 1e-7)) differ(`${what}: ${have.value}, want ${w}`);
    return;
  }
  if ("c" in want) {
    if (!(have instanceof PyComplex) || have.real !== want.c[0] || have.imag !== want.c[1]) differ(`${what}: complex`);
    return;
  }
  const items = sequence(have);
  const expected = "size" in want ? want.size : "u" in want ? want.u : "l" in want ? want.l : undefined;
  if (expected === undefined) differ(`${what}: ${short(want)} is not compared`);
  if (items === undefined) differ(`${what}: ${have === null ? "None" : typeOf(have).name}, want a sequence`);
  if ("l" in want !== have instanceof PyList)
    differ(`${what}: ${typeOf(have).name}, want ${"l" in want ? "list" : "tuple"}`);
  if (items.length !== expected.length) differ(`${what}: ${items.length} items, want ${expected.length}`);
  expected.forEach((w, i) => {
    expectValue(items[i]!, w, loose, tolerance, outputs, `${what}[${i}]`);
  });
}
