/**
 * `nn.Module`: registration of parameters, buffers and submodules by assignment, traversal, train/eval, hooks, repr.
 * Behaviour: torch/nn/modules/module.py. A module is an ordinary instance; its registries are the dicts that Python
 * code sees as `_parameters`, `_buffers`, `_modules`.
 */

import type { Tensor } from "../../autograd/tensor.ts";
import { genericDelAttr, genericSetAttr, getAttr } from "../../python/objects/attribute.ts";
import { call, callMethod } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { fromHost } from "../../python/objects/iteration.ts";
import { HostBackedIterator, iteratorType } from "../../python/objects/iterator.ts";
import { str } from "../../python/objects/text.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { isInstance, objectType, PyType, typeOf } from "../../python/objects/type.ts";
import { type Kwargs, PyInstance, PyObject, type PyValue } from "../../python/objects/value.ts";
import { removableHandle } from "../autograd/hooks.ts";
import { pythonMethod } from "../binding/pythonFunction.ts";
import { isPublic } from "../publicNames.ts";
import { isTensor } from "../tensorType.ts";
import { isParameter } from "./parameter.ts";

export const moduleType = new PyType("Module", [objectType], {
  module: "torch.nn.modules.module",
  construct: (cls) => new PyInstance(cls),
});

const registries = ["_parameters", "_buffers", "_modules"] as const;
type Registry = (typeof registries)[number];

/** A registry of an initialised module, or undefined before `Module.__init__`. */
function registry(self: PyValue, name: Registry): PyDict | undefined {
  const d = self instanceof PyObject ? self.attrs?.get(name) : undefined;
  return d instanceof PyDict ? d : undefined;
}
function entries(self: PyValue, name: Registry): [string, PyValue][] {
  return [...(registry(self, name)?.entries() ?? [])].map(([k, v]) => [String(k), v]);
}

/** Sets up the registries; subclasses call it by `super().__init__()`. */
export function initModule(self: PyValue): void {
  const { attrs } = self as PyInstance;
  attrs!.set("training", true);
  for (const name of [...registries, "_forward_hooks", "_forward_pre_hooks", "_backward_hooks"]) {
    attrs!.set(name, new PyDict());
  }
}

export function isModule(v: PyValue | undefined): v is PyInstance {
  return v !== undefined && isInstance(v, moduleType);
}

/** Registers under a name, taking it out of the other registries. */
export function register(self: PyValue, kind: Registry, name: string, value: PyValue): void {
  (self as PyInstance).attrs!.delete(name);
  for (const other of registries) if (other !== kind) registry(self, other)?.delete(name);
  registry(self, kind)!.set(name, value);
}

function setAttribute(self: PyValue, name: string, value: PyValue): void {
  if (isParameter(value)) {
    if (registry(self, "_parameters") === undefined) {
      raiseError(exceptionTypes.AttributeError, "cannot assign parameters before Module.__init__() call");
    }
    register(self, "_parameters", name, value);
    return;
  }
  if (registry(self, "_parameters")?.get(name) !== undefined) {
    if (value !== null) {
      raiseError(
        exceptionTypes.TypeError,
        `cannot assign '${qualified(value)}' as parameter '${name}' (torch.nn.Parameter or None expected)`,
      );
    }
    registry(self, "_parameters")!.set(name, null);
    return;
  }
  if (isModule(value)) {
    if (registry(self, "_modules") === undefined) {
      raiseError(exceptionTypes.AttributeError, "cannot assign module before Module.__init__() call");
    }
    register(self, "_modules", name, value);
    return;
  }
  if (registry(self, "_modules")?.get(name) !== undefined) {
    if (value !== null) {
      raiseError(
        exceptionTypes.TypeError,
        `cannot assign '${qualified(value)}' as child module '${name}' (torch.nn.Module or None expected)`,
      );
    }
    registry(self, "_modules")!.set(name, null);
    return;
  }
  const buffers = registry(self, "_buffers");
  if (buffers?.get(name) !== undefined) {
    if (value !== null && !isTensor(value)) {
      raiseError(
        exceptionTypes.TypeError,
        `cannot assign '${qualified(value)}' as buffer '${name}' (torch.nn.Buffer, torch.Tensor or None expected)`,
      );
    }
    buffers.set(name, value);
    return;
  }
  genericSetAttr(self as PyObject, name, value);
}

