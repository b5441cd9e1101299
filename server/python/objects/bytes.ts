/**
 * `bytes` and `bytearray`. The methods that search and split work on the bytes read as Latin-1 text, where a byte is a
 * character. `memoryview` is not supported.
 */
import { budget } from "../budget.ts";
import { decode, encode } from "./encoding.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { hashStr } from "./hash.ts";
import { asIntPayload } from "./int.ts";
import { iterate, toArray } from "./iteration.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { PyList } from "./list.ts";
import { checkPositional, MethodTable, unpackArguments } from "./methods.ts";
import { RICH_METHODS, sizeIndex, toIndexOrUndefined, truth } from "./operators.ts";
import { percentFormat } from "./percentFormat.ts";
import { clippedRange, compareLengths, raiseRepeat, repeatCount, resolveIndex, subscriptIndex } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { asTuple, PyTuple } from "./tuple.ts";
import { objectType, PyType } from "./type.ts";
import { type Attrs, PyInstance, PyObject, type PyValue } from "./value.ts";

export const bytesType = new PyType("bytes", [objectType]);
export const bytearrayType = new PyType("bytearray", [objectType]);

export class PyBytes extends PyObject {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }
  get cls(): PyType {
    return bytesType;
  }
  get attrs(): null {
    return null;
  }
}

export class PyByteArray extends PyObject {
  bytes: Uint8Array;
  cls: PyType;
  attrs: Attrs | null;
  constructor(bytes: Uint8Array, cls: PyType = bytearrayType) {
    super();
    this.bytes = bytes;
    this.cls = cls;
    this.attrs = cls === bytearrayType ? null : new Map();
  }
}

/** The bytes of a bytes-like object; undefined for anything else. */
export function bytesOf(value: PyValue): Uint8Array | undefined {
  if (value instanceof PyBytes || value instanceof PyByteArray) return value.bytes;
  return value instanceof PyInstance && value.payload instanceof PyBytes ? value.payload.bytes : undefined;
}

function latin(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 8192) out += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return out;
}

