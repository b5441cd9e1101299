/**
 * The operators of Python on any two values: quick paths for plain numbers and strings, then the protocol of special
 * methods with CPython's order of tries and its messages.
 */
import { budget } from "../budget.ts";
import { strLength } from "./codePoints.ts";
import { dictType, PyDict } from "./dict.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { floatDivide, floatFloorDivide, floatModulo, floatPower } from "./floatArithmetic.ts";
import { asIntPayload } from "./int.ts";
import { floorDivide, type Int, modulo, normalise, power, trueDivide } from "./intArithmetic.ts";
import { iterate } from "./iteration.ts";
import { listType, PyList } from "./list.ts";
import { same } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { callSpecial, callUnbound, typeName } from "./special.ts";
import { compareStrings } from "./strCompare.ts";
import { PyTuple, tupleType } from "./tuple.ts";
import { type PyType, typeOf } from "./type.ts";
import { PyFloat, type PyValue } from "./value.ts";

export { hash } from "./hash.ts";

export type BinaryOp = "+" | "-" | "*" | "@" | "/" | "//" | "%" | "**" | "<<" | ">>" | "|" | "^" | "&";
export type UnaryOp = "+" | "-" | "~" | "not";
export type RichOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type CompareOp = RichOperator | "is" | "is not" | "in" | "not in";

/** The comparison operators with their methods. */
export const RICH_METHODS: readonly (readonly [RichOperator, string])[] = [
  ["==", "__eq__"],
  ["!=", "__ne__"],
  ["<", "__lt__"],
  ["<=", "__le__"],
  [">", "__gt__"],
  [">=", "__ge__"],
];

interface BinaryNames {
  readonly forward: string;
  readonly reflected: string;
  readonly inplace: string;
}

function names(stem: string): BinaryNames {
  return { forward: `__${stem}__`, reflected: `__r${stem}__`, inplace: `__i${stem}__` };
}

const BINARY: Readonly<Record<BinaryOp, BinaryNames>> = {
  "+": names("add"),
  "-": names("sub"),
  "*": names("mul"),
  "@": names("matmul"),
  "/": names("truediv"),
  "//": names("floordiv"),
  "%": names("mod"),
  "**": names("pow"),
  "<<": names("lshift"),
  ">>": names("rshift"),
  "|": names("or"),
  "^": names("xor"),
  "&": names("and"),
};

/**
 * `__add__`, `__mul__` … of the sequences. CPython keeps them in other slots than numbers do, and tries them only after
 * both operands' numeric methods have declined: `[1] + x` asks `x.__radd__` first.
 */
const sequenceSlots = new Set<PyValue>();

export function markSequenceSlots(type: PyType): void {
  for (const name of ["__add__", "__mul__", "__rmul__", "__iadd__", "__imul__"]) {
    const slot = type.dict.get(name);
    if (slot !== undefined) sequenceSlots.add(slot);
  }
}

/** Builtin types whose C structure has no table of sequence slots; every class of a snippet has one. */
const WITHOUT_SEQUENCE_SLOTS: ReadonlySet<string> = new Set([
  "int",
  "bool",
  "float",
  "complex",
  "NoneType",
  "slice",
  "ellipsis",
  "NotImplementedType",
  "function",
  "builtin_function_or_method",
  "method",
  "type",
]);

export function hasSequenceSlots(type: PyType): boolean {
  return type.isHeap || !WITHOUT_SEQUENCE_SLOTS.has(type.name);
}

/** `a op b`. */
export function binary(op: BinaryOp, a: PyValue, b: PyValue): PyValue {
  if (typeof a === "number") {
    if (typeof b === "number") {
      switch (op) {
        case "+": {
          const r = a + b;
          return Number.isSafeInteger(r) ? r : normalise(BigInt(a) + BigInt(b));
        }
        case "-": {
          const r = a - b;
          return Number.isSafeInteger(r) ? r : normalise(BigInt(a) - BigInt(b));
        }
        case "*": {
          const r = a * b;
          return Number.isSafeInteger(r) ? r + 0 : normalise(BigInt(a) * BigInt(b));
        }
        case "/":
          return new PyFloat(trueDivide(a, b));
        case "//":
          return floorDivide(a, b);
        case "%":
          return modulo(a, b);
        case "**":
          if (b >= 0) return power(a, b);
          break;
        default:
          break;
      }
    } else if (b instanceof PyFloat) {
      const r = floatBinary(op, a, b.value);
      if (r !== undefined) return r;
    }
  } else if (a instanceof PyFloat) {
    const y = b instanceof PyFloat ? b.value : typeof b === "number" ? b : undefined;
    if (y !== undefined) {
      const r = floatBinary(op, a.value, y);
      if (r !== undefined) return r;
    }
  } else if (typeof a === "string" && typeof b === "string" && op === "+") {
    budget.allocate(2 * (a.length + b.length));
    return a + b;
  }
  const result = tryBinary(op, a, b);
  return result === NotImplemented ? raiseUnsupported(op, a, b) : result;
}

