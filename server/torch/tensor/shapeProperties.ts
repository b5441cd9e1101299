/** `x.T`, `x.mT`, `x.H`, `x.mH`, `x.real`, `x.imag`, `x.layout`, `x.is_cpu`. */
import { copy } from "../../autograd/rules/base.ts";
import { conj, imag, real } from "../../autograd/rules/complex.ts";
import { transpose } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import type { PyValue } from "../../python/objects/value.ts";
import type { DType } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { property } from "../classes.ts";
import { dtypeType, PyDType } from "../dtypes.ts";
import { layouts } from "../formats.ts";
import { reversed, transposeLast } from "../functions/shape.ts";
import { wrapNumber } from "../scalars.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";

const receive = (v: PyValue): Tensor | undefined => (isTensor(v) ? v : undefined);

function hermitian(t: Tensor): Tensor {
  if (t.dim === 0) return conj(t);
  if (t.dim !== 2) {
    throw new TorchError(
      "RuntimeError",
      `tensor.H is only supported on matrices (2-D tensors). Got ${t.dim}-D tensor.`,
    );
  }
  return conj(transpose(t, -2, -1));
}

/** `z.real = value`: written through the view. */
function assign(part: (t: Tensor) => Tensor) {
  return (t: Tensor, value: PyValue): void => {
    const source = isTensor(value) ? value : wrapNumber(value);
    if (source === undefined) throw new TorchError("TypeError", "can't assign this value to a part of a tensor");
    copy.inplace(part(t), source);
  };
}

export function installShapeProperties(): void {
  const get = (name: string, body: (t: Tensor) => PyValue): void => property(tensorType, name, receive, body);
  get("T", (t) => toPython(reversed(t)));
  get("mT", (t) => toPython(transposeLast(t, "mT")));
  get("H", (t) => toPython(hermitian(t)));
  get("mH", (t) => toPython(conj(transposeLast(t, "mH"))));
  property(tensorType, "real", receive, (t) => toPython(real(t)), assign(real));
  property(tensorType, "imag", receive, (t) => toPython(imag(t)), assign(imag));
  get("layout", () => layouts.get("strided")!);
  get("is_cpu", () => true);
  const ofDType = (name: string, body: (d: DType) => PyValue): void =>
    property(
      dtypeType,
      name,
      (v) => (v instanceof PyDType ? v.dtype : undefined),
      (d) => body(d),
    );
  dtypeType.set("__repr__", new PyBuiltin("__repr__", ([v]) => (v instanceof PyDType ? v.dtype.text : null)));
  ofDType("is_floating_point", (d) => d.category === "float");
  ofDType("is_complex", (d) => d.category === "complex");
  ofDType("is_signed", (d) => d.category !== "bool" && d.name !== "uint8");
  ofDType("itemsize", (d) => d.itemsize);
}
