/**
 * `torch.autograd.gradcheck` and `gradgradcheck`: gradients against central differences. Behaviour and texts:
 * torch/autograd/gradcheck.py (the slow mode, real numbers).
 */
import { gradOf } from "../../autograd/engine.ts";
import { warnings, withGrad } from "../../autograd/modes.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import { Raise } from "../../python/objects/errors.ts";
import { exceptionTypes, newException } from "../../python/objects/exceptions.ts";
import { toArray } from "../../python/objects/iteration.ts";
import { PyType } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { float64 } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { uniformInto } from "../../tensor/random.ts";
import { denseData, elementOffsets, empty } from "../../tensor/strided.ts";
import { sequence } from "../binding/bind.ts";
import { pythonFunction } from "../binding/pythonFunction.ts";
import { reprOf } from "../tensor/repr.ts";
import { isTensor, toPython } from "../tensorType.ts";

export const gradcheckErrorType = new PyType("GradcheckError", [exceptionTypes.RuntimeError], {
  module: "torch.autograd.gradcheck",
});
function mismatch(text: string): never {
  throw new Raise(newException(gradcheckErrorType, text));
}

interface Settings {
  readonly eps: number;
  readonly atol: number;
  readonly rtol: number;
}
type Func = (inputs: readonly PyValue[]) => Tensor[];

/** The tensors among the results that require grad. */
function differentiable(result: PyValue): Tensor[] {
  const items = isTensor(result) ? [result] : (sequence(result) ?? []);
  return items.filter(isTensor).filter((t) => t.requiresGrad);
}

function tupled(v: PyValue): PyValue[] {
  return isTensor(v) ? [v] : toArray(v);
}

/** Columns are outputs, rows the elements of the input. */
function numericalJacobian(fn: Func, inputs: readonly PyValue[], input: Tensor, eps: number): Tensor[] {
  const { data } = input.impl;
  const outputs = withGrad(true, () => fn(inputs));
  const jacobians = outputs.map((o) => new Tensor(empty([input.numel, o.numel], o.dtype)));
  elementOffsets(input.impl).forEach((at, row) => {
    const before = data[at]!;
    const evaluate = (value: number): Float64Array[] => {
      data[at] = value;
      const results = withGrad(true, () => fn(inputs));
      return results.map((t) => Float64Array.from(denseData(t.impl)));
    };
    const low = evaluate(before - eps);
    const high = evaluate(before + eps);
    data[at] = before;
    outputs.forEach((o, k) => {
      const { cast } = o.dtype;
      for (let j = 0; j < o.numel; j++) {
        jacobians[k]!.impl.data[row * o.numel + j] = cast(cast(high[k]![j]! - low[k]![j]!) / (2 * eps));
      }
    });
  });
  return jacobians;
}

function analyticalJacobian(output: Tensor, inputs: readonly Tensor[]): Tensor[] {
  const jacobians = inputs.map((x) => new Tensor(empty([x.numel, output.numel], x.dtype)));
  for (let j = 0; j < output.numel; j++) {
    const weight = new Tensor(empty(output.shape, output.dtype));
    weight.impl.data[j] = 1;
    const grads = gradOf([output], inputs, [weight], { keepGraph: true, createGraph: false, allowUnused: true });
    grads.forEach((g, i) => {
      if (g === null) return;
      denseData(g.impl).forEach((value, row) => {
        jacobians[i]!.impl.data[row * output.numel + j] = value;
      });
    });
  }
  return jacobians;
}

function isClose(a: Tensor, b: Tensor, { atol, rtol }: Settings): boolean {
  const x = denseData(a.impl);
  const y = denseData(b.impl);
  return x.every((v, i) => v === y[i]! || Math.abs(v - y[i]!) <= atol + rtol * Math.abs(y[i]!));
}

function check(fn: Func, inputs: readonly PyValue[], settings: Settings): void {
  const tensors: Tensor[] = [];
  inputs.forEach((v, i) => {
    if (!isTensor(v) || !v.requiresGrad) return;
    if (v.dtype.category === "complex") throw new Unsupported("torch.autograd.gradcheck of complex inputs");
    if (v.dtype !== float64) {
      warnings.sink(
        "UserWarning",
        `Input #${i} requires gradient and is not a double precision floating point or complex. This check will likely fail if all the inputs are not of double precision floating point or complex. `,
      );
    }
    v.impl.strides.forEach((s, d) => {
      if (s === 0 && v.shape[d]! > 1) {
        throw new TorchError(
          "RuntimeError",
          `The ${i}th input has a dimension with stride 0. gradcheck only supports inputs that are non-overlapping to be able to compute the numerical gradients correctly. You should call .contiguous on the input before passing it to gradcheck.`,
        );
      }
    });
    tensors.push(v);
  });
  if (tensors.length === 0) {
    throw new TorchError(
      "ValueError",
      "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.",
    );
  }
  const outputs = withGrad(true, () => fn(inputs));
  if (outputs.some((o) => o.dtype.category === "complex")) {
    throw new Unsupported("torch.autograd.gradcheck of complex outputs");
  }
  if (outputs.length === 0) throw new Unsupported("torch.autograd.gradcheck of a function without gradient");
  const numerical = tensors.map((t) => numericalJacobian(fn, inputs, t, settings.eps));
  outputs.forEach((output, o) => {
    const analytical = analyticalJacobian(output, tensors);
    tensors.forEach((_, i) => {
      const expected = numerical[i]![o]!;
      if (isClose(analytical[i]!, expected, settings)) return;
      mismatch(
        `Jacobian mismatch for output ${o} with respect to input ${i},\nnumerical:${reprOf(expected)}\nanalytical:${reprOf(analytical[i]!)}\n`,
      );
    });
  });
}

