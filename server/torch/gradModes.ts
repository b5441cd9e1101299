/** `no_grad`, `enable_grad`, `set_grad_enabled`, `inference_mode`: context managers that also decorate functions. */
import { modes } from "../autograd/modes.ts";
import { findAttr } from "../python/objects/attribute.ts";
import { call, isCallable } from "../python/objects/call.ts";
import { PyBuiltin } from "../python/objects/callable.ts";
import { fromHost, HostBackedIterator, iteratorType, nextOf } from "../python/objects/iteration.ts";
import { objectType, PyType, typeOf } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";
import { HostObject, hostOf, method } from "./classes.ts";

/** What is switched to; null leaves it. */
interface Switch {
  readonly grad: boolean | null;
  readonly inference: boolean | null;
}
interface Mode extends Switch {
  /** States to return to, one per nested entry. */
  readonly before: { grad: boolean; inference: boolean }[];
}

function enter(m: Mode): void {
  m.before.push({ grad: modes.grad, inference: modes.inference });
  if (m.grad !== null) modes.grad = m.grad;
  if (m.inference !== null) modes.inference = m.inference;
}
function leave(m: Mode): void {
  const before = m.before.pop();
  if (before === undefined) return;
  modes.grad = before.grad;
  modes.inference = before.inference;
}

/** A wrapper that calls `fn` inside the mode; keeps the function's name for reprs. */
function decorate(mode: Switch, fn: PyValue): PyValue {
  const name = findAttr(fn, "__name__");
  return new PyBuiltin(typeof name === "string" ? name : "wrapper", (args, kwargs) => {
    const m: Mode = { ...mode, before: [] };
    enter(m);
    try {
      const result = call(fn, args, kwargs);
      return typeOf(result).name === "generator"
        ? new HostBackedIterator(generatorLike, fromHost(resumed(mode, result)))
        : result;
    } finally {
      leave(m);
    }
  });
}

const generatorLike = iteratorType("generator");
/** The values of a generator, each computed inside the mode; what uses them runs outside. */
function* resumed(mode: Switch, generator: PyValue): Generator<PyValue> {
  for (;;) {
    const m: Mode = { ...mode, before: [] };
    enter(m);
    let value: PyValue | undefined;
    try {
      value = nextOf(generator);
    } finally {
      leave(m);
    }
    if (value === undefined) return;
    yield value;
  }
}

/**
 * `read` turns the constructor's argument into the switch. With `decoratesBare`, `@torch.no_grad` without parentheses
 * works as well: the class called with a function gives the wrapped function.
 */
function modeClass(name: string, read: (flag: PyValue | undefined) => Switch, decoratesBare: boolean): PyType {
  const type: PyType = new PyType(name, [objectType], {
    module: "torch.autograd.grad_mode",
    construct: (cls, args, kwargs) => {
      const first = args[0] ?? kwargs?.get("mode");
      if (decoratesBare && first !== undefined && isCallable(first)) return decorate(read(undefined), first);
      const mode: Mode = { ...read(first), before: [] };
      // set_grad_enabled acts when it is made, not only in a `with`.
      if (name === "set_grad_enabled") enter(mode);
      return new HostObject<Mode>(cls, mode);
    },
  });
  type.set("__init__", new PyBuiltin("__init__", () => null));
  const receive = hostOf<Mode>(type);
  method(type, "__enter__", receive, (m) => {
    if (name !== "set_grad_enabled" || m.before.length === 0) enter(m);
    return null;
  });
  method(type, "__exit__", receive, (m) => {
    leave(m);
    return false;
  });
  method(type, "__call__", receive, (m, [fn]) => {
    if (name === "set_grad_enabled") leave(m);
    return decorate(m, fn!);
  });
  method(type, "clone", receive, (m) => new HostObject<Mode>(type, { ...m, before: [] }));
  return type;
}

const flagOf = (v: PyValue | undefined): boolean => v === undefined || v === true;

export const gradModeClasses = {
  no_grad: modeClass("no_grad", () => ({ grad: false, inference: null }), true),
  enable_grad: modeClass("enable_grad", () => ({ grad: true, inference: null }), true),
  set_grad_enabled: modeClass("set_grad_enabled", (v) => ({ grad: flagOf(v), inference: null }), false),
  inference_mode: modeClass(
    "inference_mode",
    (v) => (flagOf(v) ? { grad: false, inference: true } : { grad: true, inference: false }),
    true,
  ),
};
