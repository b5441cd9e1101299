/** Constants, and list, tuple, set and dict displays. */

import { findAttr } from "../../objects/attribute.ts";
import { PyBytes } from "../../objects/bytes.ts";
import { callMethod } from "../../objects/call.ts";
import { PyComplex } from "../../objects/complex.ts";
import { PyDict } from "../../objects/dict.ts";
import { exceptionTypes, raiseError } from "../../objects/exceptions.ts";
import { getItem } from "../../objects/items.ts";
import { iterate } from "../../objects/iteration.ts";
import { PyList } from "../../objects/list.ts";
import { PySet } from "../../objects/set.ts";
import { Ellipsis } from "../../objects/singletons.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { typeOf } from "../../objects/type.ts";
import { PyFloat, type PyValue } from "../../objects/value.ts";
import type { Constant, ConstantValue, Dict, Expr, List, Ranged, SetExpr, Tuple } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Frame } from "../frame.ts";

export function constantValue(value: ConstantValue): PyValue {
  switch (value.kind) {
    case "None":
      return null;
    case "bool":
    case "int":
    case "str":
      return value.value;
    case "float":
      return new PyFloat(value.value);
    case "complex":
      return new PyComplex(0, value.imag);
    case "bytes":
      return new PyBytes(value.value);
    case "Ellipsis":
      return Ellipsis;
  }
}

export function compileConstant(node: Constant): Eval {
  const value = constantValue(node.value);
  return () => value;
}

/** The values of a list of expressions, stars unpacked, in a new array. */
export function elements(c: Compiler, nodes: readonly Expr[], whole: Ranged): (f: Frame) => PyValue[] {
  if (!nodes.some((n) => n.type === "Starred")) {
    const evals = nodes.map((n) => c.expr(n));
    const [a, b, d] = evals;
    switch (evals.length) {
      case 0:
        return () => [];
      case 1:
        return (f) => [a!(f)];
      case 2:
        return (f) => [a!(f), b!(f)];
      case 3:
        return (f) => [a!(f), b!(f), d!(f)];
      default:
        return (f) => {
          const out: PyValue[] = [];
          for (let i = 0; i < evals.length; i++) out.push(evals[i]!(f));
          return out;
        };
    }
  }
  const site = c.site(whole);
  const parts = nodes.map((n) =>
    n.type === "Starred" ? { isStarred: true, value: c.expr(n.value) } : { isStarred: false, value: c.expr(n) },
  );
  return (f) => {
    const out: PyValue[] = [];
    for (const part of parts) {
      const v = part.value(f);
      if (!part.isStarred) {
        out.push(v);
        continue;
      }
      f.at = site;
      extend(out, v);
    }
    return out;
  };
}

/** Appends what an iterable gives. Raises CPython's error for `[*5]`. */
export function extend(out: PyValue[], iterable: PyValue): void {
  const type = typeOf(iterable);
  if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined) {
    raiseError(exceptionTypes.TypeError, `Value after * must be an iterable, not ${type.name}`);
  }
  const it = iterate(iterable);
  for (let v = it.next(); v !== undefined; v = it.next()) out.push(v);
}

export function compileList(c: Compiler, node: List): Eval {
  const items = elements(c, node.elts, node);
  return (f) => new PyList(items(f));
}

export function compileTuple(c: Compiler, node: Tuple): Eval {
  const items = elements(c, node.elts, node);
  return (f) => new PyTuple(items(f));
}

export function compileSet(c: Compiler, node: SetExpr): Eval {
  const isConstant = node.elts.every(isFolded);
  const items = elements(c, node.elts, node);
  const site = c.site(node);
  return (f) => {
    const values = items(f);
    f.at = site;
    return PySet.display(values, isConstant);
  };
}

/** What CPython's compiler folds into a constant: its sets of constants iterate in an order of their own. */
function isFolded(node: Expr): boolean {
  switch (node.type) {
    case "Constant":
      return true;
    case "UnaryOp":
      return node.op !== "not" && isFolded(node.operand);
    case "BinOp":
      return isFolded(node.left) && isFolded(node.right);
    case "Tuple":
      return node.elts.every(isFolded);
    default:
      return false;
  }
}

export function compileDict(c: Compiler, node: Dict): Eval {
  const entries = node.values.map((value, i) => {
    const key = node.keys[i] ?? null;
    return { key: key === null ? null : c.expr(key), value: c.expr(value) };
  });
  const site = c.site(node);
  return (f) => {
    const dict = new PyDict();
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      if (entry.key === null) {
        const mapping = entry.value(f);
        f.at = site;
        mergeMapping(mapping, (k, v) => dict.set(k, v));
        continue;
      }
      const k = entry.key(f);
      const v = entry.value(f);
      f.at = site;
      dict.set(k, v);
    }
    return dict;
  };
}

/** Gives every pair of a mapping (`**mapping`) to `put`. */
export function mergeMapping(mapping: PyValue, put: (key: PyValue, value: PyValue) => void): void {
  if (findAttr(mapping, "keys") === undefined) {
    raiseError(exceptionTypes.TypeError, `'${typeOf(mapping).name}' object is not a mapping`);
  }
  const keys = iterate(callMethod(mapping, "keys"));
  for (let k = keys.next(); k !== undefined; k = keys.next()) put(k, getItem(mapping, k));
}
