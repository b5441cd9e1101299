/** Names for tensors that no variable holds directly: parameters of modules (`net.0.weight`), items of lists. */
import { Tensor } from "../autograd/tensor.ts";
import { PyDict } from "../python/objects/dict.ts";
import { PyList } from "../python/objects/list.ts";
import { PyTuple } from "../python/objects/tuple.ts";
import type { Attrs, PyValue } from "../python/objects/value.ts";
import { PyObject } from "../python/objects/value.ts";
import type { Recorder } from "../trace/recorder.ts";

const maxItems = 200;
const maxDepth = 20;

export function nameParameters(globals: Attrs, recorder: Recorder): void {
  for (const [name, value] of globals) {
    if (name.startsWith("__")) continue;
    visit(name, value, recorder, 0);
  }
}

function asTensor(value: PyValue): Tensor | null {
  const host: unknown = value;
  return host instanceof Tensor ? host : null;
}

function visit(name: string, value: PyValue, recorder: Recorder, depth: number): void {
  if (depth > maxDepth || typeof value !== "object" || value === null) return;
  const tensor = asTensor(value);
  if (tensor !== null) {
    if (!recorder.names.has(tensor)) recorder.setName(tensor, name);
    return;
  }
  if (value instanceof PyList || value instanceof PyTuple) {
    value.items.slice(0, maxItems).forEach((item, i) => {
      if (asTensor(item) !== null) visit(`${name}[${i}]`, item, recorder, depth + 1);
    });
    return;
  }
  if (!(value instanceof PyObject) || value.attrs === null) return;
  for (const [slot, isModule] of [
    ["_parameters", false],
    ["_modules", true],
  ] as const) {
    const members = value.attrs.get(slot);
    if (!(members instanceof PyDict)) continue;
    for (const [key, member] of members.entries()) {
      if (typeof key === "string" && (isModule || asTensor(member) !== null)) {
        // A parameter's own name is better than that of a variable that happens to hold it.
        const t = asTensor(member);
        if (t !== null) recorder.setName(t, `${name}.${key}`);
        else visit(`${name}.${key}`, member, recorder, depth + 1);
      }
    }
  }
}
