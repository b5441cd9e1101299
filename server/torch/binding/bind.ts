/**
 * From a table of signatures to Python callables: reads arguments, calls the implementation, converts results and errors.
 * Behaviour and texts: PyTorch's python_arg_parser.
 */
import type { Tensor } from "../../autograd/tensor.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyComplex } from "../../python/objects/complex.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { PyList } from "../../python/objects/list.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { type Kwargs, PyFloat, PyInstance, PyObject, type PyValue } from "../../python/objects/value.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { dtypeOf, PyDType } from "../dtypes.ts";
import { raiseTorch } from "../errors.ts";
import { wrapNumber } from "../scalars.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { type Matching, mismatch } from "./mismatch.ts";
import { checkOut, takeOut, writeOut } from "./out.ts";
import { type Parameter, type ParametersOf, parseSignature, type Scalar } from "./signature.ts";

/** What an implementation may return. Host numbers are not allowed: is it an int or a float? Use PyValue. */
export type Result = Tensor | readonly (Tensor | null)[] | PyValue;

export interface Overload {
  readonly signature: string;
  readonly body: (...args: never) => Result;
  /** What the function form takes as `out=` (`Tensor`, `tuple of Tensors`), where it does. */
  readonly out?: string;
  /** PyTorch has further, deprecated signatures that its errors do not list. */
  readonly hasDeprecated?: boolean;
}

/** One overload. The parameters of `body` are typed by the signature's text. */
export function overload<S extends string>(
  signature: S,
  body: (...args: ParametersOf<S>) => Result,
  more: { readonly out?: string; readonly hasDeprecated?: boolean } = {},
): Overload {
  return { signature, body, ...more };
}
/** For functions that take `out=`: see out.ts. */
export const withOut = { out: "Tensor" } as const;

export interface Binding {
  readonly overloads: readonly Overload[];
  /** Where it is found. Default: `["torch", "Tensor"]`. `F` is `torch.nn.functional`. */
  readonly places?: readonly Place[];
  /** The in-place method `name_`, when there is one; signatures start with the tensor that is written. */
  readonly inplace?: readonly Overload[];
  readonly aliases?: readonly string[];
  /** Arguments that PyTorch takes and this engine handles by refusing: named in the not-supported problem. */
  readonly doc?: string;
}
export type Place = "torch" | "Tensor" | "F" | "linalg" | "special" | "fft" | "_C" | "nested" | "sparse";
export type BindingTable = Readonly<Record<string, Binding>>;

/** Every binding that was made: for `docs/supported.md`, and for "not supported" against "no such attribute". */
export const bindings = new Map<string, Binding>();

/**
 * A Python callable for a binding. A function of a module does not bind when it is stored on a class (`act = torch.relu`);
 * a method does.
 */
export function makeBuiltin(name: string, overloads: readonly Overload[], isMethod = false): PyBuiltin {
  return new PyBuiltin(
    name,
    (args, kwargs) => invoke(name, overloads, args, kwargs, isMethod),
    isMethod ? `Tensor.${name}` : name,
    !isMethod,
  );
}

/** Calls the first overload that the arguments fit. Host errors become Python exceptions. */
export function invoke(
  name: string,
  overloads: readonly Overload[],
  args: PyValue[],
  kwargs: Kwargs,
  isMethod = false,
): PyValue {
  if (overrides !== null) {
    const handled = overrides(name, args, kwargs);
    if (handled !== undefined) return handled;
  }
  for (let i = 0; i < overloads.length; i++) {
    const o = overloads[i]!;
    const values = match(parseSignature(o.signature), args, kwargs, isMethod);
    if (values !== null) return run(o, values);
  }
  const taken = takeOut(kwargs);
  if (taken !== null && !isMethod) {
    for (const o of overloads) {
      const values = match(parseSignature(o.signature), args, taken.rest, isMethod);
      if (values === null) continue;
      if (o.out !== "Tensor") throw new NotSupported(`${name}(out=…)`);
      return guarded(() => {
        const out = checkOut(name, taken.out, values);
        return writeOut(out, (o.body as (...args: readonly unknown[]) => Result)(...values) as Tensor);
      });
    }
  }
  return mismatch(name, overloads, args, kwargs, isMethod, matching);
}

const matching: Matching = {
  fits: (p, v) => convert(p, v) !== NO,
  named,
  sequence,
  isInt: (v) => typeof v !== "boolean" && toInt(v) !== undefined,
};

/** `__torch_function__` of tensor subclasses; set by the module that supports it. */
let overrides: ((name: string, args: PyValue[], kwargs: Kwargs) => PyValue | undefined) | null = null;
export function setOverrides(handler: typeof overrides): void {
  overrides = handler;
}

