/** `matplotlib`, `matplotlib.pyplot` and `tqdm` as a run can import them. */
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { PyModule } from "../../python/objects/module.ts";
import { str } from "../../python/objects/text.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { sequence, toFloat } from "../binding/bind.ts";
import { libraryModule } from "../library.ts";
import { type Mark, plotPicture } from "./picture.ts";
import { plotSource, tqdmSource } from "./plotSource.ts";

/** Where the pictures of `plt.show()` go; a run's host may set it. An SVG document each. */
export const pictures: { sink: ((svg: string) => void) | null } = { sink: null };

const numbers = (v: PyValue | undefined): number[] => (sequence(v ?? null) ?? []).map((x) => toFloat(x) ?? NaN);
const text = (d: PyValue | undefined, name: string): string => {
  const v = d instanceof PyDict ? d.get(name) : undefined;
  return v === undefined || v === null ? "" : str(v);
};

const picture = new PyBuiltin(
  "_picture",
  ([marks, texts]) => {
    const read = (sequence(marks ?? null) ?? []).map((m): Mark => {
      const [kind, x, y, label] = sequence(m) ?? [];
      return {
        kind: kind === "points" || kind === "bars" ? kind : "line",
        x: numbers(x),
        y: numbers(y),
        label: label === undefined ? "" : str(label),
      };
    });
    const svg = plotPicture(read, {
      title: text(texts, "title"),
      xlabel: text(texts, "xlabel"),
      ylabel: text(texts, "ylabel"),
      isLogY: text(texts, "yscale") === "log",
    });
    if (svg !== null) pictures.sink?.(svg);
    return null;
  },
  "_picture",
  true,
);

/** A name that is not written here is "not supported": whether matplotlib has it is not known. */
function refusing(module: PyModule): PyModule {
  module.onMissing = (name) => {
    throw new NotSupported(`${module.name}.${name}`);
  };
  return module;
}

export function plotModules(interpreter: Interpreter): [string, ModuleFactory][] {
  const tqdm = (name: string) => (): PyModule => libraryModule(interpreter, name, tqdmSource, [], name === "tqdm");
  return [
    [
      "matplotlib",
      () => {
        const module = new PyModule("matplotlib", [], true);
        module.attrs.set("__version__", "3.10.0");
        module.attrs.set("use", new PyBuiltin("use", () => null, "use", true));
        module.attrs.set("rcParams", new PyDict());
        module.onMissing = (name) => {
          if (name === "pyplot") return interpreter.importModule("matplotlib.pyplot");
          throw new NotSupported(`matplotlib.${name}`);
        };
        return module;
      },
    ],
    [
      "matplotlib.pyplot",
      () => refusing(libraryModule(interpreter, "matplotlib.pyplot", plotSource, [["_picture", picture]])),
    ],
    ["tqdm", tqdm("tqdm")],
    ["tqdm.auto", tqdm("tqdm.auto")],
    ["tqdm.notebook", tqdm("tqdm.notebook")],
  ];
}
