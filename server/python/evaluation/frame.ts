/** What a running piece of code has: its variables, where it is, and the frame that called it. */
import type { PyCell } from "../objects/cell.ts";
import { HostStop, Raise } from "../objects/errors.ts";
import { exceptionTypes, newException, PyException, raiseError } from "../objects/exceptions.ts";
import type { Attrs, PyValue } from "../objects/value.ts";
import type { Site } from "./observer.ts";
import type { Scope } from "./scope.ts";

/** How a statement ended. */
export type Completion = 0 | 1 | 2 | 3;
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
/** The value is in {@link Frame.result}. */
export const RETURN = 3;

/** A compiled expression. */
export type Eval = (f: Frame) => PyValue;
/** A compiled statement. */
export type Exec = (f: Frame) => Completion;
/** Stores a value into an assignment target. */
export type Store = (f: Frame, value: PyValue) => void;

/** One line of a traceback, innermost last in {@link PyException.traceback}. */
export interface TracebackEntry {
  readonly site: Site;
  /** `<module>`, or the function's name. */
  readonly name: string;
  /** Whose variables were in sight. */
  readonly scope: Scope;
}

const NO_CELLS: PyCell[] = [];

export class Frame {
  /** Local variables that no inner function uses, parameters first; undefined is "not assigned yet". */
  locals: (PyValue | undefined)[];
  /** Local variables that inner functions use. */
  cells: PyCell[] = NO_CELLS;
  /** Variables of enclosing functions. */
  closure: PyCell[];
  /** The namespace of a class body (or of `exec` with locals of its own); null elsewhere. */
  names: Attrs | null;
  scope: Scope;
  /** The expression or statement under way; set before anything that can raise or call. */
  at: Site | null = null;
  /** The caller's frame while this one runs. */
  back: Frame | null;
  depth: number;
  /** What `return` returned. */
  result: PyValue = null;
  /** Intermediate values that live across a `yield`. */
  temps: PyValue[] = NO_TEMPS;

  constructor(
    scope: Scope,
    locals: (PyValue | undefined)[],
    closure: PyCell[],
    names: Attrs | null,
    back: Frame | null,
  ) {
    this.scope = scope;
    this.locals = locals;
    this.closure = closure;
    this.names = names;
    this.back = back;
    this.depth = back === null ? 1 : back.depth + 1;
  }

  /** The name in tracebacks. */
  get name(): string {
    return this.scope.name;
  }

  /** The global namespace of the code that runs here. */
  get globals(): Attrs {
    return this.scope.namespace!;
  }
}

const NO_TEMPS: PyValue[] = [];

/** The state of the run under way in this worker. */
export const vm: {
  /** The innermost running frame. */
  frame: Frame | null;
  /** The exception that an `except` block is handling: what a bare `raise` raises, and the context of new ones. */
  handling: PyException | null;
  recursionLimit: number;
} = { frame: null, handling: null, recursionLimit: 1000 };

/** Raises RecursionError when a frame below `caller` would be too deep. */
export function checkDepth(caller: Frame | null): void {
  if (caller !== null && caller.depth >= vm.recursionLimit) {
    raiseError(exceptionTypes.RecursionError, "maximum recursion depth exceeded");
  }
}

function isHostStackOverflow(e: unknown): boolean {
  return e instanceof RangeError && e.message.includes("call stack");
}

/**
 * Every place where the evaluator catches calls this first: it turns a host stack overflow into RecursionError, sets the
 * context of an exception that is new, and adds `f` to its traceback, once.
 */
export function caught(e: unknown, f: Frame): unknown {
  if (e instanceof Raise) {
    if (e.frame === f) return e;
    addTraceback(e, f);
    return e;
  }
  if (e instanceof HostStop) {
    if (e.site === null && f.at?.code.isLibrary !== true) e.site = f.at;
    return e;
  }
  if (isHostStackOverflow(e)) {
    const raised = new Raise(newException(exceptionTypes.RecursionError, "maximum recursion depth exceeded"));
    addTraceback(raised, f);
    return raised;
  }
  return e;
}

function addTraceback(e: Raise, f: Frame): void {
  const exc = e.exc;
  if (!(exc instanceof PyException)) return;
  if (e.frame === null) setContext(exc, vm.handling);
  e.frame = f;
  if (f.at !== null && f.at.code.isLibrary !== true) {
    const entry: TracebackEntry = { site: f.at, name: f.name, scope: f.scope };
    // A new array: groups made by splitting share the old one.
    exc.traceback = [entry, ...exc.traceback];
  }
}

/** `exc.__context__ = handled`, without making a cycle. */
function setContext(exc: PyException, handled: PyException | null): void {
  if (handled === null || handled === exc) return;
  let link: PyException = handled;
  for (;;) {
    const next = link.context;
    if (!(next instanceof PyException)) break;
    if (next === exc) {
      link.context = null;
      break;
    }
    link = next;
  }
  exc.context = handled;
}

/** Raises again an exception that is being handled, as a bare `raise` does: this frame is in its traceback already. */
export function reraise(exc: PyException, f: Frame): never {
  const raised = new Raise(exc);
  raised.frame = f;
  throw raised;
}