function run(o: Overload, values: unknown[]): PyValue {
  try {
    return fromResult((o.body as (...args: readonly unknown[]) => Result)(...values));
  } catch (e) {
    throw translate(e);
  }
}

/** A host error as what the evaluator understands. */
export function translate(e: unknown): unknown {
  if (e instanceof TorchError) return raiseTorch(e);
  if (e instanceof Unsupported) return new NotSupported(e.feature);
  return e;
}

/** Runs `body` with host errors turned into Python exceptions: for hand-written builtins. */
export function guarded<T>(body: () => T): T {
  try {
    return body();
  } catch (e) {
    throw translate(e);
  }
}

export function fromResult(r: Result): PyValue {
  if (isTensor(r)) return r;
  if (Array.isArray(r))
    return new PyTuple((r as readonly (Tensor | null)[]).map((t) => (t === null ? null : toPython(t))));
  return r as PyValue;
}

// ---------------------------------------------------------------- matching

const NO = Symbol("does not fit");

/** The implementation's arguments, or null when the call does not fit this signature. */
function match(
  parameters: readonly Parameter[],
  args: readonly PyValue[],
  kwargs: Kwargs,
  isMethod: boolean,
): unknown[] | null {
  const out: unknown[] = new Array(parameters.length);
  let used = 0;
  let position = 0;
  for (let i = 0; i < parameters.length; i++) {
    const p = parameters[i]!;
    let given: PyValue | undefined;
    if (!p.keywordOnly && position < args.length) {
      // `x.view(2, 3)`: an int[] as the last positional parameter takes the remaining arguments.
      if (
        takesRest(p, parameters, i, isMethod) &&
        position + 1 <= args.length &&
        isIntLike(args[position]!) &&
        p.size === null
      ) {
        given = new PyTuple(args.slice(position));
        position = args.length;
      } else if (
        p.isRest &&
        !(p.type !== "any" && position + 1 === args.length && sequence(args[position]!) !== undefined)
      ) {
        given = new PyTuple(args.slice(position));
        position = args.length;
      } else given = args[position++];
    } else if (kwargs !== null) {
      given = named(p.name, kwargs);
      if (given !== undefined) used++;
    }
    if (given === undefined) {
      if (p.fallback === undefined) return null;
      out[i] = parameterDefault(p);
      continue;
    }
    const value = convert(p, given);
    if (value === NO) return null;
    out[i] = value;
  }
  if (position < args.length) return null;
  if (kwargs !== null && used < kwargs.size) {
    // `out=None` is always allowed; any other leftover is a mismatch.
    const out = kwargs.get("out");
    if (!(out === null && used + 1 === kwargs.size)) return null;
  }
  return out;
}

/** Only as the one positional parameter, `self` of a method apart: `x.view(2, 3)` and `torch.zeros(2, 3)`, not `torch.reshape(x, 2, 3)`. */
function takesRest(p: Parameter, parameters: readonly Parameter[], i: number, isMethod: boolean): boolean {
  return (
    p.type === "int[]" && i === (isMethod ? 1 : 0) && (i + 1 === parameters.length || parameters[i + 1]!.keywordOnly)
  );
}

/** The keyword argument for a parameter; a given None is null, an absent one undefined. */
function named(name: string, kwargs: NonNullable<Kwargs>): PyValue | undefined {
  const own = kwargs.get(name);
  if (own !== undefined) return own;
  return name === "input" && kwargs.has("self") ? kwargs.get("self") : numpyName(name, kwargs);
}

/** NumPy's names are accepted for some: `axis` for `dim`, `keepdims` for `keepdim`, `x` for `input`. */
function numpyName(name: string, kwargs: NonNullable<Kwargs>): PyValue | undefined {
  switch (name) {
    case "dim":
      return kwargs.get("axis");
    case "keepdim":
      return kwargs.get("keepdims");
    case "input":
      return kwargs.get("x") ?? kwargs.get("a");
    case "other":
      return kwargs.get("x2");
    default:
      return undefined;
  }
}

/** The value of an absent argument. */
export function parameterDefault(p: Parameter): unknown {
  const text = p.fallback!;
  switch (text) {
    case "None":
      return null;
    case "True":
      return true;
    case "False":
      return false;
    case "unset":
      return undefined;
    default:
      break;
  }
  if (text.startsWith("'")) return text.slice(1, -1);
  if (text.startsWith("[")) {
    return text
      .slice(1, -1)
      .split(",")
      .filter((x) => x.trim() !== "")
      .map(Number);
  }
  const value = text === "inf" ? Infinity : Number(text);
  if (p.type === "int[]" && p.size !== null) return new Array(p.size).fill(value);
  if (p.type === "Scalar") {
    return { kind: /[.e]|inf/.test(text) ? "float" : "int", value, imag: 0 } satisfies Scalar;
  }
  return value;
}