function qualified(v: PyValue): string {
  const t = typeOf(v);
  return t.module === "builtins" ? t.name : `${t.module}.${t.qualname}`;
}

function getMissing(self: PyValue, name: string): PyValue {
  for (const kind of registries) {
    const found = registry(self, kind)?.get(name);
    if (found !== undefined) return found;
  }
  if (isPublicModuleName(name)) throw new NotSupported(`nn.Module.${name}`);
  return raiseError(exceptionTypes.AttributeError, `'${typeOf(self).name}' object has no attribute '${name}'`);
}
const isPublicModuleName = (name: string): boolean => isPublic("Module", name);

/** Every module under `self` with its dotted name, parents first, each once. */
export function* namedModules(self: PyValue, prefix = "", seen = new Set<PyValue>()): Generator<[string, PyValue]> {
  if (seen.has(self)) return;
  seen.add(self);
  yield [prefix, self];
  for (const [name, child] of entries(self, "_modules")) {
    if (child !== null) yield* namedModules(child, prefix === "" ? name : `${prefix}.${name}`, seen);
  }
}

/** Parameters or buffers with dotted names, each tensor once. */
export function* namedMembers(
  self: PyValue,
  kind: "_parameters" | "_buffers",
  prefix = "",
  recurse = true,
  removeDuplicate = true,
): Generator<[string, PyValue & Tensor]> {
  const seen = new Set<PyValue>();
  const modules: Iterable<[string, PyValue]> = recurse ? namedModules(self, prefix) : [[prefix, self]];
  for (const [path, module] of modules) {
    for (const [name, t] of entries(module, kind)) {
      if (t === null || !isTensor(t) || (removeDuplicate && seen.has(t))) continue;
      seen.add(t);
      yield [path === "" ? name : `${path}.${name}`, t];
    }
  }
}

export function children(self: PyValue): [string, PyValue][] {
  const seen = new Set<PyValue>();
  return entries(self, "_modules").filter(([, m]) => {
    if (m === null || seen.has(m)) return false;
    seen.add(m);
    return true;
  });
}

const generatorLike = iteratorType("generator");
/** A Python iterator over host values. */
export function pythonIterator(items: Iterable<PyValue>): PyValue {
  return new HostBackedIterator(generatorLike, fromHost(items));
}
function* pairs(items: Iterable<readonly [string, PyValue]>): Generator<PyValue> {
  for (const [name, v] of items) yield new PyTuple([name, v]);
}
function* seconds(items: Iterable<readonly [string, PyValue]>): Generator<PyValue> {
  for (const [, v] of items) yield v;
}

function* hooksOf(self: PyValue, name: string): Generator<PyValue> {
  const d = (self as PyInstance).attrs?.get(name);
  if (d instanceof PyDict) for (const [, hook] of [...d.entries()]) yield hook;
}

/** `module(*args)`: pre-hooks, forward, hooks. */
export function callModule(self: PyValue, args: PyValue[], kwargs: Kwargs): PyValue {
  let given = args;
  if (registry(self, "_modules") === undefined) {
    raiseError(exceptionTypes.AttributeError, `'${typeOf(self).name}' object has no attribute '_backward_hooks'`);
  }
  for (const hook of hooksOf(self, "_forward_pre_hooks")) {
    const changed = call(hook, [self, new PyTuple(given)]);
    if (changed !== null) given = changed instanceof PyTuple ? [...changed.items] : [changed];
  }
  let result = call(getAttr(self, "forward"), [...given], kwargs);
  for (const hook of hooksOf(self, "_forward_hooks")) {
    const changed = call(hook, [self, new PyTuple(given), result]);
    if (changed !== null) result = changed;
  }
  return result;
}

