/** The parts of `torch.nn` that are Python, by module, with the names that `torch.nn` shows from each. */
import { activationSource } from "./activation.ts";
import { containerSource } from "./container.ts";
import { convSource } from "./conv.ts";
import { dropoutSource } from "./dropout.ts";
import { initSource } from "./init.ts";
import { lossSource } from "./loss.ts";
import { normSource } from "./norm.ts";
import { rnnSource } from "./rnn.ts";
import { paddingSource, poolingSource, shapingSource } from "./spatial.ts";
import { transformerSource } from "./transformer.ts";

export interface Source {
  readonly source: string;
  readonly names: readonly string[];
}

/** The classes that a text defines at its top level, without private ones. */
function classesIn(source: string): string[] {
  return [...source.matchAll(/^class ([A-Za-z]\w*)/gm)].map((m) => m[1]!);
}
const of = (source: string): Source => ({ source, names: classesIn(source) });

export const sources: ReadonlyMap<string, Source> = new Map([
  ["torch.nn.modules.container", of(containerSource)],
  ["torch.nn.modules.activation", of(activationSource)],
  ["torch.nn.modules.loss", of(lossSource)],
  ["torch.nn.modules.dropout", of(dropoutSource)],
  ["torch.nn.modules.conv", of(convSource)],
  ["torch.nn.modules.pooling", of(poolingSource)],
  ["torch.nn.modules.padding", of(paddingSource)],
  ["torch.nn.modules.normalization", of(normSource)],
  ["torch.nn.modules.sparse", of(shapingSource)],
  ["torch.nn.modules.rnn", of(rnnSource)],
  ["torch.nn.modules.transformer", of(transformerSource)],
  ["torch.nn.init", of(initSource)],
]);
