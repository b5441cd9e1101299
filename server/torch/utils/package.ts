/** `torch.utils.data` and its submodules. */
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyModule } from "../../python/objects/module.ts";
import type { PyValue } from "../../python/objects/value.ts";
import type { Generator } from "../../tensor/generator.ts";
import { defaultGenerator } from "../../tensor/random.ts";
import { hostOf } from "../classes.ts";
import { generatorType } from "../functions/random.ts";
import { libraryModule, namesOf } from "../library.ts";
import { dataSource } from "./dataSource.ts";

const generatorIn = hostOf<Generator>(generatorType);

/** A seed as `torch.empty((), dtype=torch.int64).random_()` draws it: one number of 63 bits. */
const seed = new PyBuiltin(
  "_seed",
  ([g]): PyValue => {
    const generator = (g === undefined || g === null ? undefined : generatorIn(g)) ?? defaultGenerator;
    const drawn = BigInt.asUintN(63, generator.random64());
    return drawn <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(drawn) : drawn;
  },
  "_seed",
  true,
);

const homes: readonly (readonly [string, readonly string[]])[] = [
  [
    "dataset",
    [
      "Dataset",
      "IterableDataset",
      "TensorDataset",
      "StackDataset",
      "ConcatDataset",
      "ChainDataset",
      "Subset",
      "random_split",
    ],
  ],
  [
    "sampler",
    ["Sampler", "SequentialSampler", "RandomSampler", "SubsetRandomSampler", "WeightedRandomSampler", "BatchSampler"],
  ],
  ["dataloader", ["DataLoader", "default_collate", "default_convert", "get_worker_info"]],
];

export function dataModules(interpreter: Interpreter): [string, ModuleFactory][] {
  return [
    ["torch.utils.data", () => libraryModule(interpreter, "torch.utils.data", dataSource, [["_seed", seed]], true)],
    ...homes.map(([name, names]): [string, ModuleFactory] => [
      `torch.utils.data.${name}`,
      () => new PyModule(`torch.utils.data.${name}`, namesOf(interpreter.importModule("torch.utils.data"), names)),
    ]),
  ];
}
