/**
 * What a value that is not a tensor looks like, without running any of the program's code: a user's `__repr__` may
 * print, count or fail, and watching must change nothing. Bounded in depth and length.
 */
import { Tensor } from "../autograd/tensor.ts";
import { PyDict } from "../python/objects/dict.ts";
import { Raise } from "../python/objects/errors.ts";
import { PyList } from "../python/objects/list.ts";
import { repr } from "../python/objects/text.ts";
import { PyTuple } from "../python/objects/tuple.ts";
import { typeOf } from "../python/objects/type.ts";
import { PyInstance, type PyValue } from "../python/objects/value.ts";
import { tensorRepr } from "../tensor/print.ts";
import { peekGradFn, staleView } from "./snapshot.ts";

/** A value of a mutable or unknown object, already as text. */
export class TextSnapshot {
  readonly className: string;
  readonly text: string;
  readonly isCut: boolean;
  constructor(className: string, text: string, isCut: boolean) {
    this.className = className;
    this.text = text;
    this.isCut = isCut;
  }
}

const maxLength = 600;
const maxItems = 40;
const maxDepth = 4;

class Cut extends Error {}

class Writer {
  text = "";
  isCut = false;
  write(part: string): void {
    this.text += part;
    if (this.text.length > maxLength) {
      this.text = this.text.slice(0, maxLength);
      this.isCut = true;
      throw new Cut();
    }
  }

  value(value: PyValue, depth: number): void {
    if (typeof value === "string" && value.length > maxLength) {
      this.write(repr(value.slice(0, maxLength)));
      this.isCut = true;
      return;
    }
    if (typeof value !== "object" || value === null) {
      this.write(repr(value));
      return;
    }
    if ((value as unknown) instanceof Tensor) {
      this.tensor(value as unknown as Tensor);
      return;
    }
    const type = typeOf(value);
    if (type.isHeap && !(value instanceof PyList || value instanceof PyTuple || value instanceof PyDict)) {
      this.write(value instanceof PyInstance ? `<${type.qualname} object>` : `<${type.qualname}>`);
      return;
    }
    if (depth >= maxDepth) {
      this.write("…");
      this.isCut = true;
      return;
    }
    if (value instanceof PyList) this.items("[", "]", value.items, depth, "");
    else if (value instanceof PyTuple) this.items("(", ")", value.items, depth, value.items.length === 1 ? "," : "");
    else if (value instanceof PyDict) this.dict(value, depth);
    else this.write(host(value));
  }

  items(open: string, close: string, items: readonly PyValue[], depth: number, tail: string): void {
    this.write(open);
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.write(", ");
      if (i >= maxItems) {
        this.write("…");
        this.isCut = true;
        break;
      }
      this.value(items[i]!, depth + 1);
    }
    this.write(tail + close);
  }

  dict(dict: PyDict, depth: number): void {
    this.write("{");
    let n = 0;
    for (const [key, value] of dict.entries()) {
      if (n > 0) this.write(", ");
      if (n++ >= maxItems) {
        this.write("…");
        this.isCut = true;
        break;
      }
      this.value(key, depth + 1);
      this.write(": ");
      this.value(value, depth + 1);
    }
    this.write("}");
  }

  tensor(t: Tensor): void {
    const node = peekGradFn(t);
    const gradFn = node === null ? undefined : node === staleView ? "AsStridedBackward0" : node.name;
    const isParameter = typeOf(t as unknown as PyValue).name === "Parameter";
    const text = tensorRepr(t.impl, { gradFn, requiresGrad: t.leafRequiresGrad });
    this.write(isParameter ? `Parameter containing:\n${text}` : text);
  }
}

/** A host object that holds no code of the program: `range(3)`, a module, a function, an exception class. */
function host(value: PyValue): string {
  try {
    return repr(value);
  } catch (error) {
    if (error instanceof Raise) return `<${typeOf(value).name} object>`;
    throw error;
  }
}

export function plainText(value: PyValue): TextSnapshot {
  const writer = new Writer();
  try {
    writer.value(value, 0);
  } catch (error) {
    // Whatever fails here is a defect of the display, and must not become an event of the program.
    if (!(error instanceof Cut)) writer.write(writer.text === "" ? `<${typeOf(value).name} object>` : "…");
  }
  return new TextSnapshot(typeOf(value).name, writer.text, writer.isCut);
}
