/**
 * Turns syntax into closures. A {@link Compiler} is what compiling one scope needs; what all scopes of one source share is
 * the {@link Unit}. The work itself is split by family of nodes: expressions/, statements/, functions, comprehensions,
 * patterns, generators.
 */
import { NotSupported } from "../objects/errors.ts";
import type { Attrs, PyValue } from "../objects/value.ts";
import type { Expr, Ranged, Stmt } from "../syntax/ast.ts";
import { compileExpression } from "./expressions/expression.ts";
import { compileWatched } from "./expressions/watched.ts";
import type { Eval, Exec, Frame } from "./frame.ts";
import { type Code, type Observer, Site } from "./observer.ts";
import type { Analysis, Scope, Variable } from "./scope.ts";
import { compileBlock, compileStatement } from "./statements/statement.ts";

/** What the code being compiled may ask of the interpreter it runs in. */
export interface Importer {
  /** The module of this dotted name, imported with its parents; raises ModuleNotFoundError. */
  importModule(name: string): PyValue;
  /** `from module import name`. */
  importFrom(module: PyValue, name: string): PyValue;
}

/** One source text under compilation. */
export interface Unit {
  readonly code: Code;
  readonly observer: Observer | null;
  readonly globals: Attrs;
  readonly builtins: Attrs;
  readonly analysis: Analysis;
  readonly importer: Importer;
  /** One site for a node, however often it is compiled. */
  readonly sites: Map<object, Site>;
  /** `from __future__ import annotations` was seen: annotations are kept as text. */
  annotationsAsText: boolean;
}

export class Compiler {
  readonly unit: Unit;
  readonly scope: Scope;
  /** The site scope: a function's qualname, or null in a module. */
  readonly place: string | null;
  /** Expressions whose value a generator has already computed, because it had to be able to stop there. */
  readonly precomputed = new Map<Expr, Eval>();
  /** Slots of {@link Frame.temps} handed out. */
  tempCount = 0;

  constructor(unit: Unit, scope: Scope) {
    this.unit = unit;
    this.scope = scope;
    this.place = placeOf(scope);
    scope.namespace = unit.globals;
  }

  /** The compiler of a scope that `node` opens. */
  inner(node: object): Compiler {
    return new Compiler(this.unit, this.unit.analysis.scopes.get(node)!);
  }

  site(node: Expr | Stmt | Ranged): Site {
    let site = this.unit.sites.get(node);
    if (site === undefined) {
      site = new Site(this.unit.code, node, this.place);
      this.unit.sites.set(node, site);
    }
    return site;
  }

  expr(node: Expr): Eval {
    const ready = this.precomputed.get(node);
    if (ready !== undefined) return ready;
    let plain: Eval;
    try {
      if (this.unit.observer !== null) {
        const watched = compileWatched(this, node, this.unit.observer);
        if (watched !== null) return watched;
      }
      plain = compileExpression(this, node);
    } catch (e) {
      plain = this.#failWhenReached(node, e);
    }
    return this.observed(node, plain);
  }

  /** Tells the observer every value of `plain`, if there is an observer. */
  observed(node: Expr | Ranged, plain: Eval): Eval {
    const observer = this.unit.observer;
    if (observer === null) return plain;
    const site = this.site(node);
    return (f) => {
      const value = plain(f);
      observer.value(site, value);
      return value;
    };
  }

  stmt(node: Stmt): Exec {
    try {
      return compileStatement(this, node);
    } catch (e) {
      return this.#failWhenReached(node, e);
    }
  }

  /** What is not supported stops the run where and when it is reached, not where it is compiled. */
  #failWhenReached(node: Expr | Stmt, e: unknown): (f: Frame) => never {
    if (!(e instanceof NotSupported)) throw e;
    const site = this.site(node);
    return (f) => {
      f.at = site;
      throw new NotSupported(e.feature);
    };
  }

  block(body: readonly Stmt[]): Exec {
    return compileBlock(this, body);
  }

  yields(node: object): boolean {
    return this.unit.analysis.yielding.has(node);
  }

  variable(name: string): Variable {
    return this.scope.variable(this.scope.mangle(name));
  }

  newTemp(): number {
    return this.tempCount++;
  }
}

function placeOf(scope: Scope): string | null {
  for (let s: Scope | null = scope; s !== null; s = s.parent) {
    if (s.kind === "function") return s.qualname;
    if (s.kind === "module") return null;
  }
  return null;
}
