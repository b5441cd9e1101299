/** Names: loading, storing and deleting variables of every kind. */
import { Raise } from "../../objects/errors.ts";
import { exceptionTypes, newException, raiseError } from "../../objects/exceptions.ts";
import type { PyValue } from "../../objects/value.ts";
import type { Name, NamedExpr, Ranged } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Exec, Store } from "../frame.ts";

function nameError(name: string): never {
  const error = newException(exceptionTypes.NameError, `name '${name}' is not defined`);
  error.members.set("name", name);
  throw new Raise(error);
}

function unboundLocal(name: string): never {
  return raiseError(
    exceptionTypes.UnboundLocalError,
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

function unboundFree(name: string): never {
  const error = newException(
    exceptionTypes.NameError,
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
  throw new Raise(error);
}

export function compileLoad(c: Compiler, node: Name): Eval {
  return compileLoadName(c, node.id, node);
}

/** Loads the variable `id` as seen from the scope of `c`; errors stand at `node`. */
export function compileLoadName(c: Compiler, id: string, node: Ranged): Eval {
  const site = c.site(node);
  const name = c.scope.mangle(id);
  const variable = c.scope.variable(name);
  const { globals, builtins } = c.unit;
  switch (variable.kind) {
    case "fast": {
      const i = variable.index;
      return (f) => {
        const value = f.locals[i];
        if (value !== undefined) return value;
        f.at = site;
        return unboundLocal(name);
      };
    }
    case "cell": {
      const i = variable.index;
      return (f) => {
        const value = f.cells[i]!.value;
        if (value !== undefined) return value;
        f.at = site;
        return unboundLocal(name);
      };
    }
    case "free": {
      const i = variable.index;
      return (f) => {
        const value = f.closure[i]!.value;
        if (value !== undefined) return value;
        f.at = site;
        return unboundFree(name);
      };
    }
    case "global":
      return (f) => {
        let value = globals.get(name);
        if (value !== undefined) return value;
        value = builtins.get(name);
        if (value !== undefined) return value;
        f.at = site;
        return nameError(name);
      };
    case "name": {
      const free = variable.free;
      return (f) => {
        let value = f.names!.get(name);
        if (value !== undefined) return value;
        if (free >= 0) {
          value = f.closure[free]!.value;
          if (value !== undefined) return value;
          f.at = site;
          return unboundFree(name);
        }
        value = globals.get(name);
        if (value === undefined) value = builtins.get(name);
        if (value !== undefined) return value;
        f.at = site;
        return nameError(name);
      };
    }
  }
}

/** Stores without telling an observer. */
export function compileStoreName(c: Compiler, id: string): Store {
  const name = c.scope.mangle(id);
  const variable = c.scope.variable(name);
  switch (variable.kind) {
    case "fast": {
      const i = variable.index;
      return (f, value) => {
        f.locals[i] = value;
      };
    }
    case "cell": {
      const i = variable.index;
      return (f, value) => {
        f.cells[i]!.value = value;
      };
    }
    case "free": {
      const i = variable.index;
      return (f, value) => {
        f.closure[i]!.value = value;
      };
    }
    case "global": {
      const globals = c.unit.globals;
      return (_f, value) => {
        globals.set(name, value);
      };
    }
    case "name":
      return (f, value) => {
        f.names!.set(name, value);
      };
  }
}

/** `del name`. `quietly` is for `except … as name`, which clears a name that may be gone already. */
export function compileDeleteName(c: Compiler, id: string, node: Ranged, quietly = false): Exec {
  const site = c.site(node);
  const name = c.scope.mangle(id);
  const variable = c.scope.variable(name);
  const globals = c.unit.globals;
  switch (variable.kind) {
    case "fast": {
      const i = variable.index;
      return (f) => {
        if (f.locals[i] === undefined && !quietly) {
          f.at = site;
          unboundLocal(name);
        }
        f.locals[i] = undefined;
        return 0;
      };
    }
    case "cell": {
      const i = variable.index;
      return (f) => {
        const cell = f.cells[i]!;
        if (cell.value === undefined && !quietly) {
          f.at = site;
          unboundLocal(name);
        }
        cell.value = undefined;
        return 0;
      };
    }
    case "free": {
      const i = variable.index;
      return (f) => {
        const cell = f.closure[i]!;
        if (cell.value === undefined && !quietly) {
          f.at = site;
          unboundFree(name);
        }
        cell.value = undefined;
        return 0;
      };
    }
    case "global":
      return (f) => {
        if (!globals.delete(name) && !quietly) {
          f.at = site;
          nameError(name);
        }
        return 0;
      };
    case "name":
      return (f) => {
        if (!f.names!.delete(name) && !quietly) {
          f.at = site;
          nameError(name);
        }
        return 0;
      };
  }
}

export function compileNamedExpr(c: Compiler, node: NamedExpr): Eval {
  const value = c.expr(node.value);
  const store = compileStoreName(c, node.target.id);
  const observer = c.unit.observer;
  const site = c.site(node.target);
  return (f) => {
    const v: PyValue = value(f);
    store(f, v);
    if (observer !== null) observer.value(site, v);
    return v;
  };
}
