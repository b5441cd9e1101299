/** `=`, `op=`, annotated assignment and `del`. */
import { delAttr, getAttr, setAttr } from "../../objects/attribute.ts";
import { PyDict } from "../../objects/dict.ts";
import { delItem, getItem, setItem } from "../../objects/items.ts";
import type { PyValue } from "../../objects/value.ts";
import type { AnnAssign, Assign, AugAssign, Delete, Expr } from "../../syntax/ast.ts";
import { annotationValue } from "../annotations.ts";
import type { Compiler } from "../compiler.ts";
import { compileKey } from "../expressions/access.ts";
import { compileDeleteName, compileLoadName, compileStoreName } from "../expressions/names.ts";
import { inplaceOperator } from "../expressions/operators.ts";
import type { Eval, Exec, Frame } from "../frame.ts";
import { compileStore } from "../targets.ts";

export function compileAssign(c: Compiler, node: Assign): Exec {
  const value = c.expr(node.value);
  const stores = node.targets.map((t) => compileStore(c, t));
  if (stores.length === 1) {
    const store = stores[0]!;
    return (f) => {
      store(f, value(f));
      return 0;
    };
  }
  return (f) => {
    const v = value(f);
    for (let i = 0; i < stores.length; i++) stores[i]!(f, v);
    return 0;
  };
}

/** An augmented assignment in three steps, so that a generator can stop between reading and writing. */
export interface AugmentedTarget {
  /** Evaluates the object and key of the target; an empty array for a name. */
  readonly locate: (f: Frame) => PyValue[];
  readonly read: (f: Frame, place: readonly PyValue[]) => PyValue;
  readonly write: (f: Frame, place: readonly PyValue[], value: PyValue) => void;
}

export function compileAugmentedTarget(c: Compiler, target: AugAssign["target"]): AugmentedTarget {
  const observer = c.unit.observer;
  const site = c.site(target);
  switch (target.type) {
    case "Name": {
      const load = compileLoadName(c, target.id, target);
      const store = compileStoreName(c, target.id);
      return {
        locate: () => [],
        read: load,
        write: (f, _place, value) => {
          store(f, value);
          if (observer !== null) observer.value(site, value);
        },
      };
    }
    case "Attribute": {
      const object = c.expr(target.value);
      const name = c.scope.mangle(target.attr);
      return {
        locate: (f) => [object(f)],
        read: (f, place) => {
          f.at = site;
          return getAttr(place[0]!, name);
        },
        write: (f, place, value) => {
          f.at = site;
          setAttr(place[0]!, name, value);
          if (observer !== null) observer.value(site, value);
        },
      };
    }
    case "Subscript": {
      const object = c.expr(target.value);
      const key = compileKey(c, target.slice);
      const objectSite = c.site(target.value);
      return {
        locate: (f) => [object(f), key(f)],
        read: (f, place) => {
          f.at = site;
          return getItem(place[0]!, place[1]!);
        },
        write: (f, place, value) => {
          f.at = site;
          setItem(place[0]!, place[1]!, value);
          if (observer !== null) {
            observer.value(site, value);
            observer.value(objectSite, place[0]!);
          }
        },
      };
    }
  }
}

export function compileAugAssign(c: Compiler, node: AugAssign): Exec {
  const value = c.expr(node.value);
  const apply = inplaceOperator(node.op);
  const site = c.site(node);
  const target = node.target;
  if (target.type === "Name") {
    const load: Eval = compileLoadName(c, target.id, target);
    const store = compileStore(c, target);
    return (f) => {
      const a = load(f);
      const b = value(f);
      f.at = site;
      store(f, apply(a, b));
      return 0;
    };
  }
  const { locate, read, write } = compileAugmentedTarget(c, target);
  return (f) => {
    const place = locate(f);
    const a = read(f, place);
    const b = value(f);
    f.at = site;
    write(f, place, apply(a, b));
    return 0;
  };
}

export function compileAnnAssign(c: Compiler, node: AnnAssign): Exec {
  const value = node.value === null ? null : c.expr(node.value);
  const store = value === null ? null : compileStore(c, node.target);
  const recorded = !c.scope.isFunction && node.simple && node.target.type === "Name" ? node.target.id : null;
  const annotation = c.scope.isFunction && node.simple ? null : annotationValue(c, node.annotation);
  const name = recorded === null ? "" : c.scope.mangle(recorded);
  const annotations = recorded === null ? null : compileLoadName(c, "__annotations__", node);
  return (f) => {
    if (value !== null) store!(f, value(f));
    if (annotation !== null) {
      const a = annotation(f);
      if (annotations !== null) {
        const dict = annotations(f);
        if (dict instanceof PyDict) dict.set(name, a);
        else setItem(dict, name, a);
      }
    }
    return 0;
  };
}

export function compileDelete(c: Compiler, node: Delete): Exec {
  const deletes = node.targets.map((t) => compileDeleteTarget(c, t));
  return (f) => {
    for (const d of deletes) d(f);
    return 0;
  };
}

function compileDeleteTarget(c: Compiler, target: Expr): Exec {
  const site = c.site(target);
  switch (target.type) {
    case "Name":
      return compileDeleteName(c, target.id, target);
    case "Attribute": {
      const object = c.expr(target.value);
      const name = c.scope.mangle(target.attr);
      return (f) => {
        const o = object(f);
        f.at = site;
        delAttr(o, name);
        return 0;
      };
    }
    case "Subscript": {
      const object = c.expr(target.value);
      const key = compileKey(c, target.slice);
      return (f) => {
        const o = object(f);
        const k = key(f);
        f.at = site;
        delItem(o, k);
        return 0;
      };
    }
    case "Tuple":
    case "List": {
      const deletes = target.elts.map((t) => compileDeleteTarget(c, t));
      return (f) => {
        for (const d of deletes) d(f);
        return 0;
      };
    }
    default:
      return () => 0;
  }
}