function isIntLike(v: PyValue): boolean {
  if (v instanceof PyInstance) return typeof v.payload === "number";
  return typeof v === "number" || (isTensor(v) && v.dim === 0 && v.dtype.category === "int");
}

/** Like the matching above, for one parameter: undefined when the value does not fit. */
export function convertArgument(p: Parameter, v: PyValue): unknown {
  const value = convert(p, v);
  return value === NO ? undefined : value;
}

function convert(p: Parameter, v: PyValue): unknown {
  if (v === null) return p.nullable || p.type === "any" ? null : NO;
  switch (p.type) {
    case "Tensor":
      return isTensor(v) ? v : NO;
    case "Operand":
      return isTensor(v) ? v : (wrapNumber(v) ?? NO);
    case "Tensor[]": {
      const items = sequence(v);
      return items?.every(isTensor) ? items : NO;
    }
    case "Scalar":
      return toScalar(v) ?? NO;
    case "int":
      return toInt(v) ?? NO;
    case "float":
      return toFloat(v) ?? NO;
    case "bool":
      return typeof v === "boolean" ? v : NO;
    case "str":
      return typeof v === "string" ? v : NO;
    case "int[]": {
      const one = typeof v === "boolean" ? undefined : toInt(v);
      if (one !== undefined) return p.size === null ? NO : new Array(p.size).fill(one);
      const items = sequence(v)?.map((x) => (typeof x === "boolean" ? undefined : toInt(x)));
      return items === undefined || items.includes(undefined) ? NO : items;
    }
    case "float[]": {
      const one = toFloat(v);
      if (one !== undefined) return p.size === null ? NO : new Array(p.size).fill(one);
      const items = sequence(v)?.map(toFloat);
      return items === undefined || items.includes(undefined) ? NO : items;
    }
    case "bool[]": {
      const items = sequence(v);
      return items?.every((x) => typeof x === "boolean") ? items : NO;
    }
    case "dtype":
      return v instanceof PyDType ? v.dtype : (dtypeOf(v) ?? NO);
    case "Generator":
      return v instanceof PyObject && v.cls.name === "Generator" ? v : NO;
    case "any":
      return v;
    default:
      throw new Error(`unknown parameter type ${p.type}`);
  }
}

/** The items of a list, tuple or torch.Size (also of subclasses), or undefined. */
export function sequence(v: PyValue): readonly PyValue[] | undefined {
  if (v instanceof PyList || v instanceof PyTuple) return v.items;
  if (v instanceof PyInstance && v.payload instanceof PyTuple) return v.payload.items;
  return undefined;
}

export function toScalar(v: PyValue): Scalar | undefined {
  switch (typeof v) {
    case "boolean":
      return { kind: "bool", value: v ? 1 : 0, imag: 0 };
    case "number":
      return { kind: "int", value: v, imag: 0 };
    case "bigint":
      return { kind: "int", value: Number(v), imag: 0 };
    default:
      break;
  }
  if (v instanceof PyFloat) return { kind: "float", value: v.value, imag: 0 };
  if (v instanceof PyComplex) return { kind: "complex", value: v.real, imag: v.imag };
  if (v instanceof PyInstance && v.payload !== undefined) return toScalar(v.payload);
  if (isTensor(v) && v.dim === 0 && !v.requiresGrad) {
    const { dtype, offset } = v.impl;
    const at = offset * dtype.lanes;
    return {
      kind: dtype.category,
      value: v.impl.data[at]!,
      imag: dtype.lanes === 2 ? v.impl.data[at + 1]! : 0,
    };
  }
  return undefined;
}

export function toInt(v: PyValue): number | undefined {
  if (typeof v === "number") return v;
  if (typeof v === "boolean") return v ? 1 : 0;
  if (v instanceof PyInstance && typeof v.payload === "number") return v.payload;
  if (isTensor(v) && v.dim === 0 && v.dtype.category === "int") return v.impl.data[v.impl.offset]!;
  return undefined;
}

export function toFloat(v: PyValue): number | undefined {
  if (v instanceof PyFloat) return v.value;
  if (isTensor(v) && v.numel === 1 && v.dtype.category !== "complex" && !v.requiresGrad) {
    return v.impl.data[v.impl.offset]!;
  }
  if (typeof v === "bigint") return Number(v);
  if (v instanceof PyInstance && v.payload instanceof PyFloat) return v.payload.value;
  return toInt(v);
}
