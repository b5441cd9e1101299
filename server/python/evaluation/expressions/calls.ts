/** Calls: `f(a, *b, k=v, **m)`, with the bound method of `o.m(…)` never made when the class has a plain function. */
import { findAttr, findMethod, getAttr, hasPlainLookUp } from "../../objects/attribute.ts";
import { call } from "../../objects/call.ts";
import { type PyBuiltin, PyFunction, PyMethod } from "../../objects/callable.ts";
import { exceptionTypes, raiseError } from "../../objects/exceptions.ts";
import { PyType, typeOf } from "../../objects/type.ts";
import { type Kwargs, PyInstance, type PyValue } from "../../objects/value.ts";
import type { Attribute, Call, Expr, Keyword, Ranged } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Frame } from "../frame.ts";
import { elements, extend, mergeMapping } from "./displays.ts";

export function compileCall(c: Compiler, node: Call): Eval {
  const isPlain = node.keywords.length === 0 && !node.args.some((a) => a.type === "Starred");
  if (node.func.type === "Attribute" && !c.precomputed.has(node.func)) {
    return compileMethodCall(c, node, node.func, isPlain);
  }
  const fn = c.expr(node.func);
  const site = c.site(node);
  if (!isPlain) {
    const args = compileArguments(c, node, node.args, node.keywords);
    return (f) => {
      const callee = fn(f);
      const bound = args(f, callee);
      f.at = site;
      return callee instanceof PyFunction
        ? callee.call(bound.args, bound.kwargs)
        : call(callee, bound.args, bound.kwargs);
    };
  }
  const evals = node.args.map((a) => c.expr(a));
  const [a, b, d] = evals;
  switch (evals.length) {
    case 0:
      return (f) => {
        const callee = fn(f);
        f.at = site;
        return callee instanceof PyFunction ? callee.call([], null) : call(callee, []);
      };
    case 1:
      return (f) => {
        const callee = fn(f);
        const args = [a!(f)];
        f.at = site;
        return callee instanceof PyFunction ? callee.call(args, null) : call(callee, args);
      };
    case 2:
      return (f) => {
        const callee = fn(f);
        const args = [a!(f), b!(f)];
        f.at = site;
        return callee instanceof PyFunction ? callee.call(args, null) : call(callee, args);
      };
    case 3:
      return (f) => {
        const callee = fn(f);
        const args = [a!(f), b!(f), d!(f)];
        f.at = site;
        return callee instanceof PyFunction ? callee.call(args, null) : call(callee, args);
      };
    default:
      return (f) => {
        const callee = fn(f);
        const args: PyValue[] = [];
        for (let i = 0; i < evals.length; i++) args.push(evals[i]!(f));
        f.at = site;
        return callee instanceof PyFunction ? callee.call(args, null) : call(callee, args);
      };
  }
}

function compileMethodCall(c: Compiler, node: Call, func: Attribute, isPlain: boolean): Eval {
  const object = c.expr(func.value);
  const name = c.scope.mangle(func.attr);
  const site = c.site(node);
  const attributeSite = c.site(func);
  if (!isPlain) {
    const args = compileArguments(c, node, node.args, node.keywords);
    return (f) => {
      const o = object(f);
      f.at = attributeSite;
      const callee = getAttr(o, name);
      const bound = args(f, callee);
      f.at = site;
      return callee instanceof PyFunction
        ? callee.call(bound.args, bound.kwargs)
        : call(callee, bound.args, bound.kwargs);
    };
  }
  const evals = node.args.map((a) => c.expr(a));
  const count = evals.length;
  const first = evals[0];
  // The last class of a plain instance seen here, and its method: see findMethod.
  let cachedClass: PyType | undefined;
  let cachedVersion = 0;
  let cachedMethod: PyFunction | null = null;
  return (f) => {
    const o: PyValue = object(f);
    let method: PyFunction | PyBuiltin | undefined;
    if (o instanceof PyInstance) {
      const cls = o.cls;
      if (cls === cachedClass && cls.version === cachedVersion) {
        if (o.attrs === null || !o.attrs.has(name)) method = cachedMethod!;
      } else {
        const found = cls.lookup(name);
        if (found instanceof PyFunction && hasPlainLookUp(cls)) {
          cachedClass = cls;
          cachedVersion = cls.version;
          cachedMethod = found;
          if (o.attrs === null || !o.attrs.has(name)) method = found;
        }
      }
    }
    if (method === undefined) {
      f.at = attributeSite;
      method = findMethod(o, name);
    }
    let args: PyValue[];
    if (method === undefined) {
      const callee = getAttr(o, name);
      args = [];
      for (let i = 0; i < count; i++) args.push(evals[i]!(f));
      f.at = site;
      return callee instanceof PyFunction ? callee.call(args, null) : call(callee, args);
    }
    if (count === 0) args = [o];
    else if (count === 1) args = [o, first!(f)];
    else {
      args = [o];
      for (let i = 0; i < count; i++) args.push(evals[i]!(f));
    }
    f.at = site;
    return method instanceof PyFunction ? method.call(args, null) : method.fn(args, null);
  };
}

