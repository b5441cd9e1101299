/** `def` and `class`, with their decorators. */

import { findAttr } from "../../objects/attribute.ts";
import { call } from "../../objects/call.ts";
import { PyCell } from "../../objects/cell.ts";
import { createClass, findMetaclass, PreparedNamespace, resolveBases } from "../../objects/class.ts";
import { dictType, PyDict } from "../../objects/dict.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { PyType, typeType } from "../../objects/type.ts";
import type { Attrs, PyValue } from "../../objects/value.ts";
import type { ClassDef, Expr, FunctionDef, Stmt } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileArguments } from "../expressions/calls.ts";
import { compileStoreName } from "../expressions/names.ts";
import { caught, checkDepth, type Eval, type Exec, Frame, vm } from "../frame.ts";
import { compileCaptures, compileFunction } from "../functions.ts";

/** Wraps a definition in its decorators: they are evaluated first, from the top, and applied from the bottom. */
function decorated(c: Compiler, decorators: readonly Expr[], make: Eval): Eval {
  if (decorators.length === 0) return make;
  const evals = decorators.map((d) => c.expr(d));
  const sites = decorators.map((d) => c.site(d));
  return (f) => {
    const functions = evals.map((d) => d(f));
    let value = make(f);
    for (let i = functions.length - 1; i >= 0; i--) {
      f.at = sites[i]!;
      value = call(functions[i]!, [value]);
    }
    return value;
  };
}

export function compileFunctionDef(c: Compiler, node: FunctionDef): Exec {
  const make = decorated(c, node.decorator_list, compileFunction(c, node));
  return storeDefinition(c, node, make);
}

function storeDefinition(c: Compiler, node: FunctionDef | ClassDef, make: Eval): Exec {
  const store = compileStoreName(c, node.name);
  const observer = c.unit.observer;
  if (observer === null) {
    return (f) => {
      store(f, make(f));
      return 0;
    };
  }
  const site = c.site(node.nameRange);
  return (f) => {
    const value = make(f);
    store(f, value);
    observer.value(site, value);
    return 0;
  };
}

/** Whether a body has annotated names of its own (not those of inner functions): it then starts with an empty dict. */
export function hasAnnotations(body: readonly Stmt[]): boolean {
  return body.some((s) => {
    switch (s.type) {
      case "AnnAssign":
        return s.simple;
      case "If":
      case "For":
      case "While":
        return hasAnnotations(s.body) || hasAnnotations(s.orelse);
      case "With":
        return hasAnnotations(s.body);
      case "Try":
        return (
          hasAnnotations(s.body) ||
          hasAnnotations(s.orelse) ||
          hasAnnotations(s.finalbody) ||
          s.handlers.some((h) => hasAnnotations(h.body))
        );
      case "Match":
        return s.cases.some((k) => hasAnnotations(k.body));
      default:
        return false;
    }
  });
}

export function compileClassDef(c: Compiler, node: ClassDef): Exec {
  const inner = c.inner(node);
  const scope = inner.scope;
  const args = compileArguments(c, node, node.bases, node.keywords);
  const body = inner.block(node.body);
  const captures = compileCaptures(c.scope, scope);
  const globals = c.unit.globals;
  const qualname = scope.qualname;
  const site = c.site(node);
  const first = node.body[0];
  const doc =
    first?.type === "ExprStmt" && first.value.type === "Constant" && first.value.value.kind === "str"
      ? first.value.value.value
      : null;
  const annotated = hasAnnotations(node.body);

  const make: Eval = (f) => {
    const given = args(f, null);
    f.at = site;
    const resolved = resolveBases(given.args);
    let keywords: Map<string, PyValue> | null = given.kwargs === null ? null : new Map(given.kwargs);
    const explicit = keywords?.get("metaclass");
    keywords?.delete("metaclass");
    if (keywords !== null && keywords.size === 0) keywords = null;
    const meta = findMetaclass(explicit, resolved.bases);
    const namespace: Attrs =
      meta === typeType ? new Map() : prepareNamespace(meta, node.name, resolved.bases, keywords);
    namespace.set("__module__", globals.get("__name__") ?? "builtins");
    namespace.set("__qualname__", qualname);
    if (doc !== null) namespace.set("__doc__", doc);
    if (annotated) namespace.set("__annotations__", new PyDict());
    if (resolved.changed) namespace.set("__orig_bases__", new PyTuple(given.args));

    if (f.depth >= vm.recursionLimit) checkDepth(f);
    const frame = new Frame(scope, [], captures(f), namespace, f);
    let cell: PyCell | null = null;
    if (scope.needsClassCell) {
      cell = new PyCell(undefined);
      frame.cells = [cell];
    }
    vm.frame = frame;
    try {
      body(frame);
    } catch (e) {
      throw caught(e, frame);
    } finally {
      vm.frame = f;
    }
    if (cell !== null) namespace.set("__classcell__", cell);
    f.at = site;
    const made = createClass(node.name, resolved.bases, namespace, keywords, meta);
    if (cell !== null && cell.value === undefined && made instanceof PyType) cell.value = made;
    return made;
  };
  return storeDefinition(c, node, decorated(c, node.decorator_list, make));
}

/** The namespace of a class body: a metaclass's `__prepare__` may give it names, or a mapping of its own. */
function prepareNamespace(
  meta: PyValue,
  name: string,
  bases: readonly PyValue[],
  keywords: Map<string, PyValue> | null,
): Attrs {
  const namespace: Attrs = new Map();
  const prepare = findAttr(meta, "__prepare__");
  if (prepare === undefined) return namespace;
  const prepared = call(prepare, [name, new PyTuple([...bases])], keywords);
  if (!(prepared instanceof PyDict)) return namespace;
  if (prepared.cls !== dictType) return new PreparedNamespace(prepared);
  for (const [k, v] of prepared.entries()) if (typeof k === "string") namespace.set(k, v);
  return namespace;
}
