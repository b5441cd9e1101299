/**
 * Generator functions. Only statements and expressions with a `yield` inside are compiled a second way, as JavaScript
 * generators; everything else in the body uses the ordinary closures.
 *
 * An expression with a `yield` somewhere in an operand evaluates its operands into temporaries first, in order, and then
 * runs its ordinary closure over them ({@link Compiler.precomputed}); only expressions that may skip an operand (`and`,
 * `or`, conditional expressions, comparison chains) need a form of their own.
 */
import { budget } from "../budget.ts";
import { findAttr } from "../objects/attribute.ts";
import { callMethod } from "../objects/call.ts";
import { HostStop, NotSupported, Raise } from "../objects/errors.ts";
import { exceptionTypes, newException, PyException } from "../objects/exceptions.ts";
import { PyGenerator } from "../objects/generator.ts";
import { iter } from "../objects/iteration.ts";
import { PyIterator } from "../objects/iterator.ts";
import { truth } from "../objects/operators.ts";
import { callUnbound } from "../objects/special.ts";
import { isInstance, typeOf } from "../objects/type.ts";
import type { PyValue } from "../objects/value.ts";
import type { Expr, Stmt, Yield, YieldFrom } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { type Completion, caught, checkDepth, type Exec, type Frame, vm } from "./frame.ts";
import type { Observer, Site } from "./observer.ts";
import { suspendableBlock } from "./statements/suspendableBlock.ts";

/** What a generator's frame runs: yields values, receives what is sent. The result is in {@link Frame.result}. */
export type GeneratorBody = (f: Frame) => Generator<PyValue, unknown, PyValue>;
export type SuspendableEval = (f: Frame) => Generator<PyValue, PyValue, PyValue>;
export type SuspendableExec = (f: Frame) => Generator<PyValue, Completion, PyValue>;

export interface GeneratorCode {
  readonly generator: GeneratorBody | null;
  readonly observer: Observer | null;
  readonly firstLine: Site;
  readonly parameterSites: readonly Site[];
}

class FrameGenerator extends PyGenerator {
  readonly #frame: Frame;
  readonly #body: Generator<PyValue, unknown, PyValue>;
  readonly #code: GeneratorCode;
  /** The exception being handled inside when the body last stopped. */
  #handling: PyException | null = null;

  constructor(name: string, qualname: string, frame: Frame, code: GeneratorCode) {
    super(name, qualname);
    this.#frame = frame;
    this.#code = code;
    this.#body = code.generator!(frame);
    frame.back = null;
    frame.at = code.firstLine;
    frame.temps = [];
  }