function unlatin(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

/** The bytes whose values are the characters' codes. */
export function bytesFromLatin1(text: string): PyBytes {
  return new PyBytes(unlatin(text));
}

function fail(message: string): never {
  return raiseError(exceptionTypes.TypeError, message);
}

export function bytesRepr(bytes: Uint8Array): string {
  const text = latin(bytes);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = `b${quote}`;
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (char === quote || char === "\\") out += `\\${char}`;
    else if (char === "\t") out += "\\t";
    else if (char === "\n") out += "\\n";
    else if (char === "\r") out += "\\r";
    else if (code < 0x20 || code >= 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else out += char;
  }
  return out + quote;
}

const bytesIteratorType = iteratorType("bytes_iterator");
const bytearrayIteratorType = iteratorType("bytearray_iterator");

class BytesIterator extends PyIterator {
  #owner: { readonly bytes: Uint8Array };
  #at = 0;
  readonly cls: PyType;
  constructor(owner: { readonly bytes: Uint8Array }, cls: PyType) {
    super();
    this.#owner = owner;
    this.cls = cls;
  }
  next(): PyValue | undefined {
    return this.#at < this.#owner.bytes.length ? this.#owner.bytes[this.#at++] : undefined;
  }
}

/** One byte given as an int. */
function byteOf(value: PyValue, message: string): number {
  const n = toIndexOrUndefined(value);
  if (n === undefined) return fail(`'${typeName(value)}' object cannot be interpreted as an integer`);
  if (n < 0 || n > 255) raiseError(exceptionTypes.ValueError, message);
  return Number(n);
}

/** What `bytes(source, …)` and `bytearray(source, …)` hold. */
function fromSource(kind: string, args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): Uint8Array {
  const [source, encoding, errors] = unpackArguments(kind, { names: ["source", "encoding", "errors"] }, args, kwargs);
  if (source === undefined) {
    if (encoding !== undefined) fail("encoding without a string argument");
    if (errors !== undefined) fail("errors without a string argument");
    return new Uint8Array(0);
  }
  const text = asStr(source);
  if (text !== undefined) {
    if (encoding === undefined) fail("string argument without an encoding");
    return encode(text, asStr(encoding) ?? "", errors === undefined ? "strict" : (asStr(errors) ?? ""));
  }
  if (encoding !== undefined) fail("encoding without a string argument");
  if (errors !== undefined) fail("errors without a string argument");
  const plain = bytesOf(source);
  if (plain !== undefined) return plain.slice();
  const via = callSpecial(source, "__bytes__", []);
  if (via !== undefined) {
    const made = bytesOf(via);
    return made === undefined ? fail(`__bytes__ returned non-bytes (type ${typeName(via)})`) : made;
  }
  const n = toIndexOrUndefined(source);
  if (n !== undefined) {
    if (n < 0) raiseError(exceptionTypes.ValueError, "negative count");
    budget.allocate(Number(n));
    if (typeof n === "bigint") raiseError(exceptionTypes.OverflowError, "cannot fit 'int' into an index-sized integer");
    return new Uint8Array(n);
  }
  if (iterate(source, false) === undefined) fail(`cannot convert '${typeName(source)}' object to bytes`);
  const range = `${kind === "bytes" ? "bytes" : "byte"} must be in range(0, 256)`;
  return Uint8Array.from(toArray(source), (item) => byteOf(item, range));
}

/** A search argument: bytes, or an int for one byte. */
function needle(value: PyValue): string {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return latin(bytes);
  const n = asIntPayload(value);
  if (n === undefined) return fail(`argument should be integer or bytes-like object, not '${typeName(value)}'`);
  if (n < 0 || n > 255) raiseError(exceptionTypes.ValueError, "byte must be in range(0, 256)");
  return String.fromCharCode(Number(n));
}

function like(value: PyValue): string {
  const bytes = bytesOf(value);
  return bytes === undefined ? fail(`a bytes-like object is required, not '${typeName(value)}'`) : latin(bytes);
}

const SPACES = "\t\n\v\f\r ";
const isSpace = (c: string): boolean => SPACES.includes(c);

function splitSpace(s: string, limit: number): string[] {
  const out: string[] = [];
  let i = 0;
  for (;;) {
    while (i < s.length && isSpace(s[i]!)) i++;
    if (i >= s.length) return out;
    if (limit >= 0 && out.length >= limit) {
      out.push(s.slice(i));
      return out;
    }
    const start = i;
    while (i < s.length && !isSpace(s[i]!)) i++;
    out.push(s.slice(start, i));
  }
}

function reversed(s: string): string {
  return s.split("").reverse().join("");
}

function rsplitSpace(s: string, limit: number): string[] {
  return splitSpace(reversed(s), limit).map(reversed).reverse();
}

function splitBy(s: string, separator: string, limit: number): string[] {
  if (separator === "") raiseError(exceptionTypes.ValueError, "empty separator");
  const all = s.split(separator);
  return limit < 0 || all.length <= limit + 1 ? all : [...all.slice(0, limit), all.slice(limit).join(separator)];
}

function rsplitBy(s: string, separator: string, limit: number): string[] {
  return splitBy(reversed(s), reversed(separator), limit).map(reversed).reverse();
}

function strip(s: string, chars: PyValue | undefined, atStart: boolean, atEnd: boolean): string {
  const wanted = chars === undefined || chars === null ? SPACES : like(chars);
  let start = 0;
  let end = s.length;
  if (atStart) while (start < end && wanted.includes(s[start]!)) start++;
  if (atEnd) while (end > start && wanted.includes(s[end - 1]!)) end--;
  return s.slice(start, end);
}

function splitlines(s: string, keep: boolean): string[] {
  const out: string[] = [];
  let start = 0;
  for (const match of s.matchAll(/\r\n|\n|\r/g)) {
    out.push(s.slice(start, keep ? match.index + match[0].length : match.index));
    start = match.index + match[0].length;
  }
  if (start < s.length) out.push(s.slice(start));
  return out;
}

function asciiTitle(s: string): string {
  return s.replace(/[A-Za-z]+/g, (word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase());
}

const asciiUpper = (s: string): string => s.replace(/[a-z]+/g, (m) => m.toUpperCase());
const asciiLower = (s: string): string => s.replace(/[A-Z]+/g, (m) => m.toLowerCase());

const PREDICATES: Readonly<Record<string, (s: string) => boolean>> = {
  isalnum: (s) => /^[0-9A-Za-z]+$/.test(s),
  isalpha: (s) => /^[A-Za-z]+$/.test(s),
  isascii: (s) => !/[^\x00-\x7f]/.test(s),
  isdigit: (s) => /^[0-9]+$/.test(s),
  islower: (s) => /[a-z]/.test(s) && !/[A-Z]/.test(s),
  isupper: (s) => /[A-Z]/.test(s) && !/[a-z]/.test(s),
  isspace: (s) => /^[\t\n\v\f\r ]+$/.test(s),
  istitle: (s) => /[A-Za-z]/.test(s) && asciiTitle(s) === s,
};

function replaceIn(s: string, old: string, by: string, limit: number): string {
  if (limit === 0) return s;
  if (old !== "") return splitBy(s, old, limit).join(by);
  let out = "";
  for (let i = 0; i <= s.length; i++) out += (limit < 0 || i < limit ? by : "") + (s[i] ?? "");
  return out;
}

function fillByte(value: PyValue | undefined, method: string): string {
  if (value === undefined) return " ";
  const bytes = bytesOf(value);
  if (bytes?.length === 1) return latin(bytes);
  return fail(`${method}() argument 2 must be a byte string of length 1, not ${typeName(value)}`);
}

function hexText(bytes: Uint8Array, separator: PyValue | undefined, group: PyValue | undefined): string {
  const pairs = Array.from(bytes, (b) => b.toString(16).padStart(2, "0"));
  if (separator === undefined) return pairs.join("");
  const sep = asStr(separator) ?? like(separator);
  if (sep.length !== 1) raiseError(exceptionTypes.ValueError, "sep must be length 1.");
  const size = group === undefined ? 1 : sizeIndex(group);
  if (size === 0) return pairs.join("");
  const n = Math.abs(size);
  const out: string[] = [];
  if (size > 0) {
    for (let end = pairs.length; end > 0; end -= n) out.unshift(pairs.slice(Math.max(0, end - n), end).join(""));
  } else for (let i = 0; i < pairs.length; i += n) out.push(pairs.slice(i, i + n).join(""));
  return out.join(sep);
}

function fromHex(text: PyValue): Uint8Array {
  const s = asStr(text);
  if (s === undefined) return fail(`fromhex() argument must be str, not ${typeName(text)}`);
  const out: number[] = [];
  let i = 0;
  while (i < s.length) {
    if (isSpace(s[i]!)) {
      i++;
      continue;
    }
    for (const at of [i, i + 1]) {
      if (!/^[0-9a-fA-F]$/.test(s[at] ?? "")) {
        raiseError(exceptionTypes.ValueError, `non-hexadecimal number found in fromhex() arg at position ${at}`);
      }
    }
    out.push(Number.parseInt(s.slice(i, i + 2), 16));
    i += 2;
  }
  return Uint8Array.from(out);
}

type Make = (bytes: Uint8Array) => PyValue;

/** The methods that bytes and bytearray have in common. `make` builds a result of the same kind. */
function shared<T extends { readonly bytes: Uint8Array } & PyObject>(
  type: PyType,
  receive: (v: PyValue) => T | undefined,
  make: Make,
): MethodTable<T> {
  const wrap = (text: string): PyValue => make(unlatin(text));
  const list = (parts: string[]): PyValue => new PyList(parts.map(wrap));
  const kind = type === bytesType ? "byte" : "bytearray";
  const search = (isLast: boolean) => (self: T, sub: PyValue, start?: PyValue, end?: PyValue) => {
    const wanted = needle(sub);
    const [from, to] = clippedRange(start, end, self.bytes.length);
    if (from > to) return -1;
    const part = latin(self.bytes.subarray(from, to));
    const at = isLast ? part.lastIndexOf(wanted) : part.indexOf(wanted);
    return at < 0 ? -1 : at + from;
  };
  const found = (index: number): PyValue =>
    index < 0 ? raiseError(exceptionTypes.ValueError, "subsection not found") : index;
  const affix = (method: "startswith" | "endswith") => (self: T, prefix: PyValue, start?: PyValue, end?: PyValue) => {
    const [from, to] = clippedRange(start, end, self.bytes.length);
    const part = latin(self.bytes.subarray(from, Math.max(from, to)));
    const test = (v: PyValue): boolean => {
      const p = bytesOf(v);
      if (p === undefined) {
        return fail(
          v === prefix
            ? `${method} first arg must be bytes or a tuple of bytes, not ${typeName(v)}`
            : `a bytes-like object is required, not '${typeName(v)}'`,
        );
      }
      return from <= to && (method === "startswith" ? part.startsWith(latin(p)) : part.endsWith(latin(p)));
    };
    const tuple = asTuple(prefix);
    return tuple === undefined ? test(prefix) : tuple.items.some(test);
  };
  const splitter =
    (onSpace: (s: string, n: number) => string[], onText: (s: string, sep: string, n: number) => string[]) =>
    (self: T, separator: PyValue | undefined, limit: PyValue | undefined): PyValue => {
      const n = limit === undefined ? -1 : sizeIndex(limit);
      const s = latin(self.bytes);
      return list(separator === undefined || separator === null ? onSpace(s, n) : onText(s, like(separator), n));
    };
  const padder = (method: string, align: "left" | "right" | "center") => (self: T, width: PyValue, fill?: PyValue) => {
    const n = sizeIndex(width);
    const char = fillByte(fill, method);
    const s = latin(self.bytes);
    const missing = n - s.length;
    if (missing <= 0) return wrap(s);
    budget.allocate(n);
    if (align === "left") return wrap(s + char.repeat(missing));
    if (align === "right") return wrap(char.repeat(missing) + s);
    const before = Math.floor(missing / 2) + (missing & n & 1);
    return wrap(char.repeat(before) + s + char.repeat(missing - before));
  };
  const partition = (isLast: boolean) => (self: T, separator: PyValue) => {
    const sep = like(separator);
    if (sep === "") raiseError(exceptionTypes.ValueError, "empty separator");
    const s = latin(self.bytes);
    const at = isLast ? s.lastIndexOf(sep) : s.indexOf(sep);
    if (at < 0) return new PyTuple((isLast ? ["", "", s] : [s, "", ""]).map(wrap));
    return new PyTuple([
      wrap(s.slice(0, at)),
      type === bytesType ? separator : wrap(sep),
      wrap(s.slice(at + sep.length)),
    ]);
  };
  const repeat = (self: T, n: PyValue): PyValue => {
    const times = repeatCount(n);
    if (times === undefined) return raiseRepeat(n);
    budget.allocate(self.bytes.length * times);
    const out = new Uint8Array(self.bytes.length * times);
    for (let i = 0; i < times; i++) out.set(self.bytes, i * self.bytes.length);
    return make(out);
  };
  const table = new MethodTable(type, receive)
    .slot("__len__", 0, (self) => self.bytes.length)
    .slot("__getitem__", 1, (self, key) => {
      if (key instanceof PySlice) {
        const { start, step, count } = sliceIndices(key, self.bytes.length);
        const out = new Uint8Array(count);
        for (let i = 0, at = start; i < count; i++, at += step) out[i] = self.bytes[at]!;
        return make(out);
      }
      const i = resolveIndex(subscriptIndex(key, kind), self.bytes.length);
      return i === undefined
        ? raiseError(exceptionTypes.IndexError, `${kind === "byte" ? "index" : "bytearray index"} out of range`)
        : self.bytes[i]!;
    })
    .slot("__contains__", 1, (self, x) => {
      const bytes = bytesOf(x);
      if (bytes !== undefined) return latin(self.bytes).includes(latin(bytes));
      const n = toIndexOrUndefined(x);
      if (n === undefined) return fail(`a bytes-like object is required, not '${typeName(x)}'`);
      if (n < 0 || n > 255) raiseError(exceptionTypes.ValueError, "byte must be in range(0, 256)");
      return self.bytes.includes(Number(n));
    })
    .slot(
      "__iter__",
      0,
      (self) => new BytesIterator(self, type === bytesType ? bytesIteratorType : bytearrayIteratorType),
    )
    .slot("__add__", 1, (self, other) => {
      const right = bytesOf(other);
      if (right === undefined) return fail(`can't concat ${typeName(other)} to ${type.name}`);
      const out = new Uint8Array(self.bytes.length + right.length);
      out.set(self.bytes);
      out.set(right, self.bytes.length);
      return make(out);
    })
    .slot("__mul__", 1, repeat)
    .slot("__rmul__", 1, repeat)
    .slot("__mod__", 1, (self, values) => wrap(percentFormat(latin(self.bytes), values, true)))
    .none("upper", (self) => wrap(asciiUpper(latin(self.bytes))))
    .none("lower", (self) => wrap(asciiLower(latin(self.bytes))))
    .none("title", (self) => wrap(asciiTitle(latin(self.bytes))))
    .none("capitalize", (self) => {
      const s = latin(self.bytes);
      return wrap(asciiUpper(s.slice(0, 1)) + asciiLower(s.slice(1)));
    })
    .none("swapcase", (self) =>
      wrap(latin(self.bytes).replace(/[A-Za-z]/g, (c) => (c >= "a" ? c.toUpperCase() : c.toLowerCase()))),
    )
    .parsed("find", 1, 3, search(false))
    .parsed("rfind", 1, 3, search(true))
    .parsed("index", 1, 3, (self, sub, start?, end?) => found(search(false)(self, sub, start, end)))
    .parsed("rindex", 1, 3, (self, sub, start?, end?) => found(search(true)(self, sub, start, end)))
    .parsed("count", 1, 3, (self, sub, start?, end?) => {
      const wanted = needle(sub);
      const [from, to] = clippedRange(start, end, self.bytes.length);
      if (from > to) return 0;
      const part = latin(self.bytes.subarray(from, to));
      return wanted === "" ? part.length + 1 : part.split(wanted).length - 1;
    })
    .parsed("startswith", 1, 3, affix("startswith"))
    .parsed("endswith", 1, 3, affix("endswith"))
    .kw("split", { names: ["sep", "maxsplit"] }, (self, sep, n) => splitter(splitSpace, splitBy)(self, sep, n))
    .kw("rsplit", { names: ["sep", "maxsplit"] }, (self, sep, n) => splitter(rsplitSpace, rsplitBy)(self, sep, n))
    .kw("splitlines", { names: ["keepends"] }, (self, keep) =>
      list(splitlines(latin(self.bytes), keep !== undefined && truth(keep))),
    )
    .pos("strip", 0, 1, (self, chars?) => wrap(strip(latin(self.bytes), chars, true, true)))
    .pos("lstrip", 0, 1, (self, chars?) => wrap(strip(latin(self.bytes), chars, true, false)))
    .pos("rstrip", 0, 1, (self, chars?) => wrap(strip(latin(self.bytes), chars, false, true)))
    .pos("ljust", 1, 2, padder("ljust", "left"))
    .pos("rjust", 1, 2, padder("rjust", "right"))
    .pos("center", 1, 2, padder("center", "center"))
    .one("zfill", (self, width) => {
      const s = latin(self.bytes);
      const missing = sizeIndex(width) - s.length;
      if (missing <= 0) return wrap(s);
      budget.allocate(missing);
      const sign = s[0] === "+" || s[0] === "-" ? s[0] : "";
      return wrap(sign + "0".repeat(missing) + s.slice(sign.length));
    })
    .one("join", (self, source) => {
      if (iterate(source, false) === undefined) fail("can only join an iterable");
      const parts = toArray(source).map((item, i) => {
        const bytes = bytesOf(item);
        return bytes === undefined
          ? fail(`sequence item ${i}: expected a bytes-like object, ${typeName(item)} found`)
          : latin(bytes);
      });
      return wrap(parts.join(latin(self.bytes)));
    })
    .pos("replace", 2, 3, (self, old, by, limit?) =>
      wrap(replaceIn(latin(self.bytes), like(old), like(by), limit === undefined ? -1 : sizeIndex(limit))),
    )
    .one("partition", partition(false))
    .one("rpartition", partition(true))
    .kw("expandtabs", { names: ["tabsize"] }, (self, size) => {
      const n = size === undefined ? 8 : sizeIndex(size);
      let out = "";
      let column = 0;
      for (const c of latin(self.bytes)) {
        if (c === "\t") {
          if (n > 0) {
            const add = n - (column % n);
            budget.allocate(out.length + add);
            out += " ".repeat(add);
            column += add;
          }
        } else {
          out += c;
          column = c === "\n" || c === "\r" ? 0 : column + 1;
        }
      }
      return wrap(out);
    })
    .varargs("translate", (self, args, kwargs) => {
      const [map, gone] = unpackArguments(
        "translate",
        { names: ["table", "delete"], required: 1, positionalOnly: 1 },
        args,
        kwargs,
      );
      const mapping = map === null || map === undefined ? undefined : unlatin(like(map));
      if (mapping !== undefined && mapping.length !== 256) {
        raiseError(exceptionTypes.ValueError, "translation table must be 256 characters long");
      }
      const dropped = gone === undefined ? "" : like(gone);
      const kept = unlatin(latin(self.bytes)).filter((b) => !dropped.includes(String.fromCharCode(b)));
      return make(mapping === undefined ? kept : kept.map((b) => mapping[b]!));
    })
    .staticMethod("maketrans", (args) => {
      checkPositional("maketrans", args.length, 2, 2);
      const from = like(args[0]!);
      const to = like(args[1]!);
      if (from.length !== to.length) {
        raiseError(exceptionTypes.ValueError, "maketrans arguments must have same length");
      }
      const map = Uint8Array.from({ length: 256 }, (_, i) => i);
      for (let i = 0; i < from.length; i++) map[from.charCodeAt(i)] = to.charCodeAt(i);
      return new PyBytes(map);
    })
    .one("removeprefix", (self, p) => {
      const s = latin(self.bytes);
      const prefix = like(p);
      return wrap(s.startsWith(prefix) ? s.slice(prefix.length) : s);
    })
    .one("removesuffix", (self, p) => {
      const s = latin(self.bytes);
      const suffix = like(p);
      return wrap(suffix !== "" && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s);
    })
    .kw("decode", { names: ["encoding", "errors"] }, (self, encoding, errors) =>
      decode(
        self.bytes,
        encoding === undefined
          ? "utf-8"
          : (asStr(encoding) ?? fail(`decode() argument 'encoding' must be str, not ${typeName(encoding)}`)),
        errors === undefined
          ? "strict"
          : (asStr(errors) ?? fail(`decode() argument 'errors' must be str, not ${typeName(errors)}`)),
      ),
    )
    .kw("hex", { names: ["sep", "bytes_per_sep"] }, (self, sep, group) => hexText(self.bytes, sep, group))
    .classMethod("fromhex", (cls, args) => {
      checkPositional("fromhex", args.length, 1, 1);
      const bytes = fromHex(args[0]!);
      if (cls.isSubtypeOf(bytearrayType)) return new PyByteArray(bytes, cls);
      return cls === bytesType ? new PyBytes(bytes) : new PyInstance(cls, new PyBytes(bytes));
    });
  for (const [name, test] of Object.entries(PREDICATES)) table.none(name, (self) => test(latin(self.bytes)));
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const right = bytesOf(other);
      if (right === undefined) return NotImplemented;
      const a = latin(self.bytes);
      const b = latin(right);
      return compareLengths(op, a < b ? -1 : a > b ? 1 : 0, 0);
    });
  }
  return table;
}

