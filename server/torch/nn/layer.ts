/** How the layers of `torch.nn` are declared: constructor signature, what it registers, forward, extra_repr. */

import type { Tensor } from "../../autograd/tensor.ts";
import { genericSetAttr } from "../../python/objects/attribute.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyType } from "../../python/objects/type.ts";
import type { PyInstance, PyObject, PyValue } from "../../python/objects/value.ts";
import type { Result } from "../binding/bind.ts";
import { pythonMethod } from "../binding/pythonFunction.ts";
import type { ParametersOf } from "../binding/signature.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { initModule, moduleType, register } from "./module.ts";

export interface Layer<S extends string, F extends string> {
  /** Without `self`. */
  readonly signature: S;
  /** Stores attributes, parameters and buffers. The registries exist already. */
  readonly init: (self: PyValue, ...args: ParametersOf<S>) => void;
  /** Signature of `forward`, without `self`. */
  readonly takes: F;
  readonly forward: (self: PyValue, ...args: ParametersOf<F>) => Result;
  readonly extraRepr?: (self: PyValue) => string;
  readonly base?: PyType;
}

/** Every layer class, by name, for the module `torch.nn`. */
export const layers = new Map<string, PyType>();

export function defineLayer<S extends string, F extends string>(name: string, layer: Layer<S, F>): PyType {
  const type = new PyType(name, [layer.base ?? moduleType], { module: `torch.nn.modules` });
  type.set(
    "__init__",
    pythonMethod(`${name}.__init__`, layer.signature, (self, ...args) => {
      initModule(self);
      layer.init(self, ...args);
      return null;
    }),
  );
  type.set("forward", pythonMethod(`${name}.forward`, layer.takes, layer.forward));
  const { extraRepr } = layer;
  if (extraRepr !== undefined) type.set("extra_repr", new PyBuiltin("extra_repr", ([self]) => extraRepr(self!)));
  layers.set(name, type);
  return type;
}

/** A plain attribute (`in_features`). */
export function put(self: PyValue, name: string, value: PyValue): void {
  genericSetAttr(self as PyObject, name, value);
}
export function attribute(self: PyValue, name: string): PyValue {
  return (self as PyInstance).attrs?.get(name) ?? null;
}
export function putParameter(self: PyValue, name: string, t: Tensor | null): void {
  register(self, "_parameters", name, t === null ? null : toPython(t));
}
export function putBuffer(self: PyValue, name: string, t: Tensor | null): void {
  register(self, "_buffers", name, t === null ? null : toPython(t));
}
/** A registered parameter or buffer, or null. Looks where Python would: users may have replaced it. */
export function tensorOf(self: PyValue, name: string): Tensor | null {
  const attrs = (self as PyInstance).attrs!;
  for (const kind of ["_parameters", "_buffers"]) {
    const d = attrs.get(kind) as unknown as { get(key: string): PyValue | undefined } | undefined;
    const v = d?.get(name);
    if (v !== undefined && v !== null && isTensor(v)) return v;
  }
  const plain = attrs.get(name);
  return plain !== undefined && plain !== null && isTensor(plain) ? plain : null;
}
