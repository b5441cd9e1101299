/**
 * Operators. Small ints and floats are handled in place; everything else goes to objects/operators.ts. A result that
 * leaves the safe integers goes there too, so that it becomes a bigint.
 */
import { binary, compare, contains, identical, inplace, truth, unary } from "../../objects/operators.ts";
import { PyFloat, type PyValue } from "../../objects/value.ts";
import type { BinaryOperator, BinOp, Compare, CompareOperator, UnaryOp } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Frame } from "../frame.ts";

const MAX = Number.MAX_SAFE_INTEGER;

/** `a op b`, or undefined when it is not one of the quick cases. */
type Quick = (a: PyValue, b: PyValue) => PyValue | undefined;

function isSafe(n: number): boolean {
  return n <= MAX && n >= -MAX;
}

export const add: Quick = (a, b) => {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const sum = a + b;
      return isSafe(sum) ? sum : undefined;
    }
    return b instanceof PyFloat ? new PyFloat(a + b.value) : undefined;
  }
  if (a instanceof PyFloat) {
    if (b instanceof PyFloat) return new PyFloat(a.value + b.value);
    return typeof b === "number" ? new PyFloat(a.value + b) : undefined;
  }
  return undefined;
};

export const subtract: Quick = (a, b) => {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const difference = a - b;
      return isSafe(difference) ? difference : undefined;
    }
    return b instanceof PyFloat ? new PyFloat(a - b.value) : undefined;
  }
  if (a instanceof PyFloat) {
    if (b instanceof PyFloat) return new PyFloat(a.value - b.value);
    return typeof b === "number" ? new PyFloat(a.value - b) : undefined;
  }
  return undefined;
};

export const multiply: Quick = (a, b) => {
  if (typeof a === "number") {
    if (typeof b === "number") {
      const product = a * b;
      // Adding 0 turns the -0 of `0 * -1` into the int 0.
      return isSafe(product) ? product + 0 : undefined;
    }
    return b instanceof PyFloat ? new PyFloat(a * b.value) : undefined;
  }
  if (a instanceof PyFloat) {
    if (b instanceof PyFloat) return new PyFloat(a.value * b.value);
    return typeof b === "number" ? new PyFloat(a.value * b) : undefined;
  }
  return undefined;
};

const divide: Quick = (a, b) => {
  const x = typeof a === "number" ? a : a instanceof PyFloat ? a.value : undefined;
  if (x === undefined) return undefined;
  const y = typeof b === "number" ? b : b instanceof PyFloat ? b.value : 0;
  return y === 0 ? undefined : new PyFloat(x / y);
};

/** The remainder with the sign of the divisor. */
function modulo(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
}

export const remainder: Quick = (a, b) =>
  typeof a === "number" && typeof b === "number" && b !== 0 ? modulo(a, b) : undefined;

const floorDivide: Quick = (a, b) => {
  if (typeof a !== "number" || typeof b !== "number" || b === 0) return undefined;
  const multiple = a - modulo(a, b);
  // A multiple of b that is exact divides exactly, which the quotient of a and b themselves might not.
  return isSafe(multiple) ? multiple / b + 0 : undefined;
};

const QUICK: Partial<Record<BinaryOperator, Quick>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": divide,
  "%": remainder,
  "//": floorDivide,
};

export function compileBinOp(c: Compiler, node: BinOp): Eval {
  const left = c.expr(node.left);
  const right = c.expr(node.right);
  const site = c.site(node);
  const op = node.op;
  // Written out for the commonest operators: each has its own call sites, which the host optimises separately.
  switch (op) {
    case "+":
      return (f) => {
        const a = left(f);
        const b = right(f);
        const quick = add(a, b);
        if (quick !== undefined) return quick;
        f.at = site;
        return binary("+", a, b);
      };
    case "-":
      return (f) => {
        const a = left(f);
        const b = right(f);
        const quick = subtract(a, b);
        if (quick !== undefined) return quick;
        f.at = site;
        return binary("-", a, b);
      };
    case "*":
      return (f) => {
        const a = left(f);
        const b = right(f);
        const quick = multiply(a, b);
        if (quick !== undefined) return quick;
        f.at = site;
        return binary("*", a, b);
      };
    default: {
      const apply = QUICK[op];
      if (apply === undefined) {
        return (f) => {
          const a = left(f);
          const b = right(f);
          f.at = site;
          return binary(op, a, b);
        };
      }
      return (f) => {
        const a = left(f);
        const b = right(f);
        const quick = apply(a, b);
        if (quick !== undefined) return quick;
        f.at = site;
        return binary(op, a, b);
      };
    }
  }
}

