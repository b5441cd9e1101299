/**
 * `torch.autograd.functional`: jacobian, hessian, vjp, jvp, vhp, hvp. Behaviour and texts: torch/autograd/functional.py.
 * Products with the Jacobian are derivatives of the gradient with respect to the vector (double backward).
 */
import { gradOf, makeGrads } from "../../autograd/engine.ts";
import { withGrad } from "../../autograd/modes.ts";
import { detach, zerosLike } from "../../autograd/rules/base.ts";
import { stack } from "../../autograd/rules/joining.ts";
import { reshape, select, squeeze, view } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import type { PyBuiltin } from "../../python/objects/callable.ts";
import { repr } from "../../python/objects/text.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { fail, TorchError, Unsupported } from "../../tensor/errors.ts";
import { sameShape } from "../../tensor/strided.ts";
import { pythonFunction } from "../binding/pythonFunction.ts";
import { onesLike } from "../tensor/autogradMethods.ts";
import { isTensor, toPython } from "../tensorType.ts";

interface Several {
  readonly isTuple: boolean;
  readonly tensors: readonly Tensor[];
}

/** A tensor or a tuple of tensors. `argument` and `fn` are for the message; without them the value was a user's. */
function several(v: PyValue, argument: string, fn: string | null): Several {
  const items = v instanceof PyTuple ? v.items : [v];
  items.forEach((x, i) => {
    if (isTensor(x)) return;
    const where =
      fn === null ? argument : `The ${argument} given to ${fn} must be either a Tensor or a tuple of Tensors but the`;
    const kind = repr(typeOf(x));
    if (v instanceof PyTuple) throw new TorchError("TypeError", `${where} value at index ${i} has type ${kind}.`);
    throw new TorchError("TypeError", `${where} given ${argument} has type ${kind}.`);
  });
  return { isTuple: v instanceof PyTuple, tensors: items as unknown as Tensor[] };
}

/** Inputs that gradients can be taken for: views of the given ones when the result is to be differentiated further. */
function prepare(inputs: readonly Tensor[], createGraph: boolean, needGraph = true): Tensor[] {
  return inputs.map((t) => {
    if (createGraph) return t.requiresGrad ? view(t, t.shape) : startingAt(t, needGraph);
    return startingAt(t, needGraph);
  });
}
function startingAt(t: Tensor, needGraph: boolean): Tensor {
  const leaf = detach(t);
  if (needGraph) leaf.leafRequiresGrad = true;
  return leaf;
}

function run(fn: PyValue, inputs: readonly Tensor[], name: string): Several {
  return several(call(fn, inputs.map(toPython)), "outputs of the user-provided function", name);
}

type Kind = "outputs" | "grad_inputs" | "jacobian" | "hessian";
function checkRequiresGrad(tensors: readonly Tensor[], kind: Kind, strict: boolean): void {
  if (!strict) return;
  tensors.forEach((t, i) => {
    if (t.requiresGrad) return;
    const texts: Readonly<Record<Kind, string>> = {
      outputs: `Output ${i} of the user-provided function does not require gradients. The outputs must be computed in a differentiable manner from the input when running in strict mode.`,
      grad_inputs: `The gradient with respect to input ${i} is independent of the inputs of the user-provided function. This is not allowed in strict mode.`,
      jacobian: `The jacobian of the user-provided function with respect to input ${i} is independent of the inputs. This is not allowed in strict mode when create_graph=True.`,
      hessian: `The hessian of the user-provided function with respect to input ${i} is independent of the inputs. This is not allowed in strict mode when create_graph=True.`,
    };
    fail(texts[kind]);
  });
}

/** Gradients, null where unused or where nothing requires grad. */
function gradients(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  grads: readonly (Tensor | null)[] | null,
  createGraph: boolean,
): (Tensor | null)[] {
  const kept = outputs.map((_, i) => i).filter((i) => outputs[i]!.requiresGrad);
  if (kept.length === 0) return inputs.map(() => null);
  const roots = kept.map((i) => outputs[i]!);
  const given = kept.map((i) => grads?.[i] ?? null);
  return gradOf(roots, inputs, makeGrads(roots, given, onesLike), { keepGraph: true, createGraph, allowUnused: true });
}