interface BoundArguments {
  readonly args: PyValue[];
  readonly kwargs: Kwargs;
}

/** The name that CPython gives a callee in messages about `*` and `**`. */
function calleeName(callee: PyValue): string {
  if (callee instanceof PyMethod) return calleeName(callee.func);
  const qualname = callee instanceof PyType ? callee.qualname : findAttr(callee, "__qualname__");
  if (typeof qualname !== "string") return `${typeOf(callee).name} object`;
  const module = callee instanceof PyType ? callee.module : findAttr(callee, "__module__");
  return typeof module === "string" && module !== "builtins" ? `${module}.${qualname}()` : `${qualname}()`;
}

/** Arguments with stars or keywords. Used for calls and for the bases of classes. */
export function compileArguments(
  c: Compiler,
  whole: Ranged,
  args: readonly Expr[],
  keywords: readonly Keyword[],
): (f: Frame, callee: PyValue) => BoundArguments {
  const positional = args.some((a) => a.type === "Starred")
    ? starredArguments(c, whole, args)
    : elements(c, args, whole);
  const site = c.site(whole);
  const named = keywords.map((k) => ({
    name: k.arg === null ? null : k.arg,
    value: c.expr(k.value),
  }));
  if (named.length === 0) return (f, callee) => ({ args: positional(f, callee), kwargs: null });
  return (f, callee) => {
    const values = positional(f, callee);
    const kwargs = new Map<string, PyValue>();
    for (let i = 0; i < named.length; i++) {
      const k = named[i]!;
      const v = k.value(f);
      if (k.name !== null) {
        if (kwargs.has(k.name)) duplicateKeyword(callee, k.name);
        kwargs.set(k.name, v);
        continue;
      }
      f.at = site;
      spreadKeywords(callee, v, kwargs);
    }
    return { args: values, kwargs: kwargs.size === 0 ? null : kwargs };
  };
}

function duplicateKeyword(callee: PyValue, name: string): never {
  return raiseError(
    exceptionTypes.TypeError,
    `${calleeName(callee)} got multiple values for keyword argument '${name}'`,
  );
}

function spreadKeywords(callee: PyValue, mapping: PyValue, kwargs: Map<string, PyValue>): void {
  if (findAttr(mapping, "keys") === undefined) {
    raiseError(
      exceptionTypes.TypeError,
      `${calleeName(callee)} argument after ** must be a mapping, not ${typeOf(mapping).name}`,
    );
  }
  mergeMapping(mapping, (key, value) => {
    if (typeof key !== "string") return raiseError(exceptionTypes.TypeError, "keywords must be strings");
    if (kwargs.has(key)) duplicateKeyword(callee, key);
    kwargs.set(key, value);
    return undefined;
  });
}

function starredArguments(c: Compiler, whole: Ranged, args: readonly Expr[]): (f: Frame, callee: PyValue) => PyValue[] {
  const site = c.site(whole);
  const parts = args.map((a) =>
    a.type === "Starred" ? { isStarred: true, value: c.expr(a.value) } : { isStarred: false, value: c.expr(a) },
  );
  return (f, callee) => {
    const out: PyValue[] = [];
    for (const part of parts) {
      const v = part.value(f);
      if (!part.isStarred) {
        out.push(v);
        continue;
      }
      f.at = site;
      const type = typeOf(v);
      if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined) {
        raiseError(
          exceptionTypes.TypeError,
          `${calleeName(callee)} argument after * must be an iterable, not ${type.name}`,
        );
      }
      extend(out, v);
    }
    return out;
  };
}