  protected resume(sent: PyValue, thrown: Raise | null): PyValue | undefined {
    const f = this.#frame;
    const caller = vm.frame;
    if (caller !== null && caller.depth >= vm.recursionLimit) checkDepth(caller);
    if (--budget.fuel < 0) budget.refill();
    f.back = caller;
    f.depth = caller === null ? 1 : caller.depth + 1;
    const outer = vm.handling;
    if (this.#handling !== null) vm.handling = this.#handling;
    const observer = this.#code.observer;
    if (observer !== null) {
      observer.enter(caller === null ? null : caller.at, this.qualname);
      for (let i = 0; i < this.#code.parameterSites.length; i++) {
        const value = f.locals[i];
        if (value !== undefined) observer.value(this.#code.parameterSites[i]!, value);
      }
    }
    vm.frame = f;
    this.isRunning = true;
    try {
      const step = thrown === null ? this.#body.next(sent) : this.#body.throw(thrown);
      if (step.done === true) {
        this.isFinished = true;
        this.result = f.result;
        return undefined;
      }
      return step.value;
    } catch (e) {
      this.isFinished = true;
      throw stopBecomesRuntimeError(caught(e, f));
    } finally {
      this.isRunning = false;
      this.#handling = vm.handling === outer ? null : vm.handling;
      vm.handling = outer;
      vm.frame = caller;
      f.back = null;
      if (observer !== null) observer.leave();
    }
  }
}

/** PEP 479: a StopIteration must not look like the generator's own end. */
function stopBecomesRuntimeError(e: unknown): unknown {
  if (!(e instanceof Raise) || !isInstance(e.exc, exceptionTypes.StopIteration)) return e;
  const error = newException(exceptionTypes.RuntimeError, "generator raised StopIteration");
  error.cause = e.exc;
  error.context = e.exc;
  error.suppressContext = true;
  const raised = new Raise(error);
  raised.frame = e.frame;
  return raised;
}

export function makeGenerator(name: string, qualname: string, f: Frame, code: GeneratorCode): PyGenerator {
  return new FrameGenerator(name, qualname, f, code);
}

/** The body of a generator function, or of a lambda with a `yield`. */
export function compileGeneratorBody(c: Compiler, body: readonly Stmt[] | Expr): GeneratorBody {
  if (isStatements(body)) return suspendableBlock(c, body);
  const value = suspendableExpression(c, body);
  return function* (f) {
    f.result = yield* value(f);
  };
}

function isStatements(body: readonly Stmt[] | Expr): body is readonly Stmt[] {
  return Array.isArray(body);
}

// ---------------------------------------------------------------- statements

/** An ordinary block where a suspendable one is expected, or the other way round decided by what is inside. */
export function blockOf(c: Compiler, body: readonly Stmt[]): SuspendableExec {
  if (body.some((s) => c.yields(s))) return suspendableBlock(c, body);
  const exec = c.block(body);
  // biome-ignore lint/correctness/useYield: it has the shape of a suspendable block and nothing to yield.
  return function* (f) {
    return exec(f);
  };
}

/**
 * A statement whose expressions are all evaluated, in order, before it acts: they are computed first, then the ordinary
 * closure runs.
 */
export function afterOperands(c: Compiler, operands: readonly Expr[], compile: () => Exec): SuspendableExec {
  const prepare = precompute(c, operands);
  const exec = compile();
  return function* (f) {
    yield* prepare(f);
    return exec(f);
  };
}

// ---------------------------------------------------------------- expressions

/** The value of an expression that may yield (or not). */
export function suspendableExpression(c: Compiler, node: Expr): SuspendableEval {
  if (!c.yields(node)) {
    const value = c.expr(node);
    // biome-ignore lint/correctness/useYield: it has the shape of a suspendable expression and nothing to yield.
    return function* (f) {
      return value(f);
    };
  }
  switch (node.type) {
    case "Yield":
      return observed(c, node, compileYield(c, node));
    case "YieldFrom":
      return observed(c, node, compileYieldFrom(c, node));
    case "BoolOp": {
      const values = node.values.map((v) => suspendableExpression(c, v));
      const stopsOn = node.op === "or";
      const site = c.site(node);
      return observed(c, node, function* (f) {
        for (let i = 0; ; i++) {
          const v = yield* values[i]!(f);
          if (i === values.length - 1) return v;
          f.at = site;
          if (truth(v) === stopsOn) return v;
        }
      });
    }
    case "IfExp": {
      const test = suspendableExpression(c, node.test);
      const body = suspendableExpression(c, node.body);
      const orelse = suspendableExpression(c, node.orelse);
      const site = c.site(node.test);
      return observed(c, node, function* (f) {
        const v = yield* test(f);
        f.at = site;
        return truth(v) ? yield* body(f) : yield* orelse(f);
      });
    }
    case "Compare":
      if (node.ops.length > 1) throw new NotSupported("yield inside a chained comparison");
      break;
    default:
  }
  const prepare = precompute(c, operandsOf(node));
  const value = c.expr(node);
  return function* (f) {
    yield* prepare(f);
    return value(f);
  };
}

function observed(c: Compiler, node: Expr, value: SuspendableEval): SuspendableEval {
  const observer = c.unit.observer;
  if (observer === null) return value;
  const site = c.site(node);
  return function* (f) {
    const v = yield* value(f);
    observer.value(site, v);
    return v;
  };
}

/** Evaluates expressions into temporaries, and makes the compiler read those from now on. */
export function precompute(c: Compiler, operands: readonly Expr[]): (f: Frame) => Generator<PyValue, void, PyValue> {
  const steps = operands.map((node) => {
    const temp = c.newTemp();
    return c.yields(node)
      ? { temp, suspendable: suspendableExpression(c, node), plain: null, node }
      : { temp, suspendable: null, plain: c.expr(node), node };
  });
  for (const { node, temp } of steps) c.precomputed.set(node, (f) => f.temps[temp]!);
  return function* (f) {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i]!;
      f.temps[step.temp] = step.suspendable === null ? step.plain(f) : yield* step.suspendable(f);
    }
  };
}