/** `repr(module)`: nested, with `extra_repr` first. */
export function reprModule(self: PyValue): string {
  const extra = str(callMethod(self, "extra_repr"));
  const lines = extra === "" ? [] : extra.split("\n");
  const childLines = entries(self, "_modules").map(([name, child]) => {
    const text = child === null ? "None" : str(callMethod(child, "__repr__"));
    return `(${name}): ${indent(text)}`;
  });
  const all = [...lines, ...childLines];
  const name = str(callMethod(self, "_get_name"));
  if (all.length === 0) return `${name}()`;
  if (lines.length === 1 && childLines.length === 0) return `${name}(${lines[0]})`;
  return `${name}(\n  ${all.join("\n  ")}\n)`;
}
function indent(text: string): string {
  const [first, ...rest] = text.split("\n");
  return [first, ...rest.map((l) => `  ${l}`)].join("\n");
}

export function setTraining(self: PyValue, mode: boolean): void {
  for (const [, m] of namedModules(self)) (m as PyInstance).attrs!.set("training", mode);
}

let nextHook = 0;
function hookMethod(name: string, registryName: string): void {
  moduleType.set(
    name,
    pythonMethod(
      `Module.${name}`,
      "(any hook, *, bool prepend=False, bool with_kwargs=False)",
      (self, hook, prepend, withKwargs) => {
        if (withKwargs) throw new NotSupported(`nn.Module.${name}(with_kwargs=True)`);
        const hooks = (self as PyInstance).attrs!.get(registryName) as PyDict;
        const id = nextHook++;
        if (prepend) {
          const before = [...hooks.entries()];
          hooks.clear();
          hooks.set(id, hook);
          for (const [k, v] of before) hooks.set(k, v);
        } else hooks.set(id, hook);
        return removableHandle(id, () => hooks.delete(id));
      },
    ),
  );
}