/** `a op= b`: the value to store back. */
export function inplaceOperator(op: BinaryOperator): (a: PyValue, b: PyValue) => PyValue {
  const apply = QUICK[op];
  if (apply === undefined) return (a, b) => inplace(op, a, b);
  return (a, b) => {
    const quick = apply(a, b);
    return quick === undefined ? inplace(op, a, b) : quick;
  };
}

export function compileUnaryOp(c: Compiler, node: UnaryOp): Eval {
  const operand = c.expr(node.operand);
  const site = c.site(node);
  const op = node.op;
  if (op === "not") {
    return (f) => {
      const v = operand(f);
      if (v === true) return false;
      if (v === false || v === null) return true;
      f.at = site;
      return !truth(v);
    };
  }
  if (op === "-") {
    return (f) => {
      const v = operand(f);
      if (typeof v === "number") return 0 - v;
      if (v instanceof PyFloat) return new PyFloat(-v.value);
      f.at = site;
      return unary("-", v);
    };
  }
  return (f) => {
    const v = operand(f);
    f.at = site;
    return unary(op, v);
  };
}

type Comparison = (a: PyValue, b: PyValue) => PyValue;

function comparison(op: CompareOperator): Comparison {
  switch (op) {
    case "is":
      return identical;
    case "is not":
      return (a, b) => !identical(a, b);
    case "in":
      return (a, b) => contains(b, a);
    case "not in":
      return (a, b) => !contains(b, a);
    default:
      return (a, b) => compare(op, a, b);
  }
}

export function compileCompare(c: Compiler, node: Compare): Eval {
  const left = c.expr(node.left);
  const site = c.site(node);
  if (node.ops.length > 1) return compileChain(c, node, left);
  const right = c.expr(node.comparators[0]!);
  const op = node.ops[0]!;
  const slow = (f: Frame, a: PyValue, b: PyValue): PyValue => {
    f.at = site;
    return compare(op as "<", a, b);
  };
  switch (op) {
    case "<":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a < b;
        if (a instanceof PyFloat && b instanceof PyFloat) return a.value < b.value;
        return slow(f, a, b);
      };
    case "<=":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a <= b;
        if (a instanceof PyFloat && b instanceof PyFloat) return a.value <= b.value;
        return slow(f, a, b);
      };
    case ">":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a > b;
        if (a instanceof PyFloat && b instanceof PyFloat) return a.value > b.value;
        return slow(f, a, b);
      };
    case ">=":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a >= b;
        if (a instanceof PyFloat && b instanceof PyFloat) return a.value >= b.value;
        return slow(f, a, b);
      };
    case "==":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a === b;
        if (typeof a === "string" && typeof b === "string") return a === b;
        return slow(f, a, b);
      };
    case "!=":
      return (f) => {
        const a = left(f);
        const b = right(f);
        if (typeof a === "number" && typeof b === "number") return a !== b;
        if (typeof a === "string" && typeof b === "string") return a !== b;
        return slow(f, a, b);
      };
    default: {
      const apply = comparison(op);
      return (f) => {
        const a = left(f);
        const b = right(f);
        f.at = site;
        return apply(a, b);
      };
    }
  }
}

/** `a < b < c`: each operand once, left to right, until a comparison is false. */
function compileChain(c: Compiler, node: Compare, left: Eval): Eval {
  const site = c.site(node);
  const comparators = node.comparators.map((e) => c.expr(e));
  const applies = node.ops.map(comparison);
  const last = applies.length - 1;
  return (f) => {
    let a = left(f);
    for (let i = 0; ; i++) {
      const b = comparators[i]!(f);
      f.at = site;
      const result = applies[i]!(a, b);
      if (i === last || !truth(result)) return result;
      a = b;
    }
  };
}
