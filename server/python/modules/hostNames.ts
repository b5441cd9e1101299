/** What library modules written in Python need of the host: private names put into their namespaces. */
import { type Names, one, positional, raw } from "../builtins/function.ts";
import { vm } from "../evaluation/frame.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { formatException } from "../evaluation/traceback.ts";
import { call } from "../objects/call.ts";
import { PyMethod } from "../objects/callable.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported } from "../objects/errors.ts";
import { exceptionTypes, PyException, raiseError } from "../objects/exceptions.ts";
import { PyGenericAlias } from "../objects/genericAlias.ts";
import { toArray } from "../objects/iteration.ts";
import { PyIterator } from "../objects/iterator.ts";
import { PyList } from "../objects/list.ts";
import { PyModule } from "../objects/module.ts";
import { toIndex } from "../objects/operators.ts";
import { NotImplemented } from "../objects/singletons.ts";
import { callSpecial } from "../objects/special.ts";
import { guardRepr, str } from "../objects/text.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType } from "../objects/type.ts";
import type { PyValue } from "../objects/value.ts";
import { parse } from "../syntax/parse.ts";
import { pythonModule } from "./pythonModule.ts";

/**
 * How `copy` treats host objects that are not its own: asked first, undefined means "not mine". `memo` and `deep` are
 * null for a shallow copy; `memo` is Python's memo dict, `deep` copies a part deeply with it.
 */
export type CopyHook = (
  value: PyValue,
  memo: PyDict | null,
  deep: ((part: PyValue) => PyValue) | null,
) => PyValue | undefined;
const copyHooks: CopyHook[] = [];

/** Registers a hook for `copy.copy` and `copy.deepcopy`, once for all interpreters of the worker. */
export function registerCopyHook(hook: CopyHook): void {
  if (!copyHooks.includes(hook)) copyHooks.push(hook);
}

const proxySource = String.raw`
class mappingproxy:
    __slots__ = ("_of",)

    def __init__(self, mapping, /):
        self._of = mapping

    def __getitem__(self, key): return self._of[key]
    def __contains__(self, key): return key in self._of
    def __len__(self): return len(self._of)
    def __iter__(self): return iter(self._of)
    def __reversed__(self): return reversed(self._of)
    def __repr__(self): return f"mappingproxy({self._of!r})"
    def __str__(self): return str(self._of)
    def __or__(self, other): return self._of | (other._of if isinstance(other, mappingproxy) else other)
    def __ror__(self, other): return other | self._of
    def __eq__(self, other): return self._of == (other._of if isinstance(other, mappingproxy) else other)
    __hash__ = None
    def get(self, key, default=None, /): return self._of.get(key, default)
    def keys(self): return self._of.keys()
    def values(self): return self._of.values()
    def items(self): return self._of.items()
    def copy(self): return self._of.copy()


mappingproxy.__module__ = "builtins"
`;

function callerModule(): string {
  for (let f = vm.frame; f !== null; f = f.back) {
    if (f.at === null || f.at.code.isLibrary === true) continue;
    const name = f.globals.get("__name__");
    return typeof name === "string" ? name : "__main__";
  }
  return "__main__";
}

const cache = new WeakMap<Interpreter, Names>();

export function hostNames(interpreter: Interpreter): Names {
  const known = cache.get(interpreter);
  if (known !== undefined) return known;
  const names: Names = new Map();
  cache.set(interpreter, names);
  positional(names, "_alias", 2, 2, (cls, item) => {
    if (!(cls instanceof PyType)) return raiseError(exceptionTypes.TypeError, "a class is required");
    return new PyGenericAlias(cls, item instanceof PyTuple ? item : new PyTuple([item!]));
  });
  positional(names, "_callable_alias", 2, 2, (cls, item) => {
    if (!(cls instanceof PyType) || !(item instanceof PyTuple) || item.items.length !== 2) {
      return raiseError(exceptionTypes.TypeError, "Callable must be used as Callable[[arg, ...], result].");
    }
    const [args, result] = item.items as [PyValue, PyValue];
    return new PyGenericAlias(cls, new PyTuple([...(args instanceof PyList ? args.items : [args]), result]));
  });
  positional(names, "_guard_repr", 3, 3, (owner, text, write) =>
    guardRepr(owner!, str(text!), () => str(call(write!, []))),
  );
  positional(names, "_caller_module", 0, 0, callerModule);
  positional(names, "_library_exec", 2, 2, (source, namespace) => {
    if (typeof source !== "string" || !(namespace instanceof PyDict)) return null;
    const { module, problems } = parse(source);
    if (problems.length > 0) raiseError(exceptionTypes.SyntaxError, problems[0]!.message);
    interpreter.executeIn(
      { name: "<string>", source, key: -2, isLibrary: true },
      module.body,
      namespace.asAttrs(),
      null,
    );
    return null;
  });
  positional(names, "_bound_method", 2, 2, (fn, self) => new PyMethod(self!, fn!));
  one(names, "_host_copy", (v) => {
    for (const hook of copyHooks) {
      const made = hook(v, null, null);
      if (made !== undefined) return made;
    }
    return NotImplemented;
  });
  positional(names, "_host_deepcopy", 2, 2, (v, memo) => {
    const deepcopy = interpreter.loaded.get("copy")?.attrs.get("deepcopy");
    if (!(memo instanceof PyDict) || deepcopy === undefined) return NotImplemented;
    for (const hook of copyHooks) {
      const made = hook(v!, memo, (part) => call(deepcopy, [part, memo]));
      if (made !== undefined) return made;
    }
    return NotImplemented;
  });
  one(names, "_is_opaque", (v) => v instanceof PyIterator || v instanceof PyModule);
  one(names, "_index", (v) => toIndex(v));
  one(names, "_abs", (v) => {
    const made = callSpecial(v, "__abs__", []);
    return made === undefined
      ? raiseError(exceptionTypes.TypeError, `bad operand type for abs(): '${typeNameOf(v)}'`)
      : made;
  });
  one(names, "_not_supported", (v) => {
    throw new NotSupported(str(v));
  });
  one(names, "_module_globals", (v) => {
    const module = typeof v === "string" ? interpreter.loaded.get(v) : undefined;
    return PyDict.over(module?.attrs ?? interpreter.globals);
  });
  one(names, "_format", (v) => (v instanceof PyException ? formatException(v) : str(v)));
  raw(names, "_array", (args) => new PyList(toArray(args[0]!)));
  names.set("_proxy", pythonModule(interpreter, "_proxy", proxySource).attrs.get("mappingproxy")!);
  interpreter.loaded.delete("_proxy");
  return names;
}

function typeNameOf(v: PyValue): string {
  return v === null ? "NoneType" : typeof v === "object" ? v.cls.name : typeof v;
}
