/**
 * The text of a cell's result. Notebooks print with IPython's pretty printer: built-in containers that are wider than
 * 79 columns go one item per line; everything else is its `repr`
 * (https://ipython.readthedocs.io/en/stable/api/generated/IPython.lib.pretty.html).
 */
import { PyDict } from "../python/objects/dict.ts";
import { listType, PyList } from "../python/objects/list.ts";
import { repr } from "../python/objects/text.ts";
import { PyTuple, tupleType } from "../python/objects/tuple.ts";
import { typeOf } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";

const width = 79;
const maxItems = 1000;

export function displayText(value: PyValue): string {
  return render(value, 0, 0, 0, new Set());
}

/**
 * @param column where the text begins
 * @param indent of broken lines so far: IPython counts nesting, not columns
 * @param tail characters that must follow on the last line
 */
function render(value: PyValue, column: number, indent: number, tail: number, around: Set<PyValue>): string {
  const parts = partsOf(value);
  const flat = repr(value);
  if (parts === null) return flat;
  if (around.has(value)) return flat;
  if (parts.items.length <= maxItems && !flat.includes("\n") && column + flat.length + tail <= width) return flat;
  around.add(value);
  const { open, close, items } = parts;
  const inner = column + open.length;
  const deeper = indent + open.length;
  const shown = items.slice(0, maxItems).map((item, i) => {
    const isLast = i === items.length - 1;
    const after = isLast ? close.length + tail : 1;
    if (item.key === null) return render(item.value, i === 0 ? inner : deeper, deeper, after, around);
    const key = `${render(item.key, i === 0 ? inner : deeper, deeper, 1, around)}: `;
    const lastLine = key.slice(key.lastIndexOf("\n") + 1);
    return (
      key +
      render(item.value, (key.includes("\n") ? 0 : i === 0 ? inner : deeper) + lastLine.length, deeper, after, around)
    );
  });
  if (items.length > maxItems) shown.push("...");
  around.delete(value);
  return open + shown.join(`,\n${" ".repeat(deeper)}`) + close;
}

interface Parts {
  readonly open: string;
  readonly close: string;
  readonly items: readonly { readonly key: PyValue; readonly value: PyValue }[];
}

function partsOf(value: PyValue): Parts | null {
  const type = typeOf(value);
  if (value instanceof PyList && type === listType) return { open: "[", close: "]", items: value.items.map(only) };
  if (value instanceof PyTuple && type === tupleType) {
    return { open: "(", close: value.items.length === 1 ? ",)" : ")", items: value.items.map(only) };
  }
  if (value instanceof PyDict && type.name === "dict") {
    return { open: "{", close: "}", items: [...value.entries()].map(([key, v]) => ({ key, value: v })) };
  }
  return null;
}

function only(value: PyValue): { readonly key: null; readonly value: PyValue } {
  return { key: null, value };
}