export function installBytes(): void {
  bytesType.construct = (cls, args, kwargs) => {
    const source = args[0];
    if (cls === bytesType && args.length === 1 && source instanceof PyBytes && kwargs === null) return source;
    const made = new PyBytes(fromSource("bytes", args, kwargs));
    return cls === bytesType ? made : new PyInstance(cls, made);
  };
  const receive = (v: PyValue): PyBytes | undefined =>
    v instanceof PyBytes ? v : v instanceof PyInstance && v.payload instanceof PyBytes ? v.payload : undefined;
  shared(bytesType, receive, (bytes) => new PyBytes(bytes))
    .slot("__hash__", 0, (self) => hashStr(latin(self.bytes)))
    .slot("__repr__", 0, (self) => bytesRepr(self.bytes))
    .none("__bytes__", (self) => self)
    .none("__getnewargs__", (self) => new PyTuple([self]));
  installByteArray();
}

function installByteArray(): void {
  bytearrayType.construct = (cls) => new PyByteArray(new Uint8Array(0), cls);
  const set = (self: PyByteArray, parts: readonly number[]): null => {
    self.bytes = Uint8Array.from(parts);
    return null;
  };
  const RANGE = "byte must be in range(0, 256)";
  const extend = (self: PyByteArray, source: PyValue): void => {
    const more = bytesOf(source) ?? Uint8Array.from(toArray(source), (item) => byteOf(item, RANGE));
    const out = new Uint8Array(self.bytes.length + more.length);
    out.set(self.bytes);
    out.set(more, self.bytes.length);
    self.bytes = out;
  };
  shared(
    bytearrayType,
    (v) => (v instanceof PyByteArray ? v : undefined),
    (bytes) => new PyByteArray(bytes),
  )
    .slotVarargs("__init__", (self, args, kwargs) => {
      self.bytes = fromSource("bytearray", args, kwargs).slice();
      return null;
    })
    .slot("__repr__", 0, (self) => `${self.cls.name}(${bytesRepr(self.bytes)})`)
    .slot("__iadd__", 1, (self, other) => {
      if (bytesOf(other) === undefined) return fail(`can't concat ${typeName(other)} to ${self.cls.name}`);
      extend(self, other);
      return self;
    })
    .slot("__setitem__", 2, (self, key, value) => {
      if (!(key instanceof PySlice)) {
        const i = resolveIndex(subscriptIndex(key, "bytearray"), self.bytes.length);
        if (i === undefined) raiseError(exceptionTypes.IndexError, "bytearray index out of range");
        self.bytes[i] = byteOf(value, RANGE);
        return null;
      }
      const { start, stop, step, count } = sliceIndices(key, self.bytes.length);
      const source = [...(bytesOf(value) ?? toArray(value).map((item) => byteOf(item, RANGE)))];
      const old = [...self.bytes];
      if (step === 1) return set(self, [...old.slice(0, start), ...source, ...old.slice(Math.max(start, stop))]);
      if (source.length !== count) {
        raiseError(
          exceptionTypes.ValueError,
          `attempt to assign bytes of size ${source.length} to extended slice of size ${count}`,
        );
      }
      for (let i = 0, at = start; i < count; i++, at += step) old[at] = source[i]!;
      return set(self, old);
    })
    .slot("__delitem__", 1, (self, key) => {
      const old = [...self.bytes];
      if (!(key instanceof PySlice)) {
        const i = resolveIndex(subscriptIndex(key, "bytearray"), old.length);
        if (i === undefined) raiseError(exceptionTypes.IndexError, "bytearray index out of range");
        old.splice(i, 1);
        return set(self, old);
      }
      const { start, step, count } = sliceIndices(key, old.length);
      const gone = new Set<number>();
      for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
      return set(
        self,
        old.filter((_, i) => !gone.has(i)),
      );
    })
    .one("append", (self, value) => set(self, [...self.bytes, byteOf(value, RANGE)]))
    .one("extend", (self, source) => {
      extend(self, source);
      return null;
    })
    .pos("insert", 2, 2, (self, index, value) => {
      const old = [...self.bytes];
      const at = sizeIndex(index);
      old.splice(at < 0 ? Math.max(0, at + old.length) : at, 0, byteOf(value, RANGE));
      return set(self, old);
    })
    .pos("pop", 0, 1, (self, index?) => {
      const old = [...self.bytes];
      if (old.length === 0) raiseError(exceptionTypes.IndexError, "pop from empty bytearray");
      const i = resolveIndex(index === undefined ? -1 : sizeIndex(index), old.length);
      if (i === undefined) raiseError(exceptionTypes.IndexError, "pop index out of range");
      const value = old.splice(i, 1)[0]!;
      set(self, old);
      return value;
    })
    .one("remove", (self, value) => {
      const at = self.bytes.indexOf(byteOf(value, RANGE));
      if (at < 0) raiseError(exceptionTypes.ValueError, "value not found in bytearray");
      const old = [...self.bytes];
      old.splice(at, 1);
      return set(self, old);
    })
    .none("clear", (self) => set(self, []))
    .none("reverse", (self) => set(self, [...self.bytes].reverse()))
    .none("copy", (self) => new PyByteArray(self.bytes.slice()));
  bytearrayType.set("__hash__", null);
}
