/** `nn.Sequential`, `nn.ModuleList`. */
import { call } from "../../python/objects/call.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { toArray } from "../../python/objects/iteration.ts";
import { toIndex } from "../../python/objects/operators.ts";
import { PySlice, sliceIndices } from "../../python/objects/slice.ts";
import { str } from "../../python/objects/text.ts";
import { PyType, typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { layers } from "./layer.ts";
import { children, initModule, isModule, moduleType, pythonIterator, register } from "./module.ts";

function container(name: string, init: (self: PyValue, args: PyValue[]) => void): PyType {
  const type = new PyType(name, [moduleType], { module: "torch.nn.modules.container" });
  type.set(
    "__init__",
    new PyBuiltin("__init__", (args) => {
      initModule(args[0]!);
      init(args[0]!, args.slice(1));
      return null;
    }),
  );
  type.set("__len__", new PyBuiltin("__len__", ([self]) => members(self!).length));
  type.set("__iter__", new PyBuiltin("__iter__", ([self]) => pythonIterator(members(self!).map(([, m]) => m))));
  layers.set(name, type);
  return type;
}

function members(self: PyValue): [string, PyValue][] {
  return children(self);
}
function add(self: PyValue, name: string, m: PyValue): void {
  if (m !== null && !isModule(m)) {
    const t = typeOf(m);
    raiseError(
      exceptionTypes.TypeError,
      `${t.module === "builtins" ? t.name : `${t.module}.${t.qualname}`} is not a Module subclass`,
    );
  }
  register(self, "_modules", name, m);
}

function item(self: PyValue, key: PyValue, make: (items: PyValue[]) => PyValue): PyValue {
  const all = members(self);
  if (key instanceof PySlice) {
    const { start, step, count } = sliceIndices(key, all.length);
    const out: PyValue[] = [];
    for (let i = 0; i < count; i++) out.push(all[start + i * step]![1]);
    return make(out);
  }
  const i = Number(toIndex(key));
  const at = i < 0 ? i + all.length : i;
  if (at < 0 || at >= all.length) raiseError(exceptionTypes.IndexError, `index ${i} is out of range`);
  return all[at]![1];
}

export const sequentialType = container("Sequential", (self, args) => {
  const first = args[0];
  if (args.length === 1 && first instanceof PyDict) {
    for (const [name, m] of first.entries()) add(self, str(name), m);
  } else {
    args.forEach((m, i) => {
      add(self, String(i), m);
    });
  }
});
sequentialType.set(
  "forward",
  new PyBuiltin("forward", ([self, input]) => members(self!).reduce<PyValue>((x, [, m]) => call(m, [x]), input!)),
);
sequentialType.set(
  "__getitem__",
  new PyBuiltin("__getitem__", ([self, key]) => item(self!, key!, (items) => call(sequentialType, items))),
);
sequentialType.set(
  "append",
  new PyBuiltin("append", ([self, m]) => {
    add(self!, String(members(self!).length), m!);
    return self!;
  }),
);

export const moduleListType = container("ModuleList", (self, args) => {
  if (args[0] !== undefined && args[0] !== null) {
    toArray(args[0]).forEach((m, i) => {
      add(self, String(i), m);
    });
  }
});
moduleListType.set(
  "__getitem__",
  new PyBuiltin("__getitem__", ([self, key]) =>
    item(self!, key!, (items) => {
      const list = call(moduleListType, []);
      items.forEach((m, i) => {
        add(list, String(i), m);
      });
      return list;
    }),
  ),
);
moduleListType.set(
  "append",
  new PyBuiltin("append", ([self, m]) => {
    add(self!, String(members(self!).length), m!);
    return self!;
  }),
);