function floatBinary(op: BinaryOp, x: number, y: number): PyValue | undefined {
  switch (op) {
    case "+":
      return new PyFloat(x + y);
    case "-":
      return new PyFloat(x - y);
    case "*":
      return new PyFloat(x * y);
    case "/":
      return new PyFloat(floatDivide(x, y));
    case "//":
      return new PyFloat(floatFloorDivide(x, y));
    case "%":
      return new PyFloat(floatModulo(x, y));
    case "**":
      return floatPower(x, y);
    default:
      return undefined;
  }
}

/** A binary operator as a function of two values, for hot code that knows its operator in advance. */
export function binaryOperator(op: BinaryOp): (a: PyValue, b: PyValue) => PyValue {
  return (a, b) => binary(op, a, b);
}

function tryBinary(op: BinaryOp, a: PyValue, b: PyValue, isInplace = false): PyValue {
  const { forward, reflected } = BINARY[op];
  const ta = typeOf(a);
  const tb = typeOf(b);
  const left = ta.lookup(forward);
  const right = tb.lookup(reflected);
  const leftIsNumeric = left !== undefined && !sequenceSlots.has(left);
  const rightIsNumeric = right !== undefined && ta !== tb && !sequenceSlots.has(right);
  let isRightTried = false;
  if (rightIsNumeric && tb.isSubtypeOf(ta) && right !== ta.lookup(reflected)) {
    const r = callUnbound(right, b, [a]);
    if (r !== NotImplemented) return r;
    isRightTried = true;
  }
  if (leftIsNumeric) {
    const r = callUnbound(left, a, [b]);
    if (r !== NotImplemented) return r;
  }
  if (rightIsNumeric && !isRightTried) {
    const r = callUnbound(right, b, [a]);
    if (r !== NotImplemented) return r;
  }
  if (left !== undefined && !leftIsNumeric) return callUnbound(left, a, [b]);
  if (op === "*" && right !== undefined && sequenceSlots.has(right) && !(isInplace && hasSequenceSlots(ta)))
    return callUnbound(right, b, [a]);
  return NotImplemented;
}

