/** What the run knows about an exception and PyTorch's text does not say: the other lines that took part. */
import { SavedTensor } from "../autograd/node.ts";
import { RuleNode } from "../autograd/op.ts";
import { Provenance, type Recorder } from "../trace/recorder.ts";
import { rangeOf } from "../trace/seal.ts";
import type { RelatedRange } from "../trace/trace.ts";
import { visitNodes } from "./backward.ts";

/** Places to show beside an exception with this text; empty when nothing more is known. */
export function explainException(message: string, recorder: Recorder): RelatedRange[] {
  if (message.includes("has been modified by an inplace operation")) return explainConflict(recorder);
  return [];
}

/** Both sides of an in-place conflict: where the value was saved for backward, and where it was written over. */
function explainConflict(recorder: Recorder): RelatedRange[] {
  const top = recorder.backward.lastRoot?.gradFnField ?? null;
  if (top === null) return [];
  const related: RelatedRange[] = [];
  visitNodes(top, (node) => {
    if (related.length > 0 || !(node instanceof RuleNode)) return;
    for (const field of Object.values(node.fields).flat()) {
      if (!(field instanceof SavedTensor) || !field.isStale) continue;
      const { provenance } = node;
      if (provenance instanceof Provenance) {
        related.push({ range: rangeOf(provenance.record.site), message: `saved here by ${node.name}` });
      }
      const write = recorder.lastWrite(field.tensor);
      if (write !== null) related.push({ range: rangeOf(write), message: "changed in place here" });
      return;
    }
  });
  return related;
}
