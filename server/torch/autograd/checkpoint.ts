/**
 * `torch.utils.checkpoint.checkpoint(fn, *args, use_reentrant=False)`: what backward needs is computed again when it is
 * needed. The graph is the one of a plain call; that the function runs a second time, up to the last value needed, shows
 * in its side effects. Behaviour: torch/utils/checkpoint.py.
 */
import { withGrad } from "../../autograd/modes.ts";
import { savedTensorHooks } from "../../autograd/node.ts";
import { detach } from "../../autograd/rules/base.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyModule } from "../../python/objects/module.ts";
import type { Kwargs, PyValue } from "../../python/objects/value.ts";
import { Unsupported } from "../../tensor/errors.ts";
import { defaultGenerator } from "../../tensor/random.ts";
import { guarded } from "../binding/bind.ts";
import { isTensor, toPython } from "../tensorType.ts";

/** Thrown through the function once the last value was computed again. */
class Recomputed extends Error {}

const known = new Set([
  "use_reentrant",
  "preserve_rng_state",
  "context_fn",
  "determinism_check",
  "debug",
  "early_stop",
]);

function checkpoint(fn: PyValue, args: PyValue[], kwargs: Kwargs): PyValue {
  const reentrant = kwargs?.get("use_reentrant");
  if (reentrant === undefined || reentrant === null)
    throw new Unsupported("torch.utils.checkpoint.checkpoint without use_reentrant");
  if (reentrant === true) throw new Unsupported("torch.utils.checkpoint.checkpoint(use_reentrant=True)");
  for (const name of ["context_fn", "determinism_check", "debug", "early_stop"]) {
    if (kwargs?.has(name)) throw new Unsupported(`torch.utils.checkpoint.checkpoint(${name}=…)`);
  }
  const preserves = kwargs?.get("preserve_rng_state") !== false;
  const own = new Map([...(kwargs ?? [])].filter(([name]) => !known.has(name)));
  const named = own.size === 0 ? null : own;
  const generator = preserves ? defaultGenerator.clone() : null;
  const values: Tensor[] = [];
  let isRecomputed = false;
  const recompute = (): void => {
    isRecomputed = true;
    const present = defaultGenerator.clone();
    if (generator !== null) defaultGenerator.setState(generator.getState());
    let count = 0;
    savedTensorHooks.push({
      pack: (t) => {
        if (++count === values.length) throw new Recomputed();
        return t;
      },
      unpack: (t) => t as Tensor,
    });
    const depth = savedTensorHooks.length;
    try {
      const again = args.map((a) => {
        if (!isTensor(a)) return a;
        const input = detach(a);
        input.leafRequiresGrad = a.requiresGrad;
        return toPython(input);
      });
      withGrad(true, () => call(fn, again, named));
    } catch (e) {
      if (!(e instanceof Recomputed)) throw e;
    } finally {
      savedTensorHooks.length = depth - 1;
      if (generator !== null) defaultGenerator.setState(present.getState());
    }
  };
  savedTensorHooks.push({
    pack: (t) => {
      values.push(t);
      return values.length - 1;
    },
    unpack: (i) => {
      if (!isRecomputed) recompute();
      return values[i as number]!;
    },
  });
  const depth = savedTensorHooks.length;
  try {
    return call(fn, [...args], named);
  } finally {
    savedTensorHooks.length = depth - 1;
  }
}

function makeCheckpointModule(): PyModule {
  const module = new PyModule("torch.utils.checkpoint", [], true);
  module.attrs.set(
    "checkpoint",
    new PyBuiltin(
      "checkpoint",
      (args, kwargs) =>
        guarded(() => {
          const [fn, ...rest] = args;
          if (fn === undefined) {
            return raiseError(
              exceptionTypes.TypeError,
              "checkpoint() missing 1 required positional argument: 'function'",
            );
          }
          return checkpoint(fn, rest, kwargs);
        }),
      "checkpoint",
      true,
    ),
  );
  return module;
}

export const checkpointModules: readonly (readonly [string, () => PyModule])[] = [
  ["torch.utils", () => new PyModule("torch.utils", [], true)],
  ["torch.utils.checkpoint", makeCheckpointModule],
];
