/** Python numbers in rules: their value and kind, and as 0-dim operands that do not widen the other operand's dtype. */
import { wrappedBool, wrappedComplex, wrappedFloat, wrappedInt } from "../../tensor/promotion.ts";
import { Tensor } from "../tensor.ts";

export interface ScalarValue {
  readonly kind: "bool" | "int" | "float" | "complex";
  readonly value: number;
  readonly imag: number;
}

/** An int when whole, else a float: for constants in rules. */
export function scalar(value: number): ScalarValue {
  return { kind: Number.isInteger(value) ? "int" : "float", value, imag: 0 };
}
export function floatScalar(value: number): ScalarValue {
  return { kind: "float", value, imag: 0 };
}

export function scalarTensor(s: ScalarValue): Tensor {
  switch (s.kind) {
    case "bool":
      return new Tensor(wrappedBool(s.value !== 0));
    case "int":
      return new Tensor(wrappedInt(s.value));
    case "float":
      return new Tensor(wrappedFloat(s.value));
    default:
      return new Tensor(wrappedComplex(s.value, s.imag));
  }
}

/** A constant operand for rules: `num(2)`. */
export function num(value: number): Tensor {
  return scalarTensor(scalar(value));
}
