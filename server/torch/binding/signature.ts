/**
 * Signatures, written as PyTorch writes them: `"(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)"`.
 * The text is the single description of a binding: it types the implementation's parameters, parses the call, and words
 * the errors. Parsed on first use, because most of a thousand are never called in a run.
 *
 * | type | a call may give | the implementation gets |
 * |---|---|---|
 * | `Tensor` | a tensor | `Tensor` |
 * | `Operand` | a tensor or a Python number (wrapped) | `Tensor` |
 * | `Tensor[]` | a list or tuple of tensors; `Tensor[] ...tensors`: also tensors as separate arguments | `Tensor[]` |
 * | `Scalar` | a Python number, or a 0-dim tensor without grad | `Scalar` |
 * | `int` `float` `bool` `str` | as named (`float` takes ints; 0-dim tensors are read) | `number`, `number`, `boolean`, `string` |
 * | `int[]` `int[2]` | a list or tuple of ints; with a size also one int, repeated; `...` as separate arguments for `int[]` in last place | `number[]` |
 * | `float[]` `bool[]` | a list or tuple | arrays |
 * | `dtype` | `torch.float32` | `DType` |
 * | `Generator` | a `torch.Generator` | the object |
 * | `any` | anything | `PyValue` |
 *
 * A `?` after the type also takes `None` (null). A default after `=` is used when the argument is absent:
 * `None`, `True`, `False`, a number, a `'string'`, `[]`, `[1, 1]`, or `unset` (undefined: "not given").
 */
import type { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import type { DType } from "../../tensor/dtype.ts";

/** A Python number as an operation's scalar: its value and which kind it was, for type promotion. */
export interface Scalar {
  readonly kind: "bool" | "int" | "float" | "complex";
  /** Real part. */
  readonly value: number;
  readonly imag: number;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly size: number | null;
  readonly nullable: boolean;
  readonly keywordOnly: boolean;
  /** undefined: required. */
  readonly fallback: string | undefined;
  /** `Tensor[] ...tensors`: as separate arguments, or as one list. */
  readonly isRest: boolean;
}

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;

type HostType<T extends string> = T extends `${infer B}?`
  ? HostType<B> | null
  : T extends "Tensor" | "Operand"
    ? Tensor
    : T extends "Tensor[]"
      ? Tensor[]
      : T extends "Scalar"
        ? Scalar
        : T extends "int" | "float"
          ? number
          : T extends "bool"
            ? boolean
            : T extends "str"
              ? string
              : T extends "bool[]"
                ? boolean[]
                : T extends `int[${string}]` | `float[${string}]`
                  ? number[]
                  : T extends "dtype"
                    ? DType
                    : T extends "any" | "Generator"
                      ? PyValue
                      : never;

type OneParameter<P extends string> =
  Trim<P> extends `${infer T} ${infer Rest}`
    ? Rest extends `${string}=unset`
      ? HostType<T> | undefined
      : HostType<T>
    : never;

type SplitParameters<S extends string> = S extends `${infer A}, ${infer B}`
  ? A extends `${string}=[${string}`
    ? A extends `${string}=[${string}]`
      ? [OneParameter<A>, ...SplitParameters<B>]
      : SplitAfterBracket<A, B>
    : Trim<A> extends "*"
      ? SplitParameters<B>
      : [OneParameter<A>, ...SplitParameters<B>]
  : S extends ""
    ? []
    : [OneParameter<S>];
/** A list default contains commas: `int[2] stride=[1, 1], …`. */
type SplitAfterBracket<A extends string, B extends string> = B extends `${string}], ${infer R}`
  ? [OneParameter<A>, ...SplitParameters<R>]
  : [OneParameter<A>];

/** The parameter types of an implementation, read from its signature. */
export type ParametersOf<S extends string> = S extends `(${infer P})` ? SplitParameters<P> : never;

const cache = new Map<string, readonly Parameter[]>();

export function parseSignature(signature: string): readonly Parameter[] {
  const known = cache.get(signature);
  if (known !== undefined) return known;
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const part of splitTopLevel(signature.slice(1, -1))) {
    if (part === "*") {
      keywordOnly = true;
      continue;
    }
    const match = /^(\w+)(\[(\d*)\])?(\?)?\s+(\.\.\.)?(\w+)(?:=(.*))?$/s.exec(part);
    if (match === null) throw new Error(`signature not understood: ${signature} at "${part}"`);
    const [, base, list, size, nullable, rest, name, fallback] = match;
    parameters.push({
      name: name!,
      type: list === undefined ? base! : `${base}[]`,
      size: size === undefined || size === "" ? null : Number(size),
      nullable: nullable !== undefined,
      keywordOnly,
      fallback,
      isRest: rest !== undefined,
    });
  }
  cache.set(signature, parameters);
  return parameters;
}

function splitTopLevel(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "[") depth++;
    else if (c === "]") depth--;
    else if (c === "," && depth === 0) {
      out.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  const last = text.slice(from).trim();
  if (last !== "") out.push(last);
  return out;
}
