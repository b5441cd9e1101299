/**
 * What a run tells about itself while it happens. The evaluator calls an {@link Observer}; the trace floor implements it.
 *
 * A {@link Site} is one place in the text whose values can be seen: every expression, every assignment target, every
 * `for` target, every statement. Sites are made when a statement is compiled and live as long as its closures.
 */

import type { PyValue } from "../objects/value.ts";
import type { Expr, Ranged, Stmt } from "../syntax/ast.ts";

/** One source text that is evaluated as a module: a file, a notebook cell, a fence. */
export interface Code {
  /** What tracebacks call it: a file name, or `<cell 3>`. */
  readonly name: string;
  readonly source: string;
  /** Distinguishes the codes of one run; chosen by the host, opaque here. */
  readonly key: number;
  /** Part of the standard library: nobody watches it, and tracebacks pass over it to the snippet's own lines. */
  readonly isLibrary?: boolean;
}

export class Site implements Ranged {
  readonly code: Code;
  readonly start: number;
  readonly end: number;
  /** The syntax that made it. A Stmt for statements; for a function's parameters the site of the Arg's range. */
  readonly node: Expr | Stmt | Ranged;
  /** The function this text is in (dotted, as `__qualname__`), or null at module level. */
  readonly scope: string | null;
  /** The observer's own record of this site. The evaluator never touches it. */
  slot: unknown = null;
  constructor(code: Code, node: Expr | Stmt | Ranged, scope: string | null) {
    this.code = code;
    this.node = node;
    this.start = node.start;
    this.end = node.end;
    this.scope = scope;
  }
}

export interface Observer {
  /**
   * Called with the result each time an expression was evaluated, a target was assigned (the bound value), a parameter
   * was bound, or an augmented or item assignment changed an object (the object after the change).
   * Must be cheap, must not keep a mutable value without copying what it needs, must not throw.
   */
  value(site: Site, value: PyValue): void;
  /** A loop (`for`, `while`) is about to run its body: pass 0, 1, … of this entry into the loop. */
  pass(site: Site, index: number): void;
  /** The loop was left, in whatever way. */
  loopEnd(site: Site): void;
  /** A snippet-defined function was entered, called from `callSite` (null when the host called it). */
  enter(callSite: Site | null, name: string): void;
  /** The function was left, in whatever way. */
  leave(): void;
}

/** For runs that nobody watches (`run --batch`); closures compiled for it skip the calls altogether. */
export const noObserver: Observer | null = null;