/** What `raise_exception=False` turns into False: what gradcheck itself found. */
function guardedCheck(body: () => void, raises: boolean): boolean {
  try {
    body();
    return true;
  } catch (e) {
    if (!raises && e instanceof Raise && (e.exc as { cls?: PyType }).cls === gradcheckErrorType) return false;
    throw e;
  }
}

function refuse(given: Readonly<Record<string, boolean>>): void {
  for (const [name, isGiven] of Object.entries(given)) {
    if (isGiven) throw new Unsupported(`torch.autograd.gradcheck(${name})`);
  }
}

const gradcheck = pythonFunction(
  "gradcheck",
  "(any func, any inputs, *, float eps=1e-6, float atol=1e-5, float rtol=1e-3, bool raise_exception=True, float nondet_tol=0.0, bool check_undefined_grad=True, bool check_grad_dtypes=False, bool check_batched_grad=False, bool check_batched_forward_grad=False, bool check_forward_ad=False, bool check_backward_ad=True, bool fast_mode=False, any masked=None)",
  (
    func,
    inputs,
    eps,
    atol,
    rtol,
    raises,
    _nondet,
    _undefined,
    dtypes,
    batched,
    batchedForward,
    forward,
    backward,
    fast,
    masked,
  ) => {
    refuse({
      "check_grad_dtypes=True": dtypes,
      "check_batched_grad=True": batched,
      "check_batched_forward_grad=True": batchedForward,
      "check_forward_ad=True": forward,
      "check_backward_ad=False": !backward,
      "fast_mode=True": fast,
      "masked=True": masked === true,
    });
    const fn: Func = (xs) => differentiable(call(func, [...xs]));
    return guardedCheck(() => check(fn, tupled(inputs), { eps, atol, rtol }), raises);
  },
);

/** Random weights between -1 and 1, as gradgradcheck draws them. */
function weightsFor(t: Tensor): Tensor {
  const out = new Tensor(empty(t.shape, t.dtype));
  uniformInto(out.impl, -1, 1);
  out.leafRequiresGrad = true;
  return out;
}

const gradgradcheck = pythonFunction(
  "gradgradcheck",
  "(any func, any inputs, any grad_outputs=None, *, float eps=1e-6, float atol=1e-5, float rtol=1e-3, bool gen_non_contig_grad_outputs=False, bool raise_exception=True, float nondet_tol=0.0, bool check_undefined_grad=True, bool check_grad_dtypes=False, bool check_batched_grad=False, bool check_fwd_over_rev=False, bool check_rev_over_rev=True, bool fast_mode=False, any masked=False)",
  (
    func,
    inputs,
    gradOutputs,
    eps,
    atol,
    rtol,
    nonContiguous,
    raises,
    _nondet,
    _undefined,
    dtypes,
    batched,
    forward,
    reverse,
    fast,
    masked,
  ) => {
    refuse({
      "gen_non_contig_grad_outputs=True": nonContiguous,
      "check_grad_dtypes=True": dtypes,
      "check_batched_grad=True": batched,
      "check_fwd_over_rev=True": forward,
      "check_rev_over_rev=False": !reverse,
      "fast_mode=True": fast,
      "masked=True": masked === true,
    });
    const xs = tupled(inputs);
    const first = withGrad(true, () => differentiable(call(func, [...xs])));
    const weights = gradOutputs === null ? first.map((t) => toPython(weightsFor(t))) : tupled(gradOutputs);
    const fn: Func = (all) => {
      const own = all.slice(0, xs.length);
      const given = all.slice(xs.length).map((g) => g as unknown as Tensor);
      const outputs = differentiable(call(func, [...own]));
      const wanted = own.filter(isTensor).filter((t) => t.requiresGrad);
      const grads = gradOf(outputs, wanted, given, { keepGraph: true, createGraph: true, allowUnused: true });
      return grads.filter((g) => g !== null).filter((g) => g.requiresGrad);
    };
    return guardedCheck(() => check(fn, [...xs, ...weights], { eps, atol, rtol }), raises);
  },
);

export const gradcheckNames: readonly (readonly [string, PyValue])[] = [
  ["gradcheck", gradcheck],
  ["gradgradcheck", gradgradcheck],
  ["GradcheckError", gradcheckErrorType],
];
