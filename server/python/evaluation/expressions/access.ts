/** Attribute and item access: `o.name`, `o[k]`, `a:b:c`. */
import { getAttr, hasPlainLookUp } from "../../objects/attribute.ts";
import { getItem } from "../../objects/items.ts";
import { PyList } from "../../objects/list.ts";
import { PySlice } from "../../objects/slice.ts";
import { PyTuple } from "../../objects/tuple.ts";
import type { PyType } from "../../objects/type.ts";
import { PyInstance, type PyValue } from "../../objects/value.ts";
import type { Attribute, Expr, Slice, Subscript } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval } from "../frame.ts";
import { elements } from "./displays.ts";

export function compileAttribute(c: Compiler, node: Attribute): Eval {
  const object = c.expr(node.value);
  const site = c.site(node);
  const name = c.scope.mangle(node.attr);
  // The last class seen here whose instances have `name`, if at all, only in their own dict.
  let cachedClass: PyType | undefined;
  let cachedVersion = 0;
  return (f) => {
    const o: PyValue = object(f);
    if (o instanceof PyInstance) {
      const cls = o.cls;
      if (cls === cachedClass && cls.version === cachedVersion) {
        const own = o.attrs!.get(name);
        if (own !== undefined) return own;
      } else if (o.attrs !== null && cls.lookup(name) === undefined && hasPlainLookUp(cls) && cls.instancesHaveDict) {
        cachedClass = cls;
        cachedVersion = cls.version;
      }
    }
    f.at = site;
    return getAttr(o, name);
  };
}

/** The key between the brackets. A tuple with stars is unpacked into a tuple. */
export function compileKey(c: Compiler, node: Expr): Eval {
  if (node.type === "Starred") {
    const items = elements(c, [node], node);
    return (f) => new PyTuple(items(f));
  }
  return c.expr(node);
}

export function compileSubscript(c: Compiler, node: Subscript): Eval {
  const object = c.expr(node.value);
  const key = compileKey(c, node.slice);
  const site = c.site(node);
  return (f) => {
    const o: PyValue = object(f);
    const k: PyValue = key(f);
    if (typeof k === "number" && o instanceof PyList && o.constructor === PyList) {
      const item = o.items[k];
      if (item !== undefined) return item;
    }
    f.at = site;
    return getItem(o, k);
  };
}

export function compileSlice(c: Compiler, node: Slice): Eval {
  const lower = node.lower === null ? null : c.expr(node.lower);
  const upper = node.upper === null ? null : c.expr(node.upper);
  const step = node.step === null ? null : c.expr(node.step);
  return (f) => {
    const from = lower === null ? null : lower(f);
    const to = upper === null ? null : upper(f);
    return new PySlice(from, to, step === null ? null : step(f));
  };
}
