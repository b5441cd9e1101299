/** Handles of hooks (`torch.utils.hooks.RemovableHandle`). */

import { PyBuiltin } from "../../python/objects/callable.ts";
import { objectType, PyType } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { HostObject, hostOf, method } from "../classes.ts";

export const removableHandleType = new PyType("RemovableHandle", [objectType], { module: "torch.utils.hooks" });
interface Handle {
  readonly id: number;
  readonly remove: () => void;
}

/** What `register_hook` returns: `remove()` takes the hook away; it also works as a context manager. */
export function removableHandle(id: number, remove: () => void): PyValue {
  return new HostObject<Handle>(removableHandleType, { id, remove });
}

export function installHandles(): void {
  const receive = hostOf<Handle>(removableHandleType);
  method(removableHandleType, "remove", receive, (h) => {
    h.remove();
    return null;
  });
  removableHandleType.set("__enter__", new PyBuiltin("__enter__", ([self]) => self!));
  method(removableHandleType, "__exit__", receive, (h) => {
    h.remove();
    return null;
  });
}