type Stage = "back" | "back_trick" | "double_back" | "double_back_trick";
/** Zeros for what nothing flowed into; an error in strict mode. */
function filled(grads: readonly (Tensor | null)[], like: readonly Tensor[], strict: boolean, stage: Stage): Tensor[] {
  return grads.map((g, i) => {
    if (g !== null) return g;
    if (strict) {
      const texts: Readonly<Record<Stage, string>> = {
        back: `The output of the user-provided function is independent of input ${i}. This is not allowed in strict mode.`,
        back_trick: `The gradient with respect to the input is independent of entry ${i} in the grad_outputs when using the double backward trick to compute forward mode gradients. This is not allowed in strict mode.`,
        double_back: `The jacobian of the user-provided function is independent of input ${i}. This is not allowed in strict mode.`,
        double_back_trick: `The hessian of the user-provided function is independent of entry ${i} in the grad_jacobian. This is not allowed in strict mode as it prevents from using the double backward trick to replace forward mode AD.`,
      };
      fail(texts[stage]);
    }
    return zerosLike(like[i]!);
  });
}

function finish(tensors: readonly Tensor[], createGraph: boolean): Tensor[] {
  return createGraph ? [...tensors] : tensors.map((t) => detach(t));
}
function pack({ isTuple }: Several, tensors: readonly Tensor[]): PyValue {
  return isTuple ? new PyTuple(tensors.map(toPython)) : toPython(tensors[0]!);
}

function checkVector(v: readonly Tensor[], other: readonly Tensor[], isTuple: boolean): void {
  if (v.length !== other.length) {
    fail(
      isTuple
        ? `v is a tuple of invalid length: should be ${other.length} but got ${v.length}.`
        : "The given v should contain a single Tensor.",
    );
  }
  v.forEach((t, i) => {
    if (sameShape(t.shape, other[i]!.shape)) return;
    const prepend = isTuple ? `Entry ${i} in ` : "";
    const size = (s: readonly number[]): string => `torch.Size([${s.join(", ")}])`;
    fail(`${prepend}v has invalid size: should be ${size(other[i]!.shape)} but got ${size(t.shape)}.`);
  });
}

// ---------------------------------------------------------------- jacobian and hessian

/** Rows of gradients, one per element of each output: `result[output][input]`. */
function jacobianRows(
  outputs: readonly Tensor[],
  inputs: readonly Tensor[],
  createGraph: boolean,
  strict: boolean,
): Tensor[][] {
  return outputs.map((out, i) => {
    const rows: Tensor[][] = inputs.map(() => []);
    for (let j = 0; j < out.numel; j++) {
      const element = select(reshape(out, [out.numel]), 0, j);
      const grads = gradients([element], inputs, null, createGraph);
      grads.forEach((g, el) => {
        if (g !== null) {
          if (strict && createGraph && !g.requiresGrad) {
            fail(
              `The jacobian of the user-provided function is independent of input ${i}. This is not allowed in strict mode when create_graph=True.`,
            );
          }
          rows[el]!.push(g);
          return;
        }
        if (strict) {
          fail(
            `Output ${i} of the user-provided function is independent of input ${el}. This is not allowed in strict mode.`,
          );
        }
        rows[el]!.push(zerosLike(inputs[el]!));
      });
    }
    return inputs.map((input, el) => {
      if (rows[el]!.length === 0) return zerosLike(reshape(zerosLike(out), [...out.shape, ...input.shape]));
      return view(stack(rows[el]!, 0), [...out.shape, ...input.shape]);
    });
  });
}

type Func = (inputs: Tensor[]) => Several;

function jacobian(
  fn: Func,
  given: readonly Tensor[],
  createGraph: boolean,
  strict: boolean,
): { jac: Tensor[][]; outputs: Several } {
  return withGrad(true, () => {
    const inputs = prepare(given, createGraph);
    const outputs = fn(inputs);
    checkRequiresGrad(outputs.tensors, "outputs", strict);
    const jac = jacobianRows(outputs.tensors, inputs, createGraph, strict);
    return { jac: jac.map((row) => finish(row, createGraph)), outputs };
  });
}

/** Nested tuples as the inputs and outputs were: a single tensor stands for a tuple of one. */
function packJacobian(jac: readonly (readonly Tensor[])[], outer: Several, inner: Several): PyValue {
  const rows = jac.map((row) => pack(inner, row));
  return outer.isTuple ? new PyTuple(rows) : rows[0]!;
}

