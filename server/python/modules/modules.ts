/** The standard library as far as snippets use it: one file a module, made when first imported. */
import type { Interpreter, ModuleFactory } from "../evaluation/interpreter.ts";
import { NotSupported } from "../objects/errors.ts";
import type { PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/value.ts";
import { absentModules } from "./absent.ts";
import { installDeque } from "./deque.ts";
import { hostNames } from "./hostNames.ts";
import { makeItertools } from "./itertools.ts";
import { makeMath } from "./math.ts";
import { pythonModule } from "./pythonModule.ts";
import { makeRandom } from "./random.ts";
import { makeRe } from "./re.ts";
import { abcSource, collectionsAbcSource } from "./source/abc.ts";
import { bisectSource, heapqSource } from "./source/bisect.ts";
import { collectionsSource, collectionsUserSource } from "./source/collections.ts";
import { contextlibSource } from "./source/contextlib.ts";
import { copySource } from "./source/copy.ts";
import { ioSource, jsonSource, statisticsSource, tracebackSource } from "./source/data.ts";
import { dataclassesSource } from "./source/dataclasses.ts";
import { enumSource } from "./source/enum.ts";
import { functoolsSource } from "./source/functools.ts";
import { operatorSource } from "./source/operator.ts";
import { keywordSource, stringSource, timeSource, typesSource } from "./source/small.ts";
import { typingSource } from "./source/typing.ts";
import { makeSys } from "./sys.ts";
import { makeWarnings } from "./warnings.ts";

export { type CopyHook, registerCopyHook } from "./hostNames.ts";
export { warn } from "./warnings.ts";

/** Modules written in Python that need nothing beyond the private names of hostNames.ts. */
const pythonSources: readonly (readonly [string, string])[] = [
  ["abc", abcSource],
  ["bisect", bisectSource],
  ["collections.abc", collectionsAbcSource],
  ["contextlib", contextlibSource],
  ["copy", copySource],
  ["dataclasses", dataclassesSource],
  ["enum", enumSource],
  ["functools", functoolsSource],
  ["heapq", heapqSource],
  ["io", ioSource],
  ["json", jsonSource],
  ["keyword", keywordSource],
  ["operator", operatorSource],
  ["statistics", statisticsSource],
  ["string", stringSource],
  ["time", timeSource],
  ["traceback", tracebackSource],
  ["types", typesSource],
  ["typing", typingSource],
];

const USER_CLASSES: readonly string[] = ["ChainMap", "UserDict", "UserList", "UserString"];

function makeCollections(interpreter: Interpreter): PyModule {
  const names = new Map<string, PyValue>(hostNames(interpreter));
  names.set("deque", installDeque());
  const module = pythonModule(interpreter, "collections", collectionsSource, names, true);
  module.onMissing = (name) => {
    if (name === "abc") return interpreter.importModule("collections.abc");
    if (!USER_CLASSES.includes(name)) return undefined;
    // These classes say that they are of `collections`, whose name their namespace therefore has.
    const late = pythonModule(interpreter, "collections", collectionsUserSource, hostNames(interpreter));
    interpreter.loaded.set("collections", module);
    for (const other of USER_CLASSES) module.attrs.set(other, late.attrs.get(other)!);
    return module.attrs.get(name);
  };
  return module;
}

/** Factories by dotted name, for one interpreter. */
export function standardModules(interpreter: Interpreter): ReadonlyMap<string, ModuleFactory> {
  const factories = new Map<string, ModuleFactory>([
    ["collections", () => makeCollections(interpreter)],
    ["itertools", makeItertools],
    ["math", makeMath],
    ["random", () => makeRandom(interpreter)],
    ["re", () => makeRe(interpreter)],
    ["sys", () => makeSys(interpreter)],
    ["warnings", () => makeWarnings(interpreter)],
  ]);
  for (const [name, source] of pythonSources) {
    factories.set(name, () => pythonModule(interpreter, name, source, hostNames(interpreter), name === "collections"));
  }
  for (const name of absentModules) {
    if (factories.has(name) || name === "builtins") continue;
    factories.set(name, () => {
      throw new NotSupported(`import ${name}`);
    });
  }
  return factories;
}
