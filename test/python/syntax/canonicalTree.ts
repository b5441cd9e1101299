/** Our trees in the canonical JSON form of test/oracle/python_ast.py, so that both can be compared by structure. */

/** Ranges CPython's tree does not have; CPython has no range either for what is inside an f-string. */
const OURS = new Set(["opRange", "nameRange", "attrRange"]);

export function canonical(node: unknown, inString = false): unknown {
  if (Array.isArray(node)) return node.map((each) => canonical(each, inString));
  if (node === null || typeof node !== "object") return node;
  const from = node as Record<string, unknown>;
  const type = from["type"];
  if (type === "Constant") {
    const result: Record<string, unknown> = { type };
    if (!inString) {
      result["start"] = from["start"];
      result["end"] = from["end"];
    }
    const value = from["value"] as { kind: string; value?: unknown; imag?: number };
    const shown: Record<string, unknown> = { kind: value.kind };
    if (value.kind === "int") shown["value"] = `0x${(value.value as number | bigint).toString(16)}`;
    else if (value.kind === "float") shown["value"] = value.value;
    else if (value.kind === "complex") shown["imag"] = value.imag;
    else if (value.kind === "bytes") shown["value"] = Array.from(value.value as Uint8Array);
    else if ("value" in value) shown["value"] = value.value;
    result["value"] = shown;
    return result;
  }
  const result: Record<string, unknown> = {};
  const isCase = "pattern" in from && "guard" in from;
  for (const [key, value] of Object.entries(from)) {
    if (OURS.has(key)) continue;
    if ((key === "start" || key === "end") && (inString || isCase)) continue;
    result[key] = canonical(value, inString || type === "JoinedStr");
  }
  return result;
}

/** The first place where two canonical trees differ, as a path and both values; null when they are equal. */
export function difference(ours: unknown, theirs: unknown, path = ""): string | null {
  if (ours === theirs) return null;
  if (typeof ours === "number" && typeof theirs === "string") {
    // Floats are recorded as Python's repr.
    const value = theirs === "inf" ? Number.POSITIVE_INFINITY : Number(theirs);
    return Object.is(ours, value) ? null : `${path}: ${ours} is not ${theirs}`;
  }
  if (ours === null || theirs === null || typeof ours !== "object" || typeof theirs !== "object") {
    return `${path}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`;
  }
  const left = ours as Record<string, unknown>;
  const right = theirs as Record<string, unknown>;
  if (left["type"] !== right["type"]) return `${path}: ${String(left["type"])} is not ${String(right["type"])}`;
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length !== theirs.length) {
    return `${path}: ${ours.length} instead of ${theirs.length} elements`;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!(key in left) || !(key in right)) return `${path}.${key}: only in ${key in left ? "ours" : "theirs"}`;
    const found = difference(left[key], right[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
