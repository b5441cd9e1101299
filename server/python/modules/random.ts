/** `random`: CPython's stream for a seed. The generator is the host's, the distributions are in source/random.ts. */
import { named } from "../builtins/function.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { PyBytes } from "../objects/bytes.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { hash } from "../objects/hash.ts";
import { asIntPayload } from "../objects/int.ts";
import { normalise } from "../objects/intArithmetic.ts";
import { toArray } from "../objects/iteration.ts";
import { MethodTable } from "../objects/methods.ts";
import type { PyModule } from "../objects/module.ts";
import { toIndex } from "../objects/operators.ts";
import { PyTuple } from "../objects/tuple.ts";
import { objectType, PyType } from "../objects/type.ts";
import { type Attrs, PyFloat, PyObject, type PyValue } from "../objects/value.ts";
import { hostNames } from "./hostNames.ts";
import { MersenneTwister } from "./mersenneTwister.ts";
import { pythonModule } from "./pythonModule.ts";
import { sha512 } from "./sha512.ts";
import { randomSource } from "./source/random.ts";

class PyGenerator extends PyObject {
  readonly cls: PyType;
  readonly attrs: Attrs = new Map();
  readonly twister = new MersenneTwister();
  constructor(cls: PyType) {
    super();
    this.cls = cls;
    this.twister.seed(0n);
  }
}

const generatorType = new PyType("Random", [objectType], {
  module: "_random",
  construct: (cls) => new PyGenerator(cls),
});
let isInstalled = false;

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  generatorType.set("__init__", new PyBuiltin("__init__", () => null));
  new MethodTable(generatorType, (v) => (v instanceof PyGenerator ? v : undefined))
    .none("random", (self) => new PyFloat(self.twister.random()))
    .one("getrandbits", (self, k) => {
      const count = toIndex(k);
      if (count < 0) raiseError(exceptionTypes.ValueError, "number of bits must be non-negative");
      return normalise(self.twister.bits(Number(count)));
    })
    .pos("seed", 0, 1, (self, given) => {
      // Nothing to seed from stands for entropy: any stream is as good as another, and a fixed one keeps the view still.
      let n = 0n;
      if (given !== undefined && given !== null) {
        const int = asIntPayload(given);
        n = int === undefined ? BigInt.asUintN(64, BigInt(hash(given))) : BigInt(int);
      }
      self.twister.seed(n < 0n ? -n : n);
      return null;
    })
    .none("getstate", (self) => new PyTuple([...self.twister.state, self.twister.index]))
    .one("setstate", (self, state) => {
      const words = toArray(state);
      if (!(state instanceof PyTuple)) raiseError(exceptionTypes.TypeError, "state vector must be a tuple");
      if (words.length !== 625) raiseError(exceptionTypes.ValueError, "state vector is the wrong size");
      const index = Number(toIndex(words[624]!));
      if (index < 0 || index > 624) raiseError(exceptionTypes.ValueError, "invalid state");
      for (let i = 0; i < 624; i++) self.twister.state[i] = Number(toIndex(words[i]!));
      self.twister.index = index;
      return null;
    });
}

export function makeRandom(interpreter: Interpreter): PyModule {
  install();
  const names = new Map<string, PyValue>(hostNames(interpreter));
  names.set("_Random", generatorType);
  named(names, "_sha512", { names: ["data"], required: 1 }, (data) => {
    if (data instanceof PyBytes) return new PyBytes(sha512(Uint8Array.from(data.bytes)));
    return raiseError(exceptionTypes.TypeError, "a bytes-like object is required");
  });
  return pythonModule(interpreter, "random", randomSource, names);
}
