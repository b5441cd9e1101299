/** Which names PyTorch has, so that "not supported here" and "no such attribute" are told apart. */
import { NotSupported } from "../python/objects/errors.ts";
import type { PyValue } from "../python/objects/value.ts";
import recorded from "./publicNames.json";

const sets = new Map<string, ReadonlySet<string>>();

/** Whether PyTorch's `place` (a module's dotted name, or `Tensor`) has a public attribute of this name. */
export function isPublic(place: string, name: string): boolean {
  let set = sets.get(place);
  if (set === undefined) {
    const names = (recorded as Readonly<Record<string, string>>)[place];
    sets.set(place, (set = new Set(names === undefined ? [] : names.split(" "))));
  }
  return set.has(name);
}

/** For `PyModule.onMissing`: not supported when PyTorch has the name, else undefined (AttributeError). */
export function missingIn(place: string): (name: string) => PyValue | undefined {
  return (name) => {
    if (isPublic(place, name)) throw new NotSupported(`${place}.${name}`);
    return undefined;
  };
}
