/** `numpy`, `numpy.linalg` and `numpy.random`, and the passage between arrays and tensors. */

import { Tensor } from "../../autograd/tensor.ts";
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { findAttr } from "../../python/objects/attribute.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import type { PyModule } from "../../python/objects/module.ts";
import { typeOf } from "../../python/objects/type.ts";
import { PyFloat, PyInstance, type PyValue } from "../../python/objects/value.ts";
import { dtypes } from "../../tensor/dtype.ts";
import { scalar } from "../../tensor/strided.ts";
import { libraryModule } from "../library.ts";
import { arrayLikes } from "../tensor/construct.ts";
import { special } from "../tensor/protocol.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";
import { arraySource } from "./arraySource.ts";
import { functionsSource, linalgSource, randomSource } from "./functionsSource.ts";
import { numpyHost } from "./host.ts";
import { numpyNames } from "./names.ts";
import { scalarSource } from "./scalarSource.ts";

/** The tensor of an array, or of a scalar of NumPy's; undefined for anything else. */
export function tensorOfArray(v: PyValue): Tensor | undefined {
  if (!(v instanceof PyInstance) || v.cls.isHeap !== true) return undefined;
  if (v.cls.mro.every((t) => t.module !== "numpy")) return undefined;
  const t = v.attrs?.get("_t");
  if (t !== undefined && isTensor(t)) return t;
  const { payload } = v;
  const name = v.cls.lookup("_name");
  const dtype = dtypes.find((d) => d.name === name);
  if (dtype === undefined || payload === undefined) return undefined;
  const value = payload instanceof PyFloat ? payload.value : typeof payload === "number" ? payload : undefined;
  return value === undefined ? undefined : new Tensor(scalar(value, dtype));
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  arrayLikes.push(tensorOfArray);
}

function named(module: PyModule): PyModule {
  const names = new Set(numpyNames[module.name]?.split(" "));
  module.onMissing = (name) => {
    if (names.has(name)) throw new NotSupported(`${module.name}.${name}`);
    return undefined;
  };
  return module;
}

export function numpyModules(interpreter: Interpreter): [string, ModuleFactory][] {
  const host = numpyHost();
  return [
    [
      "numpy",
      () => {
        install();
        const module = named(
          libraryModule(interpreter, "numpy", scalarSource + arraySource + functionsSource, host, true),
        );
        module.attrs.set("bool", module.attrs.get("bool_")!);
        const onMissing = module.onMissing!;
        module.onMissing = (name) =>
          name === "random" || name === "linalg" ? interpreter.importModule(`numpy.${name}`) : onMissing(name);
        return module;
      },
    ],
    ["numpy.linalg", () => named(libraryModule(interpreter, "numpy.linalg", linalgSource, host))],
    ["numpy.random", () => named(libraryModule(interpreter, "numpy.random", randomSource, host))],
  ];
}

/** An array over a tensor's data, sharing it. */
function arrayOver(interpreter: Interpreter, t: Tensor): PyValue {
  const numpy = interpreter.importModule("numpy");
  return call(findAttr(numpy.attrs.get("ndarray")!, "_over")!, [toPython(new Tensor(t.impl, t.counter))]);
}

/** `Tensor.numpy`, `Tensor.__array__` and `torch.from_numpy`, for the tensors of one run. */
export function bridge(interpreter: Interpreter): PyBuiltin {
  const toNumpy = (self: PyValue | undefined, force: boolean): PyValue => {
    if (self === undefined || !isTensor(self)) return raiseError(exceptionTypes.TypeError, "numpy() needs a tensor");
    if (self.requiresGrad && !force) {
      raiseError(
        exceptionTypes.RuntimeError,
        "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
      );
    }
    if (self.dtype.name === "bfloat16") raiseError(exceptionTypes.TypeError, "Got unsupported ScalarType BFloat16");
    return arrayOver(interpreter, self);
  };
  tensorType.set(
    "numpy",
    new PyBuiltin("numpy", (args, kwargs) => toNumpy(args[0], kwargs?.get("force") === true), "Tensor.numpy"),
  );
  special("__array__", (self) => toNumpy(toPython(self), false));
  return new PyBuiltin(
    "from_numpy",
    ([v]) => {
      const t = v === undefined ? undefined : tensorOfArray(v);
      if (t === undefined || !(v instanceof PyInstance) || v.payload !== undefined) {
        return raiseError(
          exceptionTypes.TypeError,
          `expected np.ndarray (got ${v === undefined ? "nothing" : typeOf(v).name})`,
        );
      }
      if (t.impl.strides.some((s) => s < 0)) {
        raiseError(
          exceptionTypes.ValueError,
          "At least one stride in the given numpy array is negative, and tensors with negative strides are not currently supported. (You can probably work around this by making a copy of your array  with array.copy().) ",
        );
      }
      return toPython(new Tensor(t.impl, t.counter));
    },
    "from_numpy",
    true,
  );
}