function raiseUnsupported(shown: string, a: PyValue, b: PyValue): never {
  return raiseError(
    exceptionTypes.TypeError,
    `unsupported operand type(s) for ${shown === "**" ? "** or pow()" : shown}: '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** `a op= b`: the value to bind to the target. */
export function inplace(op: BinaryOp, a: PyValue, b: PyValue): PyValue {
  if (typeof a !== "object" || a instanceof PyFloat || a === null) {
    if (typeof a === "number" || typeof a === "string" || a instanceof PyFloat) {
      if (typeof b === "number" || b instanceof PyFloat || typeof b === "string") {
        if (typeof a === typeof b || (typeof a !== "string" && typeof b !== "string")) return binary(op, a, b);
      }
    }
  }
  const found = typeOf(a).lookup(BINARY[op].inplace);
  if (found !== undefined && found !== null) {
    if (sequenceSlots.has(found) && !typeOf(a).isHeap) {
      // `list += x`: the numeric methods of x come first here too.
      const reflected = typeOf(b).lookup(BINARY[op].reflected);
      if (reflected !== undefined && typeOf(a) !== typeOf(b) && !sequenceSlots.has(reflected)) {
        const r = callUnbound(reflected, b, [a]);
        if (r !== NotImplemented) return r;
      }
    }
    const r = callUnbound(found, a, [b]);
    if (r !== NotImplemented) return r;
  }
  const result = tryBinary(op, a, b, true);
  return result === NotImplemented ? raiseUnsupported(`${op}=`, a, b) : result;
}

const UNARY: Readonly<Record<"+" | "-" | "~", string>> = { "+": "__pos__", "-": "__neg__", "~": "__invert__" };

/** `op a`. */
export function unary(op: UnaryOp, a: PyValue): PyValue {
  if (op === "not") return !truth(a);
  if (op === "-") {
    if (typeof a === "number") return 0 - a;
    if (a instanceof PyFloat) return new PyFloat(-a.value);
  }
  const result = callSpecial(a, UNARY[op], []);
  if (result === undefined) {
    raiseError(exceptionTypes.TypeError, `bad operand type for unary ${op}: '${typeName(a)}'`);
  }
  return result;
}

/** `a is b`. */
export function identical(a: PyValue, b: PyValue): boolean {
  return a === b;
}

/** Any comparison operator, as the syntax has them. */
export function compare(op: CompareOp, a: PyValue, b: PyValue): PyValue {
  switch (op) {
    case "is":
      return identical(a, b);
    case "is not":
      return !identical(a, b);
    case "in":
      return contains(b, a);
    case "not in":
      return !contains(b, a);
    default:
      return richCompare(op, a, b);
  }
}

function order(op: RichOperator, x: number | bigint, y: number | bigint): boolean {
  switch (op) {
    case "==":
      // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value on purpose.
      return x == y;
    case "!=":
      // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value on purpose.
      return x != y;
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    default:
      return x >= y;
  }
}

/** The value of a plain number (JavaScript compares numbers with bigints exactly), or undefined. */
function plainNumber(v: PyValue): number | bigint | undefined {
  switch (typeof v) {
    case "number":
    case "bigint":
      return v;
    case "boolean":
      return v ? 1 : 0;
    default:
      return v instanceof PyFloat ? v.value : undefined;
  }
}

function richCompare(op: RichOperator, a: PyValue, b: PyValue): PyValue {
  const x = plainNumber(a);
  if (x !== undefined) {
    const y = plainNumber(b);
    if (y !== undefined) return order(op, x, y);
  } else if (typeof a === "string" && typeof b === "string") {
    if (op === "==") return a === b;
    if (op === "!=") return a !== b;
    return order(op, compareStrings(a, b), 0);
  }
  const result = tryCompare(op, a, b);
  if (result !== NotImplemented) return result;
  if (op === "==") return a === b;
  if (op === "!=") return a !== b;
  return raiseError(
    exceptionTypes.TypeError,
    `'${op}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

const FORWARD: Readonly<Record<RichOperator, string>> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__lt__",
  "<=": "__le__",
  ">": "__gt__",
  ">=": "__ge__",
};
const REFLECTED: Readonly<Record<RichOperator, string>> = {
  "==": "__eq__",
  "!=": "__ne__",
  "<": "__gt__",
  "<=": "__ge__",
  ">": "__lt__",
  ">=": "__le__",
};

function tryCompare(op: RichOperator, a: PyValue, b: PyValue): PyValue {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const right = tb.lookup(REFLECTED[op]);
  let isRightTried = false;
  if (ta !== tb && right !== undefined && right !== null && tb.isSubtypeOf(ta)) {
    isRightTried = true;
    const r = callUnbound(right, b, [a]);
    if (r !== NotImplemented) return r;
  }
  const left = ta.lookup(FORWARD[op]);
  if (left !== undefined && left !== null) {
    const r = callUnbound(left, a, [b]);
    if (r !== NotImplemented) return r;
  }
  if (!isRightTried && right !== undefined && right !== null) return callUnbound(right, b, [a]);
  return NotImplemented;
}

/** `bool(a == b)`, without the shortcut for identical objects. */
export function equals(a: PyValue, b: PyValue): boolean {
  const ta = typeof a;
  if (ta === "string" || ta === "number") {
    if (ta === typeof b) return a === b;
  }
  if (a === null && b === null) return true;
  return truth(richCompare("==", a, b));
}

export function lessThan(a: PyValue, b: PyValue): boolean {
  return truth(richCompare("<", a, b));
}

/** `bool(value)`. */
export function truth(value: PyValue): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "bigint":
      return true;
    case "string":
      return value.length > 0;
    default:
      break;
  }
  if (value === null) return false;
  if (value instanceof PyFloat) return value.value !== 0;
  if (value instanceof PyList && value.cls === listType) return value.items.length > 0;
  if (value instanceof PyTuple && value.cls === tupleType) return value.items.length > 0;
  if (value instanceof PyDict && value.cls === dictType) return value.size > 0;
  const result = callSpecial(value, "__bool__", []);
  if (result !== undefined) {
    if (typeof result === "boolean") return result;
    raiseError(exceptionTypes.TypeError, `__bool__ should return bool, returned ${typeName(result)}`);
  }
  return typeOf(value).lookup("__len__") === undefined ? true : length(value) !== 0;
}

