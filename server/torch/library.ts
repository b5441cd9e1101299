/**
 * The parts of PyTorch that are Python there and here too (torch.optim, torch.utils.data, torch.distributions): texts of
 * our own, evaluated by the interpreter that imports them, with a few names that only the host can provide.
 */
import type { Interpreter } from "../python/evaluation/interpreter.ts";
import { pythonModule } from "../python/modules/pythonModule.ts";
import { PyBuiltin } from "../python/objects/callable.ts";
import { NotSupported } from "../python/objects/errors.ts";
import type { PyModule } from "../python/objects/module.ts";
import { typeOf } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";
import { isTensor } from "./tensorType.ts";

/** What every library text may use beside builtins and imports. */
const hostNames: readonly (readonly [string, PyValue])[] = [
  [
    "_not_supported",
    new PyBuiltin(
      "_not_supported",
      ([name]) => {
        throw new NotSupported(String(name));
      },
      "_not_supported",
      true,
    ),
  ],
  [
    "_tensor_name",
    new PyBuiltin("_tensor_name", ([t]) => (isTensor(t) ? t.dtype.tensorName : typeOf(t!).name), "_tensor_name", true),
  ],
];

/** A module of such a text. What becomes of names that it has not is for its maker to say. */
export function libraryModule(
  interpreter: Interpreter,
  name: string,
  source: string,
  host: Iterable<readonly [string, PyValue]> = [],
  isPackage = false,
): PyModule {
  return pythonModule(interpreter, name, source, [...hostNames, ...host], isPackage);
}

/** A module that gives some names of another under its own: `torch.optim.adam` for `Adam` of `torch.optim`. */
export function namesOf(module: PyModule, names: readonly string[]): [string, PyValue][] {
  return names.map((name) => [name, module.attrs.get(name)!]);
}
