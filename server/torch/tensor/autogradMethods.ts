/** Methods of tensors that concern the graph: backward, detach, requires_grad_, retain_grad, hooks. */
import { backward, makeGrads } from "../../autograd/engine.ts";
import { clone, detach, toCopy, zero } from "../../autograd/rules/base.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { findAttr } from "../../python/objects/attribute.ts";
import { call } from "../../python/objects/call.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { fail, TorchError } from "../../tensor/errors.ts";
import { sameShape } from "../../tensor/strided.ts";
import { givenGrads, tensorsIn } from "../autograd/backward.ts";
import { removableHandle } from "../autograd/hooks.ts";
import { type BindingTable, overload, sequence } from "../binding/bind.ts";
import { filled } from "../functions/creation.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { setRequiresGrad } from "./attributes.ts";

export const onesLike = (t: Tensor): Tensor => filled(t.shape, { kind: "int", value: 1, imag: 0 }, t.dtype);

/** `None`, a tensor, or a sequence of tensors, as a list. */
export function tensorList(v: PyValue, what: string): Tensor[] {
  if (v === null) return [];
  if (isTensor(v)) return [v];
  const items = sequence(v);
  if (items === undefined || !items.every(isTensor)) {
    return raiseError(
      exceptionTypes.TypeError,
      `${what} must be a Tensor or a sequence of Tensors, not ${typeOf(v).name}`,
    );
  }
  return [...items];
}

let nextHook = 0;

/** Registers a tensor hook; the handle removes it. */
export function registerHook(t: Tensor, fn: PyValue): PyValue {
  if (!t.requiresGrad) {
    throw new TorchError("RuntimeError", "cannot register a hook on a tensor that doesn't require gradient");
  }
  const id = nextHook++;
  const hook = (g: Tensor): Tensor | null => {
    const result = call(fn, [toPython(g)]);
    if (result === null) return null;
    if (!isTensor(result)) {
      return raiseError(exceptionTypes.TypeError, `expected Variable, but hook returned '${typeOf(result).name}'`);
    }
    const name = findAttr(fn, "__name__");
    const called = typeof name === "string" ? name : typeOf(fn).name;
    if (result.dtype !== g.dtype)
      fail(`hook '${called}' has changed the type of value (was ${g.dtype.tensorName} got ${result.dtype.tensorName})`);
    if (!sameShape(result.shape, g.shape)) fail(`hook '${called}' has changed the size of value`);
    return result;
  };
  const node = t.gradFn;
  if (node === null) {
    t.hooks ??= new Map();
    t.hooks.set(id, hook);
    return removableHandle(id, () => t.hooks?.delete(id));
  }
  node.tensorHooks ??= new Map();
  let at = node.tensorHooks.get(t.outputNr);
  if (at === undefined) node.tensorHooks.set(t.outputNr, (at = new Map()));
  at.set(id, hook);
  const hooks = at;
  return removableHandle(id, () => hooks.delete(id));
}

export function retainGrad(t: Tensor): void {
  if (!t.requiresGrad) {
    throw new TorchError("RuntimeError", "can't retain_grad on Tensor that has requires_grad=False");
  }
  const node = t.gradFn;
  if (node === null || t.retainsGrad) return;
  t.retainsGrad = true;
  node.retainTargets ??= new Map();
  node.retainTargets.set(t.outputNr, t);
}

const method = ["Tensor"] as const;

export const autogradMethods: BindingTable = {
  backward: {
    places: method,
    overloads: [
      overload(
        "(Tensor input, any gradient=None, bool? retain_graph=None, bool create_graph=False, any inputs=None)",
        (t, gradient, retainGraph, createGraph, inputs) => {
          const wanted = inputs === null ? undefined : tensorsIn(inputs);
          if (wanted?.length === 0) fail("`inputs` argument to `backward()` cannot be empty.");
          backward([t], makeGrads([t], givenGrads(gradient, 1), onesLike), {
            keepGraph: retainGraph ?? createGraph,
            createGraph,
            ...(wanted === undefined ? {} : { inputs: wanted }),
          });
          return null;
        },
      ),
    ],
  },
  detach: { places: ["torch", "Tensor"], overloads: [overload("(Tensor input)", (t) => detachView(t))] },
  detach_: {
    places: ["torch", "Tensor"],
    overloads: [
      overload("(Tensor input)", (t) => {
        if (t.view !== null) {
          throw new TorchError(
            "RuntimeError",
            "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in torch/optim/optimizer.py as the solution.",
          );
        }
        t.setGradFn(null, 0);
        t.leafRequiresGrad = false;
        return t;
      }),
    ],
  },
  requires_grad_: {
    places: method,
    overloads: [
      overload("(Tensor input, bool requires_grad=True)", (t, value) => {
        setRequiresGrad(t, value, "only Tensors of floating point dtype can require gradients");
        return t;
      }),
    ],
  },
  retain_grad: {
    places: method,
    overloads: [
      overload("(Tensor input)", (t) => {
        retainGrad(t);
        return null;
      }),
    ],
  },
  register_hook: {
    places: method,
    overloads: [overload("(Tensor input, any hook)", (t, hook) => registerHook(t, hook))],
  },
  register_post_accumulate_grad_hook: {
    places: method,
    overloads: [
      overload("(Tensor input, any hook)", (t, hook) => {
        if (!t.requiresGrad) {
          throw new TorchError("RuntimeError", "cannot register a hook on a tensor that doesn't require gradient");
        }
        if (!t.isLeaf) {
          throw new TorchError("RuntimeError", "post accumulate grad hooks cannot be registered on non-leaf tensors");
        }
        const id = nextHook++;
        t.postAccumulateHooks ??= new Map();
        t.postAccumulateHooks.set(id, (leaf) => {
          call(hook, [toPython(leaf)]);
        });
        return removableHandle(id, () => t.postAccumulateHooks?.delete(id));
      }),
    ],
  },
  clone: {
    overloads: [overload("(Tensor input, *, any memory_format=None)", (t) => clone(t))],
  },
  zero_: {
    places: method,
    overloads: [overload("(Tensor input)", (t) => zero.inplace(t))],
  },
};

/** `detach()`: shares data and version counter; in-place writes to it are seen by the original's checks. */
export function detachView(t: Tensor): Tensor {
  const out = detach(t);
  void toCopy;
  return out;
}