function rejectVectorised(fn: string, vectorize: boolean, strategy: string): void {
  if (strategy !== "reverse-mode" && strategy !== "forward-mode") {
    throw new TorchError(
      "AssertionError",
      'Expected strategy to be either "forward-mode" or "reverse-mode". Hint: If your function has more outputs than inputs, "forward-mode" tends to be more performant. Otherwise, prefer to use "reverse-mode".',
    );
  }
  if (strategy === "forward-mode") throw new Unsupported(`torch.autograd.functional.${fn}(strategy="forward-mode")`);
  if (vectorize) throw new Unsupported(`torch.autograd.functional.${fn}(vectorize=True)`);
}

const jacobianFunction = pythonFunction(
  "jacobian",
  "(any func, any inputs, bool create_graph=False, bool strict=False, bool vectorize=False, str strategy='reverse-mode')",
  (func, inputs, createGraph, strict, vectorize, strategy) => {
    rejectVectorised("jacobian", vectorize && createGraph, strategy);
    if (vectorize && strict) {
      fail(
        "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported together. Please either set `strict=False` or `vectorize=False`.",
      );
    }
    const given = several(inputs, "inputs", "jacobian");
    const { jac, outputs } = jacobian((xs) => run(func, xs, "jacobian"), given.tensors, createGraph, strict);
    return packJacobian(jac, outputs, given);
  },
);

/** The function of a hessian or one of its products: one tensor of one element. */
function scalarOf(fn: PyValue, inputs: readonly Tensor[], name: string): Tensor {
  const out = run(fn, inputs, name);
  if (out.isTuple) fail(`The function given to ${name} should return a single Tensor`);
  const t = out.tensors[0]!;
  if (t.numel !== 1) fail(`The Tensor returned by the function given to ${name} should contain a single element`);
  return t;
}

const hessianFunction = pythonFunction(
  "hessian",
  "(any func, any inputs, bool create_graph=False, bool strict=False, bool vectorize=False, str outer_jacobian_strategy='reverse-mode')",
  (func, inputs, createGraph, strict, vectorize, strategy) => {
    rejectVectorised("hessian", vectorize && createGraph, strategy);
    const given = several(inputs, "inputs", "hessian");
    const inner: Func = (xs) => {
      const single: Func = (ys) => {
        const t = scalarOf(func, ys, "hessian");
        checkRequiresGrad([t], "outputs", strict);
        return { isTuple: false, tensors: [squeeze(t)] };
      };
      const { jac } = jacobian(single, xs, true, strict);
      if (strict) checkRequiresGrad(jac[0]!, "jacobian", strict);
      return { isTuple: true, tensors: jac[0]! };
    };
    const { jac } = jacobian(inner, given.tensors, createGraph, strict);
    return packJacobian(jac, given, given);
  },
);

// ---------------------------------------------------------------- products

function vectorOf(v: PyValue, like: readonly Tensor[], isTuple: boolean, name: string): Tensor[] {
  const given = several(v, "v", name);
  const vectors = given.tensors.map((t) => detach(t));
  checkVector(vectors, like, isTuple);
  return vectors;
}

const vjpFunction = pythonFunction(
  "vjp",
  "(any func, any inputs, any v=None, bool create_graph=False, bool strict=False)",
  (func, inputs, v, createGraph, strict) =>
    withGrad(true, () => {
      const given = several(inputs, "inputs", "vjp");
      const xs = prepare(given.tensors, createGraph);
      const outputs = run(func, xs, "vjp");
      checkRequiresGrad(outputs.tensors, "outputs", strict);
      let vector: Tensor[] | null = null;
      if (v !== null) vector = vectorFor(v, outputs.tensors, outputs.isTuple, "vjp", createGraph);
      else if (outputs.tensors.length !== 1 || outputs.tensors[0]!.numel !== 1) {
        fail(
          "The vector v can only be None if the user-provided function returns a single Tensor with a single element.",
        );
      }
      const grads = gradients(outputs.tensors, xs, vector, createGraph);
      const product = filled(grads, xs, strict, "back");
      return new PyTuple([
        pack(outputs, finish(outputs.tensors, createGraph)),
        pack(given, finish(product, createGraph)),
      ]);
    }),
);

