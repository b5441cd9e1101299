/** `torch.float32` and its kin as Python objects. */
import { boolType, floatType, intType, objectType, PyType } from "../python/objects/type.ts";
import { PyObject, type PyValue } from "../python/objects/value.ts";
import { bool, complex128, type DType, dtypes, float64, int64 } from "../tensor/dtype.ts";

export const dtypeType = new PyType("dtype", [objectType], { module: "torch", subclassable: false });

export class PyDType extends PyObject {
  readonly dtype: DType;
  constructor(dtype: DType) {
    super();
    this.dtype = dtype;
  }
  get cls(): PyType {
    return dtypeType;
  }
  get attrs(): null {
    return null;
  }
}

const objects = new Map<DType, PyDType>(dtypes.map((d) => [d, new PyDType(d)]));

/** The one Python object of a dtype. */
export function pyDType(d: DType): PyDType {
  return objects.get(d)!;
}

/** The dtype that a Python class stands for where PyTorch takes one: `dtype=float`, `dtype=int`, `dtype=bool`, `dtype=complex`. */
export function dtypeOf(v: PyValue): DType | undefined {
  if (v === floatType) return float64;
  if (v === intType) return int64;
  if (v === boolType) return bool;
  if (v instanceof PyType && v.name === "complex" && v.module === "builtins") return complex128;
  return undefined;
}

/** Names of torch module attributes, aliases included. */
export const dtypeNames: Readonly<Record<string, DType>> = Object.fromEntries([
  ...dtypes.map((d) => [d.name, d] as const),
  ...(
    [
      ["float", "float32"],
      ["double", "float64"],
      ["half", "float16"],
      ["long", "int64"],
      ["int", "int32"],
      ["short", "int16"],
      ["cfloat", "complex64"],
      ["cdouble", "complex128"],
    ] as const
  ).map(([alias, name]) => [alias, dtypes.find((d) => d.name === name)!] as const),
]);
