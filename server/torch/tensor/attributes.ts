/** Properties of tensors: shape, dtype, grad, grad_fn, requires_grad, data, … */
import { warnings } from "../../autograd/modes.ts";
import { detach } from "../../autograd/rules/base.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { genericSetAttr } from "../../python/objects/attribute.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { TorchError } from "../../tensor/errors.ts";
import { sameShape } from "../../tensor/strided.ts";
import { nodeObject } from "../autograd/nodes.ts";
import { property } from "../classes.ts";
import { cpu } from "../device.ts";
import { pyDType } from "../dtypes.ts";
import { size } from "../size.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";

export const nonLeafGradWarning =
  "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more information.";

const receive = (v: PyValue): Tensor | undefined => (isTensor(v) ? v : undefined);
const get = (name: string, body: (t: Tensor) => PyValue): void => property(tensorType, name, receive, body);

/** `t.requires_grad = value`, `t.requires_grad_(value)`. The two word the dtype error differently. */
export function setRequiresGrad(t: Tensor, value: boolean, dtypeMessage: string): void {
  if (!t.isLeaf) {
    if (value) return;
    throw new TorchError(
      "RuntimeError",
      "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().",
    );
  }
  if (value && t.dtype.category !== "float" && t.dtype.category !== "complex") {
    throw new TorchError("RuntimeError", dtypeMessage);
  }
  if (t.isInference && value) {
    throw new TorchError(
      "RuntimeError",
      "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.",
    );
  }
  t.leafRequiresGrad = value;
}

function setGrad(t: Tensor, value: PyValue): void {
  if (value === null) {
    t.grad = null;
    return;
  }
  if (!isTensor(value)) {
    raiseError(
      exceptionTypes.TypeError,
      `assigned grad expected to be a Tensor or None but got grad of type ${typeOf(value).name}`,
    );
  }
  if (value === toPython(t)) throw new TorchError("RuntimeError", "can't assign Variable as its own grad");
  if (value.dtype !== t.dtype) {
    throw new TorchError(
      "RuntimeError",
      `attempting to assign a gradient with dtype '${cppName(value)}' to a tensor with grad_dtype '${t.dtype.scalarName}'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match.`,
    );
  }
  if (!sameShape(value.shape, t.shape)) {
    throw new TorchError(
      "RuntimeError",
      `attempting to assign a gradient of size '[${value.shape.join(", ")}]' to a tensor of size '[${t.shape.join(", ")}]'. Please ensure that the gradient and the tensor are the same size`,
    );
  }
  t.grad = value;
}
/** What C++ calls the element type. */
const cppNames: Readonly<Record<string, string>> = {
  float64: "double",
  float32: "float",
  float16: "c10::Half",
  bfloat16: "c10::BFloat16",
  int64: "long",
  int32: "int",
  int16: "short",
  int8: "signed char",
  uint8: "unsigned char",
  bool: "bool",
  complex64: "c10::complex<float>",
  complex128: "c10::complex<double>",
};
const cppName = (t: Tensor): string => cppNames[t.dtype.name] ?? t.dtype.name;

/** `t.data`: the same data with a version counter of its own, so that writes through it go unnoticed. */
function dataOf(t: Tensor): Tensor {
  return new Tensor(t.impl, { version: 0 });
}

export function installAttributes(): void {
  // A tensor's `__dict__` is made when the first attribute of the user's own is put on it.
  tensorType.set(
    "__setattr__",
    new PyBuiltin("__setattr__", ([self, key, value]) => {
      const name = String(key);
      if (isTensor(self) && self.attrs === null && typeOf(self).lookup(name) === undefined) {
        self.attrs = new Map<string, never>();
      }
      genericSetAttr(self!, name, value!);
      return null;
    }),
  );
  get("shape", (t) => size(t.shape));
  get("dtype", (t) => pyDType(t.dtype));
  get("device", () => cpu);
  get("ndim", (t) => t.dim);
  get("is_leaf", (t) => t.isLeaf);
  get("grad_fn", (t) => {
    const node = t.gradFn;
    return node === null ? null : nodeObject(node);
  });
  get("output_nr", (t) => t.outputNr);
  get("_version", (t) => t.version);
  get("retains_grad", (t) => t.retainsGrad);
  get("is_cuda", () => false);
  get("is_sparse", () => false);
  get("is_quantized", () => false);
  get("is_mps", () => false);
  get("is_meta", () => false);
  get("is_nested", () => false);
  get("itemsize", (t) => t.dtype.itemsize);
  get("nbytes", (t) => t.numel * t.dtype.itemsize);
  get("name", () => null);
  get("_base", (t) => (t.view === null ? null : toPython(t.view.base)));
  property(
    tensorType,
    "requires_grad",
    receive,
    (t) => t.requiresGrad,
    (t, value) => {
      if (typeof value !== "boolean") raiseError(exceptionTypes.RuntimeError, "requires_grad must be a bool");
      setRequiresGrad(t, value, "only Tensors of floating point and complex dtype can require gradients");
    },
  );
  property(
    tensorType,
    "grad",
    receive,
    (t) => {
      if (t.grad === null && !t.isLeaf && !t.retainsGrad) warnings.sink("UserWarning", nonLeafGradWarning);
      return t.grad === null ? null : toPython(t.grad);
    },
    setGrad,
    (t) => {
      t.grad = null;
    },
  );
  property(
    tensorType,
    "data",
    receive,
    (t) => toPython(dataOf(t)),
    (t, value) => {
      if (!isTensor(value)) {
        raiseError(exceptionTypes.TypeError, `Variable data has to be a tensor, but got ${typeOf(value).name}`);
      }
      if (value.dtype !== t.dtype && t.requiresGrad && value.dtype.category !== "float") {
        throw new TorchError(
          "RuntimeError",
          "data set to a tensor that requires gradients must be floating point or complex dtype",
        );
      }
      t.impl = value.impl;
      if (t.accumulator !== null) t.accumulator = null;
    },
  );
  void detach;
}