/** Adds the methods; called once. */
export function installModule(): void {
  const set = (name: string, fn: PyBuiltin): void => moduleType.set(name, fn);
  set(
    "__init__",
    new PyBuiltin(
      "__init__",
      ([self]) => {
        initModule(self!);
        return null;
      },
      "Module.__init__",
    ),
  );
  set("__call__", new PyBuiltin("__call__", (args, kwargs) => callModule(args[0]!, args.slice(1), kwargs)));
  set(
    "__setattr__",
    new PyBuiltin("__setattr__", ([self, name, value]) => {
      setAttribute(self!, String(name), value!);
      return null;
    }),
  );
  set("__getattr__", new PyBuiltin("__getattr__", ([self, name]) => getMissing(self!, String(name))));
  set(
    "__delattr__",
    new PyBuiltin("__delattr__", ([self, name]) => {
      for (const kind of registries) if (registry(self!, kind)?.delete(String(name))) return null;
      genericDelAttr(self as PyObject, String(name));
      return null;
    }),
  );
  set("__repr__", new PyBuiltin("__repr__", ([self]) => reprModule(self!)));
  set("extra_repr", new PyBuiltin("extra_repr", () => ""));
  set("_get_name", new PyBuiltin("_get_name", ([self]) => typeOf(self!).name));
  set(
    "forward",
    new PyBuiltin("forward", ([self]) =>
      raiseError(
        exceptionTypes.NotImplementedError,
        `Module [${typeOf(self!).name}] is missing the required "forward" function`,
      ),
    ),
  );
  set(
    "parameters",
    pythonMethod("Module.parameters", "(bool recurse=True)", (self, recurse) =>
      pythonIterator(seconds(namedMembers(self, "_parameters", "", recurse))),
    ),
  );
  set(
    "named_parameters",
    pythonMethod(
      "Module.named_parameters",
      "(str prefix='', bool recurse=True, bool remove_duplicate=True)",
      (self, prefix, recurse, unique) =>
        pythonIterator(pairs(namedMembers(self, "_parameters", prefix, recurse, unique))),
    ),
  );
  set(
    "buffers",
    pythonMethod("Module.buffers", "(bool recurse=True)", (self, recurse) =>
      pythonIterator(seconds(namedMembers(self, "_buffers", "", recurse))),
    ),
  );
  set(
    "named_buffers",
    pythonMethod(
      "Module.named_buffers",
      "(str prefix='', bool recurse=True, bool remove_duplicate=True)",
      (self, prefix, recurse, unique) => pythonIterator(pairs(namedMembers(self, "_buffers", prefix, recurse, unique))),
    ),
  );
  set(
    "children",
    pythonMethod("Module.children", "()", (self) => pythonIterator(seconds(children(self)))),
  );
  set(
    "named_children",
    pythonMethod("Module.named_children", "()", (self) => pythonIterator(pairs(children(self)))),
  );
  set(
    "modules",
    pythonMethod("Module.modules", "()", (self) => pythonIterator(seconds(namedModules(self)))),
  );
  set(
    "named_modules",
    pythonMethod(
      "Module.named_modules",
      "(any memo=None, str prefix='', bool remove_duplicate=True)",
      (self, _memo, prefix) => pythonIterator(pairs(namedModules(self, prefix))),
    ),
  );
  set(
    "train",
    pythonMethod("Module.train", "(bool mode=True)", (self, mode) => {
      setTraining(self, mode);
      return self;
    }),
  );
  set(
    "eval",
    pythonMethod("Module.eval", "()", (self) => {
      setTraining(self, false);
      return self;
    }),
  );
  set(
    "requires_grad_",
    pythonMethod("Module.requires_grad_", "(bool requires_grad=True)", (self, value) => {
      for (const [, p] of namedMembers(self, "_parameters")) p.leafRequiresGrad = value;
      return self;
    }),
  );
  set(
    "zero_grad",
    pythonMethod("Module.zero_grad", "(bool set_to_none=True)", (self, setToNone) => {
      for (const [, p] of namedMembers(self, "_parameters")) {
        if (p.grad === null) continue;
        if (setToNone) p.grad = null;
        else callMethod(p.grad as unknown as PyValue, "zero_");
      }
      return null;
    }),
  );
  set(
    "apply",
    pythonMethod("Module.apply", "(any fn)", (self, fn) => {
      const visit = (m: PyValue): void => {
        for (const [, child] of children(m)) visit(child);
        call(fn, [m]);
      };
      visit(self);
      return self;
    }),
  );
  set(
    "register_buffer",
    pythonMethod(
      "Module.register_buffer",
      "(str name, any tensor, bool persistent=True)",
      (self, name, t, persistent) => {
        register(self, "_buffers", name, t);
        if (!persistent) {
          const attrs = (self as PyInstance).attrs!;
          const set = attrs.get("_non_persistent_buffers_set");
          if (set instanceof PyDict) set.set(name, null);
          else attrs.set("_non_persistent_buffers_set", PyDict.of([[name, null]]));
        }
        return null;
      },
    ),
  );
  set(
    "register_parameter",
    pythonMethod("Module.register_parameter", "(str name, any param)", (self, name, p) => {
      if (p !== null && !isParameter(p)) {
        raiseError(
          exceptionTypes.TypeError,
          `cannot assign '${qualified(p)}' object to parameter '${name}' (torch.nn.Parameter or None required)`,
        );
      }
      register(self, "_parameters", name, p);
      return null;
    }),
  );
  for (const name of ["add_module", "register_module"]) {
    set(
      name,
      pythonMethod(`Module.${name}`, "(str name, any module)", (self, key, m) => {
        if (m !== null && !isModule(m)) {
          raiseError(exceptionTypes.TypeError, `${qualified(m)} is not a Module subclass`);
        }
        register(self, "_modules", key, m);
        return null;
      }),
    );
  }
  hookMethod("register_forward_hook", "_forward_hooks");
  hookMethod("register_forward_pre_hook", "_forward_pre_hooks");
}