function vectorFor(
  v: PyValue,
  like: readonly Tensor[],
  isTuple: boolean,
  name: string,
  createGraph: boolean,
): Tensor[] {
  if (!createGraph) return vectorOf(v, like, isTuple, name);
  const given = several(v, "v", name);
  checkVector(given.tensors, like, isTuple);
  return given.tensors.map((t) => view(t, t.shape));
}

const jvpFunction = pythonFunction(
  "jvp",
  "(any func, any inputs, any v=None, bool create_graph=False, bool strict=False)",
  (func, inputs, v, createGraph, strict) =>
    withGrad(true, () => {
      const given = several(inputs, "inputs", "jvp");
      const xs = prepare(given.tensors, createGraph);
      let vector: Tensor[];
      if (v !== null) vector = vectorFor(v, xs, given.isTuple, "jvp", createGraph);
      else {
        if (xs.length !== 1 || xs[0]!.numel !== 1) {
          fail(
            "The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.",
          );
        }
        vector = [onesLike(xs[0]!)];
      }
      const outputs = run(func, xs, "jvp");
      checkRequiresGrad(outputs.tensors, "outputs", strict);
      const weights = outputs.tensors.map((t) => startingAt(zerosLike(t), true));
      const grads = gradients(outputs.tensors, xs, weights, true);
      checkRequiresGrad(filled(grads, xs, false, "back"), "grad_inputs", strict);
      const flowing = grads.map((g, i) => g ?? zerosLike(xs[i]!));
      const tangents = gradients(flowing, weights, vector, createGraph);
      const product = filled(tangents, outputs.tensors, strict, "back_trick");
      return new PyTuple([
        pack(outputs, finish(outputs.tensors, createGraph)),
        pack(outputs, finish(product, createGraph)),
      ]);
    }),
);

const onlyScalar =
  "The vector v can only be None if the input to the user-provided function is a single Tensor with a single element.";

const vhpFunction = pythonFunction(
  "vhp",
  "(any func, any inputs, any v=None, bool create_graph=False, bool strict=False)",
  (func, inputs, v, createGraph, strict) =>
    withGrad(true, () => {
      const given = several(inputs, "inputs", "vhp");
      const xs = prepare(given.tensors, createGraph);
      let vector: Tensor[] | null = null;
      if (v !== null) vector = vectorFor(v, xs, given.isTuple, "vhp", createGraph);
      else if (xs.length !== 1 || xs[0]!.numel !== 1) fail(onlyScalar);
      const out = scalarOf(func, xs, "vhp");
      checkRequiresGrad([out], "outputs", strict);
      const jac = filled(gradients([out], xs, null, true), xs, strict, "double_back");
      checkRequiresGrad(jac, "jacobian", strict);
      const product = filled(gradients(jac, xs, vector, createGraph), xs, strict, "double_back");
      return new PyTuple([toPython(finish([out], createGraph)[0]!), pack(given, finish(product, createGraph))]);
    }),
);

const hvpFunction = pythonFunction(
  "hvp",
  "(any func, any inputs, any v=None, bool create_graph=False, bool strict=False)",
  (func, inputs, v, createGraph, strict) =>
    withGrad(true, () => {
      const given = several(inputs, "inputs", "hvp");
      const xs = prepare(given.tensors, createGraph);
      let vector: Tensor[] | null = null;
      if (v !== null) vector = vectorFor(v, xs, given.isTuple, "hvp", createGraph);
      else if (xs.length !== 1 || xs[0]!.numel !== 1) fail(onlyScalar);
      const out = scalarOf(func, xs, "hvp");
      checkRequiresGrad([out], "outputs", strict);
      const jac = filled(gradients([out], xs, null, true), xs, strict, "back");
      checkRequiresGrad(jac, "jacobian", strict);
      const weights = xs.map((t) => startingAt(zerosLike(t), true));
      const doubled = filled(gradients(jac, xs, weights, true), xs, strict, "double_back");
      checkRequiresGrad(doubled, "hessian", strict);
      const product = filled(gradients(doubled, weights, vector, createGraph), xs, strict, "double_back_trick");
      return new PyTuple([toPython(finish([out], createGraph)[0]!), pack(given, finish(product, createGraph))]);
    }),
);

export const functionalNames: readonly (readonly [string, PyBuiltin])[] = [
  ["jacobian", jacobianFunction],
  ["hessian", hessianFunction],
  ["vjp", vjpFunction],
  ["jvp", jvpFunction],
  ["vhp", vhpFunction],
  ["hvp", hvpFunction],
];