/** `len(value)`. */
export function length(value: PyValue): number {
  if (typeof value === "string") return strLength(value);
  if (value instanceof PyList && value.cls === listType) return value.items.length;
  if (value instanceof PyTuple && value.cls === tupleType) return value.items.length;
  if (value instanceof PyDict && value.cls === dictType) return value.size;
  const result = callSpecial(value, "__len__", []);
  if (result === undefined) raiseError(exceptionTypes.TypeError, `object of type '${typeName(value)}' has no len()`);
  const n = sizeIndex(result, exceptionTypes.OverflowError);
  if (n < 0) raiseError(exceptionTypes.ValueError, "__len__() should return >= 0");
  return n;
}

/** `item in container`. */
export function contains(container: PyValue, item: PyValue): boolean {
  const found = typeOf(container).lookup("__contains__");
  if (found === null) raiseError(exceptionTypes.TypeError, `'${typeName(container)}' object is not a container`);
  if (found !== undefined) return truth(callUnbound(found, container, [item]));
  const it = iterate(container, false);
  if (it === undefined) {
    return raiseError(exceptionTypes.TypeError, `argument of type '${typeName(container)}' is not iterable`);
  }
  for (let v = it.next(); v !== undefined; v = it.next()) {
    budget.charge(1);
    if (same(v, item)) return true;
  }
  return false;
}

/** `operator.index(value)`; undefined when the value is no integer. */
export function toIndexOrUndefined(value: PyValue): Int | undefined {
  const plain = asIntPayload(value);
  if (plain !== undefined) return plain;
  const result = callSpecial(value, "__index__", []);
  if (result === undefined) return undefined;
  const index = asIntPayload(result);
  if (index === undefined) {
    raiseError(exceptionTypes.TypeError, `__index__ returned non-int (type ${typeName(result)})`);
  }
  return index;
}

/** `operator.index(value)`. TypeError `'float' object cannot be interpreted as an integer`. */
export function toIndex(value: PyValue): Int {
  return (
    toIndexOrUndefined(value) ??
    raiseError(exceptionTypes.TypeError, `'${typeName(value)}' object cannot be interpreted as an integer`)
  );
}

/** An index that must fit a C ssize_t (here: the safe integers); `overflow` is raised when it does not. */
export function sizeIndex(
  value: PyValue,
  overflow: PyType = exceptionTypes.IndexError,
  message = `cannot fit '${typeName(value)}' into an index-sized integer`,
): number {
  const index = toIndex(value);
  return typeof index === "number" ? index : raiseError(overflow, message);
}

/** `divmod(a, b)`. */
export function divmod(a: PyValue, b: PyValue): PyValue {
  const r = tryMethods("__divmod__", "__rdivmod__", a, b);
  if (r !== NotImplemented) return r;
  return raiseError(
    exceptionTypes.TypeError,
    `unsupported operand type(s) for divmod(): '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function tryMethods(forward: string, reflected: string, a: PyValue, b: PyValue): PyValue {
  const ta = typeOf(a);
  const tb = typeOf(b);
  const right = ta === tb ? undefined : tb.lookup(reflected);
  const rightFirst = right !== undefined && tb.isSubtypeOf(ta) && right !== ta.lookup(reflected);
  if (rightFirst) {
    const r = callUnbound(right, b, [a]);
    if (r !== NotImplemented) return r;
  }
  const left = ta.lookup(forward);
  if (left !== undefined) {
    const r = callUnbound(left, a, [b]);
    if (r !== NotImplemented) return r;
  }
  return right !== undefined && !rightFirst ? callUnbound(right, b, [a]) : NotImplemented;
}

/** `pow(a, b, m)`; two arguments are the `**` operator. */
export function pow(a: PyValue, b: PyValue, m: PyValue = null): PyValue {
  if (m === null) return binary("**", a, b);
  const found = typeOf(a).lookup("__pow__");
  if (found !== undefined) {
    const r = callUnbound(found, a, [b, m]);
    if (r !== NotImplemented) return r;
  }
  return raiseError(
    exceptionTypes.TypeError,
    `unsupported operand type(s) for ** or pow(): '${typeName(a)}', '${typeName(b)}', '${typeName(m)}'`,
  );
}
