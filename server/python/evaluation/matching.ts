/** What counts as a sequence, a mapping or a self-matching builtin in `match`. */
import { bytesType, PyBytes } from "../objects/bytes.ts";
import { dictType, PyDict } from "../objects/dict.ts";
import { listType, PyList } from "../objects/list.ts";
import { PyRange } from "../objects/range.ts";
import { frozensetType, setType } from "../objects/set.ts";
import { asTuple, tupleType } from "../objects/tuple.ts";
import type { PyType } from "../objects/type.ts";
import { PyObject, type PyValue } from "../objects/value.ts";

/** list, tuple, range and their like, never str or bytes. A class says so itself through `collections.abc.Sequence`. */
export function isSequenceLike(v: PyValue): boolean {
  if (v instanceof PyList || v instanceof PyRange || asTuple(v) !== undefined) return true;
  if (v instanceof PyBytes || !(v instanceof PyObject)) return false;
  return v.cls.mro.some((t) => t.name === "deque" || isAbstractBase(t, ["Sequence", "MutableSequence"]));
}

export function isMappingLike(v: PyValue): boolean {
  if (v instanceof PyDict) return true;
  if (!(v instanceof PyObject)) return false;
  return v.cls.mro.some((t) => t.name === "mappingproxy" || isAbstractBase(t, ["Mapping", "MutableMapping"]));
}

function isAbstractBase(t: PyType, names: readonly string[]): boolean {
  return t.module === "collections.abc" && names.includes(t.name);
}

/** Builtins, beside the numbers and str, whose single positional pattern matches the whole value. */
export function matchesWhole(t: PyType): boolean {
  return t === bytesType || t === listType || t === tupleType || t === dictType || t === setType || t === frozensetType;
}
