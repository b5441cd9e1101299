/** `torch.optim.Optimizer`: parameter groups, state, zero_grad. Each algorithm adds its step. */

import { withGrad } from "../../autograd/modes.ts";
import { zero } from "../../autograd/rules/base.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { toArray } from "../../python/objects/iteration.ts";
import { PyList } from "../../python/objects/list.ts";
import { repr } from "../../python/objects/text.ts";
import { objectType, PyType, typeOf } from "../../python/objects/type.ts";
import { PyFloat, PyInstance, type PyValue } from "../../python/objects/value.ts";
import { guarded, toFloat } from "../binding/bind.ts";
import { pythonMethod } from "../binding/pythonFunction.ts";
import type { ParametersOf } from "../binding/signature.ts";
import { isTensor, toPython } from "../tensorType.ts";

export const optimizerType = new PyType("Optimizer", [objectType], {
  module: "torch.optim.optimizer",
  construct: (cls) => new PyInstance(cls),
});

/** One parameter group while a step runs. */
export class Group {
  readonly dict: PyDict;
  constructor(dict: PyDict) {
    this.dict = dict;
  }
  float(name: string): number {
    const v = this.dict.get(name);
    return (v === undefined || v === null ? undefined : toFloat(v)) ?? 0;
  }
  flag(name: string): boolean {
    return this.dict.get(name) === true;
  }
  value(name: string): PyValue {
    return this.dict.get(name) ?? null;
  }
  /** Parameters that have a gradient. */
  active(): Tensor[] {
    const params = this.dict.get("params");
    return params instanceof PyList ? params.items.filter(isTensor).filter((t) => t.grad !== null) : [];
  }
}

export function groupsOf(self: PyValue): Group[] {
  const list = (self as PyInstance).attrs?.get("param_groups");
  return list instanceof PyList
    ? list.items.filter((g): g is PyDict => g instanceof PyDict).map((g) => new Group(g))
    : [];
}

/** The state dict of one parameter, created on first use. */
export function stateOf(self: PyValue, p: Tensor): PyDict {
  const all = (self as PyInstance).attrs!.get("state") as PyDict;
  const known = all.get(toPython(p));
  if (known instanceof PyDict) return known;
  const own = new PyDict();
  all.set(toPython(p), own);
  return own;
}

/** Adds a group: a dict with `params`, completed by the defaults. */
function addGroup(self: PyValue, given: PyDict): void {
  const attrs = (self as PyInstance).attrs!;
  const raw = given.get("params") ?? null;
  const params = raw !== null && isTensor(raw) ? [raw] : toArray(raw);
  params.forEach((p) => {
    if (!isTensor(p)) {
      raiseError(
        exceptionTypes.TypeError,
        `optimizer can only optimize Tensors, but one of the params is ${typeOf(p).module === "builtins" ? "" : `${typeOf(p).module}.`}${typeOf(p).name}`,
      );
    }
    if (!p.isLeaf && !p.retainsGrad) raiseError(exceptionTypes.ValueError, "can't optimize a non-leaf Tensor");
  });
  const group = new PyDict();
  group.set("params", new PyList(params));
  for (const [k, v] of given.entries()) if (k !== "params") group.set(k, v);
  for (const [k, v] of (attrs.get("defaults") as PyDict).entries()) if (group.get(k) === undefined) group.set(k, v);
  (attrs.get("param_groups") as PyList).items.push(group);
}

/** `Optimizer.__init__(params, defaults)`. */
export function initOptimizer(self: PyValue, params: PyValue, defaults: PyDict): void {
  const attrs = (self as PyInstance).attrs!;
  if (isTensor(params)) {
    raiseError(
      exceptionTypes.TypeError,
      `params argument given to the optimizer should be an iterable of Tensors or dicts, but got ${params.dtype.tensorName}`,
    );
  }
  attrs.set("defaults", defaults);
  attrs.set("state", new PyDict());
  attrs.set("param_groups", new PyList([]));
  const items = toArray(params);
  if (items.length === 0) raiseError(exceptionTypes.ValueError, "optimizer got an empty parameter list");
  if (items[0] instanceof PyDict) for (const g of items) addGroup(self, g as PyDict);
  else addGroup(self, PyDict.of([["params", new PyList(items)]]));
}

export const optimizers = new Map<string, PyType>([["Optimizer", optimizerType]]);

export interface Algorithm<S extends string> {
  /** After `params`. */
  readonly signature: S;
  /** The defaults of a group, in PyTorch's order; raises for bad values. */
  readonly defaults: (...args: ParametersOf<S>) => Iterable<readonly [string, PyValue]>;
  /** Updates the parameters of one group. Grad mode is off. */
  readonly step: (self: PyValue, group: Group) => void;
}

export function defineOptimizer<S extends string>(name: string, algorithm: Algorithm<S>): PyType {
  const type = new PyType(name, [optimizerType], { module: `torch.optim.${name.toLowerCase()}` });
  const whole = `(any params, ${algorithm.signature.slice(1)}`;
  type.set(
    "__init__",
    pythonMethod(`${name}.__init__`, whole as "(any params)", (self, params, ...rest: unknown[]) => {
      initOptimizer(
        self,
        params,
        PyDict.of((algorithm.defaults as (...a: unknown[]) => Iterable<readonly [string, PyValue]>)(...rest)),
      );
      return null;
    }),
  );
  type.set(
    "step",
    pythonMethod(`${name}.step`, "(any closure=None)", (self, closure) => {
      const loss = closure === null ? null : withGrad(true, () => call(closure, []));
      withGrad(false, () => {
        for (const group of groupsOf(self)) algorithm.step(self, group);
      });
      return loss;
    }),
  );
  optimizers.set(name, type);
  return type;
}

export const float = (x: number): PyValue => new PyFloat(x);

export function installOptimizer(): void {
  optimizerType.set(
    "__init__",
    pythonMethod("Optimizer.__init__", "(any params, any defaults)", (self, params, defaults) => {
      initOptimizer(self, params, defaults as PyDict);
      return null;
    }),
  );
  optimizerType.set(
    "zero_grad",
    pythonMethod("Optimizer.zero_grad", "(bool set_to_none=True)", (self, setToNone) => {
      for (const group of groupsOf(self)) {
        for (const p of group.active()) {
          if (setToNone) p.grad = null;
          else zero.inplace(p.grad!);
        }
      }
      return null;
    }),
  );
  optimizerType.set(
    "add_param_group",
    pythonMethod("Optimizer.add_param_group", "(any param_group)", (self, group) => {
      addGroup(self, group as PyDict);
      return null;
    }),
  );
  optimizerType.set(
    "__repr__",
    new PyBuiltin("__repr__", ([self]) =>
      guarded(() => {
        let text = `${typeOf(self!).name} (`;
        groupsOf(self!).forEach((g, i) => {
          text += `\nParameter Group ${i}\n`;
          const keys = [...g.dict.entries()].map(([k]) => String(k)).filter((k) => k !== "params");
          for (const k of keys.sort()) text += `    ${k}: ${textOf(g.value(k))}\n`;
        });
        return `${text})`;
      }),
    ),
  );
}
const textOf = (v: PyValue): string => (typeof v === "string" ? v : repr(v));
