/** `torch.autograd.graph`: edges, nodes, and hooks on what is saved for backward. */
import { type SavedTensorHooks, savedTensorHooks } from "../../autograd/node.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { fail, TorchError } from "../../tensor/errors.ts";
import { guarded } from "../binding/bind.ts";
import { HostObject, hostClass, hostOf, method } from "../classes.ts";
import { onReset } from "../runState.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { gradientEdgeType, makeGradientEdge } from "./edges.ts";
import { nodeType } from "./nodes.ts";

onReset(() => {
  savedTensorHooks.length = 0;
});

const hooksType = hostClass<SavedTensorHooks>("saved_tensors_hooks", "torch.autograd.graph", (args, kwargs) => {
  const pack = args[0] ?? kwargs?.get("pack_hook");
  const unpack = args[1] ?? kwargs?.get("unpack_hook");
  if (pack === undefined || unpack === undefined) {
    return raiseError(
      exceptionTypes.TypeError,
      "saved_tensors_hooks.__init__() missing 2 required positional arguments: 'pack_hook' and 'unpack_hook'",
    );
  }
  return hooksOf(
    (t) => call(pack, [toPython(t)]),
    (packed) => call(unpack, [packed]),
  );
});

function hooksOf(pack: (t: Tensor) => PyValue, unpack: (packed: PyValue) => PyValue): SavedTensorHooks {
  return {
    pack(t) {
      // What the hook itself computes is not packed again.
      const before = t.counter.version;
      const inForce = savedTensorHooks.splice(0);
      let packed: PyValue;
      try {
        packed = pack(t);
      } finally {
        savedTensorHooks.push(...inForce);
      }
      if (t.counter.version !== before) {
        fail(
          "A saved tensor pack hook is modifying its input in place. Tensors provided as input to pack hook can not be modified by in-place operations as this can lead to unexpected side-effects. Please open an issue if you need to perform in-place operations on the input to a pack hook.",
        );
      }
      return packed;
    },
    unpack(packed) {
      const got = unpack(packed as PyValue);
      if (!isTensor(got)) {
        throw new TorchError(
          "TypeError",
          `Output of saved tensor unpack_hook expected to be a Tensor but got result of type ${typeOf(got).name}`,
        );
      }
      return got;
    },
  };
}

const receive = hostOf<SavedTensorHooks>(hooksType);
method(hooksType, "__enter__", receive, (hooks) => {
  savedTensorHooks.push(hooks);
  return null;
});
method(hooksType, "__exit__", receive, () => {
  savedTensorHooks.pop();
  return null;
});

/** On a processor there is nowhere else to keep it: saving on the CPU keeps a copy of the values. */
const saveOnCpu = new PyBuiltin(
  "save_on_cpu",
  () =>
    new HostObject(
      hooksType,
      hooksOf(
        (t) => toPython(new Tensor(t.impl, t.counter)),
        (packed) => packed,
      ),
    ),
  "save_on_cpu",
  true,
);

export const graphNames: readonly (readonly [string, PyValue])[] = [
  ["Node", nodeType],
  ["GradientEdge", gradientEdgeType],
  ["saved_tensors_hooks", hooksType],
  ["save_on_cpu", saveOnCpu],
  [
    "get_gradient_edge",
    new PyBuiltin(
      "get_gradient_edge",
      ([t]) =>
        guarded(() => {
          if (!isTensor(t)) throw new TorchError("TypeError", "get_gradient_edge expects a Tensor");
          return makeGradientEdge(t);
        }),
      "get_gradient_edge",
      true,
    ),
  ],
];