/** The operands that an expression always evaluates, in order. */
export function operandsOf(node: Expr): Expr[] {
  const strip = (e: Expr): Expr[] => {
    switch (e.type) {
      case "Starred":
        return strip(e.value);
      case "Slice":
        return [e.lower, e.upper, e.step].filter((x): x is Expr => x !== null);
      case "Constant":
        return [];
      case "Tuple":
        // An index like `a[1:(yield)]`: the tuple is built from the parts.
        return e.elts.some((x) => x.type === "Slice") ? e.elts.flatMap(strip) : [e];
      default:
        return [e];
    }
  };
  switch (node.type) {
    case "NamedExpr":
      return strip(node.value);
    case "BinOp":
      return [node.left, node.right].flatMap(strip);
    case "UnaryOp":
      return strip(node.operand);
    case "Dict":
      return node.values.flatMap((v, i) => {
        const key = node.keys[i] ?? null;
        return key === null ? strip(v) : [...strip(key), ...strip(v)];
      });
    case "Set":
    case "List":
    case "Tuple":
      return node.elts.flatMap(strip);
    case "Compare":
      return [node.left, ...node.comparators].flatMap(strip);
    case "Call":
      return [
        ...(node.func.type === "Attribute" ? strip(node.func.value) : strip(node.func)),
        ...node.args.flatMap(strip),
        ...node.keywords.flatMap((k) => strip(k.value)),
      ];
    case "JoinedStr":
      return node.values.flatMap((v) => {
        if (v.type !== "FormattedValue") return [];
        return [...strip(v.value), ...(v.format_spec === null ? [] : operandsOf(v.format_spec))];
      });
    case "Attribute":
    case "Starred":
      return strip(node.value);
    case "Subscript":
      return [...strip(node.value), ...strip(node.slice)];
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return strip(node.generators[0]!.iter);
    case "Lambda":
      return [...node.args.defaults, ...node.args.kw_defaults.filter((d): d is Expr => d !== null)].flatMap(strip);
    default:
      return [];
  }
}

function compileYield(c: Compiler, node: Yield): SuspendableEval {
  const site = c.site(node);
  if (node.value === null) {
    return function* (f) {
      f.at = site;
      return yield null;
    };
  }
  const value = suspendableExpression(c, node.value);
  const isPlain = !c.yields(node.value);
  const plain = isPlain ? c.expr(node.value) : null;
  return function* (f) {
    const v = plain === null ? yield* value(f) : plain(f);
    f.at = site;
    return yield v;
  };
}

function compileYieldFrom(c: Compiler, node: YieldFrom): SuspendableEval {
  const value = suspendableExpression(c, node.value);
  const site = c.site(node);
  const sourceSite = c.site(node.value);
  return function* (f) {
    const source = yield* value(f);
    f.at = sourceSite;
    const iterator = iter(source);
    f.at = site;
    return iterator instanceof PyGenerator
      ? yield* delegate(f, site, iterator)
      : yield* delegateToForeign(f, site, iterator);
  };
}

/** `yield from` a generator: what is sent and thrown goes straight through. */
function* delegate(f: Frame, site: Site, inner: PyGenerator): Generator<PyValue, PyValue, PyValue> {
  let sent: PyValue = null;
  let thrown: Raise | null = null;
  for (;;) {
    f.at = site;
    const v: PyValue | undefined = thrown === null ? inner.send(sent) : inner.throw(thrown);
    if (v === undefined) return inner.result;
    thrown = null;
    try {
      sent = yield v;
    } catch (e) {
      if (e instanceof HostStop || !(e instanceof Raise)) throw e;
      if (isInstance(e.exc, exceptionTypes.GeneratorExit)) {
        inner.close();
        throw e;
      }
      thrown = e;
    }
  }
}

/** The value of the StopIteration that ended an iterator. */
function stopValue(e: unknown): PyValue | undefined {
  if (!(e instanceof Raise) || !(e.exc instanceof PyException)) return undefined;
  return isInstance(e.exc, exceptionTypes.StopIteration) ? (e.exc.members.get("value") ?? null) : undefined;
}

/** `yield from` any other iterator, by PEP 380. */
function* delegateToForeign(f: Frame, site: Site, iterator: PyValue): Generator<PyValue, PyValue, PyValue> {
  let step: () => PyValue | undefined = () => advance(iterator);
  for (;;) {
    f.at = site;
    let v: PyValue | undefined;
    try {
      v = step();
    } catch (e) {
      const value = stopValue(e);
      if (value === undefined) throw e;
      return value;
    }
    if (v === undefined) return null;
    try {
      const sent: PyValue = yield v;
      step = sent === null ? () => advance(iterator) : () => callMethod(iterator, "send", [sent]);
    } catch (e) {
      if (!(e instanceof Raise)) throw e;
      if (isInstance(e.exc, exceptionTypes.GeneratorExit)) {
        if (findAttr(iterator, "close") !== undefined) callMethod(iterator, "close");
        throw e;
      }
      if (findAttr(iterator, "throw") === undefined) throw e;
      const exc = e.exc;
      step = () => callMethod(iterator, "throw", [exc]);
    }
  }
}

function advance(iterator: PyValue): PyValue | undefined {
  if (iterator instanceof PyIterator) return iterator.next();
  return callUnbound(typeOf(iterator).lookup("__next__")!, iterator, []);
}
