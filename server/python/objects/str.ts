/** `str`: every method, on UTF-16 strings with code point indices. */
import { budget } from "../budget.ts";
import { bytesOf, PyBytes } from "./bytes.ts";
import { codePointIndex, codePointsOf, isBmp, strLength, substring } from "./codePoints.ts";
import { PyDict } from "./dict.ts";
import { decode, encode } from "./encoding.ts";
import { exceptionTypes, isRaised, raiseError } from "./exceptions.ts";
import { formatStr } from "./formatSpec.ts";
import { hashStr } from "./hash.ts";
import { asIntPayload } from "./int.ts";
import { getItem } from "./items.ts";
import { StrIterator, toArray } from "./iteration.ts";
import { PyList } from "./list.ts";
import { MethodTable, unpackArguments } from "./methods.ts";
import { RICH_METHODS, sizeIndex, truth } from "./operators.ts";
import { percentFormat } from "./percentFormat.ts";
import { clippedRange, compareLengths, raiseRepeat, repeatCount, resolveIndex, subscriptIndex } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { asStr, typeName } from "./special.ts";
import { capitalize, casefold, isSpace, lower, predicates, swapcase, title, upper } from "./strCase.ts";
import { compareStrings } from "./strCompare.ts";
import { callArguments, formatTemplate, mappingArguments } from "./strFormat.ts";
import { repr, str } from "./text.ts";
import { asTuple, PyTuple } from "./tuple.ts";
import { type PyType, strType } from "./type.ts";
import { PyInstance, type PyValue } from "./value.ts";

function fail(message: string): never {
  return raiseError(exceptionTypes.TypeError, message);
}

export function strGetItem(self: string, key: PyValue): PyValue {
  if (key instanceof PySlice) {
    if (isBmp(self)) {
      const { start, step, count } = sliceIndices(key, self.length);
      if (step === 1) return self.substring(start, start + count);
      let out = "";
      for (let i = 0, at = start; i < count; i++, at += step) out += self[at]!;
      return out;
    }
    const chars = codePointsOf(self);
    const { start, step, count } = sliceIndices(key, chars.length);
    let out = "";
    for (let i = 0, at = start; i < count; i++, at += step) out += chars[at]!;
    return out;
  }
  const index = subscriptIndex(key, "string");
  if (isBmp(self)) {
    const i = resolveIndex(index, self.length);
    return i === undefined ? raiseError(exceptionTypes.IndexError, "string index out of range") : self[i]!;
  }
  const chars = codePointsOf(self);
  const i = resolveIndex(index, chars.length);
  return i === undefined ? raiseError(exceptionTypes.IndexError, "string index out of range") : chars[i]!;
}

/** A str argument, or the TypeError of methods that name their argument's place. */
function text(value: PyValue, message: (type: string) => string): string {
  return asStr(value) ?? fail(message(value === null ? "None" : typeName(value)));
}

function argument(method: string, place: string): (type: string) => string {
  return (type) => `${method}() argument ${place}must be str, not ${type}`;
}

const mustBeStr = (type: string): string => `must be str, not ${type === "None" ? "NoneType" : type}`;

export function strRepeat(self: string, count: number): string {
  budget.allocate(2 * self.length * count);
  return self.repeat(count);
}

interface Window {
  /** The text between start and end. */
  readonly part: string;
  /** The code point index at which it starts. */
  readonly from: number;
  /** False when start lies beyond the end, where not even the empty string is found. */
  readonly isValid: boolean;
}

function windowOf(self: string, start: PyValue | undefined, end: PyValue | undefined): Window {
  if (start === undefined && end === undefined) return { part: self, from: 0, isValid: true };
  const length = strLength(self);
  const [from, to] = clippedRange(start, end, length);
  if (from > length || from > to) return { part: "", from, isValid: false };
  return { part: substring(self, from, to), from, isValid: true };
}

type Finder = (self: string, sub: PyValue, start?: PyValue, end?: PyValue) => number;

function finder(isLast: boolean): Finder {
  return (self, sub, start, end) => {
    const needle = text(sub, mustBeStr);
    const window = windowOf(self, start, end);
    if (!window.isValid) return -1;
    const at = isLast ? window.part.lastIndexOf(needle) : window.part.indexOf(needle);
    return at < 0 ? -1 : window.from + codePointIndex(window.part, at);
  };
}

const find = finder(false);
const rfind = finder(true);

function found(index: number): PyValue {
  return index < 0 ? raiseError(exceptionTypes.ValueError, "substring not found") : index;
}

function count(self: string, sub: PyValue, start?: PyValue, end?: PyValue): number {
  const needle = text(sub, mustBeStr);
  const window = windowOf(self, start, end);
  if (!window.isValid) return 0;
  if (needle === "") return strLength(window.part) + 1;
  let n = 0;
  for (let at = window.part.indexOf(needle); at >= 0; at = window.part.indexOf(needle, at + needle.length)) n++;
  return n;
}

function affix(method: "startswith" | "endswith") {
  return (self: string, prefix: PyValue, start?: PyValue, end?: PyValue): boolean => {
    const window = windowOf(self, start, end);
    const test = (p: string): boolean =>
      window.isValid && (method === "startswith" ? window.part.startsWith(p) : window.part.endsWith(p));
    const tuple = asTuple(prefix);
    if (tuple !== undefined) {
      return tuple.items.some((item) =>
        test(
          text(item, (type) => `tuple for ${method} must only contain str, not ${type === "None" ? "NoneType" : type}`),
        ),
      );
    }
    return test(
      text(
        prefix,
        (type) => `${method} first arg must be str or a tuple of str, not ${type === "None" ? "NoneType" : type}`,
      ),
    );
  };
}

/** `s.split()`: runs of white space separate, at most `limit` times from the left. */
function splitSpace(self: string, limit: number): string[] {
  const out: string[] = [];
  const chars = codePointsOf(self);
  let i = 0;
  for (;;) {
    while (i < chars.length && isSpace(chars[i]!)) i++;
    if (i >= chars.length) return out;
    if (limit >= 0 && out.length >= limit) {
      out.push(chars.slice(i).join(""));
      return out;
    }
    const start = i;
    while (i < chars.length && !isSpace(chars[i]!)) i++;
    out.push(chars.slice(start, i).join(""));
  }
}

function rsplitSpace(self: string, limit: number): string[] {
  const out: string[] = [];
  const chars = codePointsOf(self);
  let i = chars.length;
  for (;;) {
    while (i > 0 && isSpace(chars[i - 1]!)) i--;
    if (i <= 0) return out.reverse();
    if (limit >= 0 && out.length >= limit) {
      out.push(chars.slice(0, i).join(""));
      return out.reverse();
    }
    const end = i;
    while (i > 0 && !isSpace(chars[i - 1]!)) i--;
    out.push(chars.slice(i, end).join(""));
  }
}

function splitBy(self: string, separator: string, limit: number): string[] {
  if (separator === "") raiseError(exceptionTypes.ValueError, "empty separator");
  const all = self.split(separator);
  if (limit < 0 || all.length <= limit + 1) return all;
  return [...all.slice(0, limit), all.slice(limit).join(separator)];
}

function rsplitBy(self: string, separator: string, limit: number): string[] {
  if (separator === "") raiseError(exceptionTypes.ValueError, "empty separator");
  // From the right: "aaa".rsplit("aa") takes the last two.
  const out: string[] = [];
  let end = self.length;
  while (limit < 0 || out.length < limit) {
    const at = end - separator.length < 0 ? -1 : self.lastIndexOf(separator, end - separator.length);
    if (at < 0) break;
    out.push(self.slice(at + separator.length, end));
    end = at;
  }
  out.push(self.slice(0, end));
  return out.reverse();
}

function splitter(
  onSpace: (s: string, limit: number) => string[],
  onText: (s: string, separator: string, limit: number) => string[],
) {
  return (self: string, separator: PyValue | undefined, limit: PyValue | undefined): PyValue => {
    const n =
      limit === undefined
        ? -1
        : sizeIndex(limit, exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t");
    budget.charge(self.length / 8);
    return new PyList(
      separator === undefined || separator === null
        ? onSpace(self, n)
        : onText(
            self,
            text(separator, (type) => `must be str or None, not ${type}`),
            n,
          ),
    );
  };
}

const LINE_BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

function splitlines(self: string, keepEnds: boolean): string[] {
  const out: string[] = [];
  let start = 0;
  for (const match of self.matchAll(LINE_BREAK)) {
    const end = match.index + match[0].length;
    out.push(self.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  if (start < self.length) out.push(self.slice(start));
  return out;
}

function strip(method: string, atStart: boolean, atEnd: boolean) {
  return (self: string, chars?: PyValue): string => {
    const wanted =
      chars === undefined || chars === null
        ? undefined
        : new Set(text(chars, () => `${method} arg must be None or str`));
    const isGone = (c: string): boolean => (wanted === undefined ? isSpace(c) : wanted.has(c));
    const all = codePointsOf(self);
    let start = 0;
    let end = all.length;
    if (atStart) while (start < end && isGone(all[start]!)) start++;
    if (atEnd) while (end > start && isGone(all[end - 1]!)) end--;
    return all.slice(start, end).join("");
  };
}

function padder(align: "left" | "right" | "center") {
  return (self: string, width: PyValue, fill?: PyValue): string => {
    const n = sizeIndex(width, exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t");
    let char = " ";
    if (fill !== undefined) {
      char = asStr(fill) ?? fail(`The fill character must be a unicode character, not ${typeName(fill)}`);
      if (strLength(char) !== 1) fail("The fill character must be exactly one character long");
    }
    const missing = n - strLength(self);
    if (missing <= 0) return self;
    budget.allocate(2 * n);
    if (align === "left") return self + char.repeat(missing);
    if (align === "right") return char.repeat(missing) + self;
    const before = Math.floor(missing / 2) + (missing & n & 1);
    return char.repeat(before) + self + char.repeat(missing - before);
  };
}

function join(self: string, source: PyValue): string {
  const items = toArrayForJoin(source);
  const parts: string[] = [];
  let length = 0;
  for (let i = 0; i < items.length; i++) {
    const part = asStr(items[i]!);
    if (part === undefined) fail(`sequence item ${i}: expected str instance, ${typeName(items[i]!)} found`);
    parts.push(part);
    length += part.length + self.length;
  }
  budget.allocate(2 * length);
  return parts.join(self);
}

function toArrayForJoin(source: PyValue): PyValue[] {
  try {
    return toArray(source);
  } catch (e) {
    if (
      isRaised(e, exceptionTypes.TypeError) &&
      !(typeof source === "object" && source !== null && source.cls.lookup("__iter__") !== undefined)
    ) {
      return fail("can only join an iterable");
    }
    throw e;
  }
}

function replace(self: string, old: PyValue, by: PyValue, limit?: PyValue): string {
  const from = text(old, argument("replace", "1 "));
  const to = text(by, argument("replace", "2 "));
  const n =
    limit === undefined
      ? -1
      : sizeIndex(limit, exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t");
  if (n === 0) return self;
  if (from === "") {
    const chars = codePointsOf(self);
    let out = "";
    let done = 0;
    for (let i = 0; i <= chars.length; i++) {
      if (n < 0 || done < n) {
        out += to;
        done++;
      }
      out += chars[i] ?? "";
    }
    return out;
  }
  const parts = splitBy(self, from, n);
  budget.allocate(2 * (self.length + parts.length * to.length));
  return parts.join(to);
}

function partition(self: string, separator: PyValue, isLast: boolean): PyValue {
  const s = text(separator, mustBeStr);
  if (s === "") raiseError(exceptionTypes.ValueError, "empty separator");
  const at = isLast ? self.lastIndexOf(s) : self.indexOf(s);
  if (at < 0) return new PyTuple(isLast ? ["", "", self] : [self, "", ""]);
  return new PyTuple([self.slice(0, at), s, self.slice(at + s.length)]);
}

function expandtabs(self: string, size: number): string {
  let out = "";
  let column = 0;
  for (const char of self) {
    if (char === "\t") {
      if (size > 0) {
        const n = size - (column % size);
        budget.allocate(2 * (out.length + n));
        out += " ".repeat(n);
        column += n;
      }
    } else {
      out += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return out;
}

function zfill(self: string, width: PyValue): string {
  const missing =
    sizeIndex(width, exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t") - strLength(self);
  if (missing <= 0) return self;
  budget.allocate(2 * missing);
  const hasSign = self[0] === "+" || self[0] === "-";
  return (hasSign ? self[0]! : "") + "0".repeat(missing) + (hasSign ? self.slice(1) : self);
}

function translate(self: string, table: PyValue): string {
  let out = "";
  for (const char of self) {
    let mapped: PyValue;
    try {
      mapped = getItem(table, char.codePointAt(0)!);
    } catch (e) {
      if (!isRaised(e, exceptionTypes.LookupError)) throw e;
      out += char;
      continue;
    }
    if (mapped === null) continue;
    const asText = asStr(mapped);
    if (asText !== undefined) {
      out += asText;
      continue;
    }
    const code = asIntPayload(mapped);
    if (code === undefined) fail("character mapping must return integer, None or str");
    if (code < 0 || code > 0x10ffff) {
      raiseError(exceptionTypes.ValueError, "character mapping must be in range(0x110000)");
    }
    out += String.fromCodePoint(Number(code));
  }
  return out;
}

function maketrans(args: PyValue[]): PyValue {
  if (args.length === 0 || args.length > 3) {
    fail(`maketrans expected at ${args.length === 0 ? "least 1 argument" : "most 3 arguments"}, got ${args.length}`);
  }
  const out = new PyDict();
  if (args.length === 1) {
    const source = args[0]!;
    if (!(source instanceof PyDict)) return fail("if you give only one argument to maketrans it must be a dict");
    for (const [key, value] of source.entries()) {
      const s = asStr(key);
      if (s !== undefined) {
        if (strLength(s) !== 1) {
          raiseError(exceptionTypes.ValueError, "string keys in translate table must be of length 1");
        }
        out.set(s.codePointAt(0)!, value);
      } else if (asIntPayload(key) !== undefined) out.set(key, value);
      else fail("keys in translate table must be strings or integers");
    }
    return out;
  }
  const from = asStr(args[0]!);
  if (from === undefined) return fail("first maketrans argument must be a string if there is a second argument");
  const to = codePointsOf(text(args[1]!, argument("maketrans", "2 ")));
  const chars = codePointsOf(from);
  if (chars.length !== to.length) {
    raiseError(exceptionTypes.ValueError, "the first two maketrans arguments must have equal length");
  }
  for (let i = 0; i < chars.length; i++) out.set(chars[i]!.codePointAt(0)!, to[i]!.codePointAt(0)!);
  if (args[2] !== undefined) {
    for (const char of text(args[2], argument("maketrans", "3 "))) out.set(char.codePointAt(0)!, null);
  }
  return out;
}

function construct(cls: PyType, args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): PyValue {
  const [object, encoding, errors] = unpackArguments("str", { names: ["object", "encoding", "errors"] }, args, kwargs);
  let s: string;
  if (object === undefined) s = "";
  else if (encoding === undefined && errors === undefined) s = str(object);
  else {
    const bytes = bytesOf(object);
    if (bytes === undefined) {
      return fail(
        asStr(object) !== undefined
          ? "decoding str is not supported"
          : `decoding to str: need a bytes-like object, ${typeName(object)} found`,
      );
    }
    s = decode(
      bytes,
      encoding === undefined ? "utf-8" : (asStr(encoding) ?? ""),
      errors === undefined ? "strict" : (asStr(errors) ?? ""),
    );
  }
  return cls === strType ? s : new PyInstance(cls, s);
}

export function installStr(): void {
  strType.construct = construct;
  const table = new MethodTable(strType, asStr)
    .slot("__len__", 0, strLength)
    .slot("__getitem__", 1, strGetItem)
    .slot("__contains__", 1, (self, x) => {
      const needle = asStr(x);
      return needle === undefined
        ? fail(`'in <string>' requires string as left operand, not ${typeName(x)}`)
        : self.includes(needle);
    })
    .slot("__iter__", 0, (self) => new StrIterator(self))
    .slot("__hash__", 0, hashStr)
    .slot("__repr__", 0, (self) => repr(self))
    .slot("__str__", 0, (self) => self)
    .slot("__add__", 1, (self, other) => {
      const right = asStr(other);
      if (right === undefined) return fail(`can only concatenate str (not "${typeName(other)}") to str`);
      budget.allocate(2 * (self.length + right.length));
      return self + right;
    })
    .slot("__mul__", 1, (self, n) => {
      const times = repeatCount(n);
      return times === undefined ? raiseRepeat(n) : strRepeat(self, times);
    })
    .slot("__rmul__", 1, (self, n) => {
      const times = repeatCount(n);
      return times === undefined ? raiseRepeat(n) : strRepeat(self, times);
    })
    .slot("__mod__", 1, (self, values) => percentFormat(self, values))
    .slot("__rmod__", 1, (self, other) => {
      const template = asStr(other);
      return template === undefined ? NotImplemented : percentFormat(template, self);
    })
    .none("__getnewargs__", (self) => new PyTuple([self]))
    .one("__format__", (self, spec) => {
      const s = text(spec, (type) => `__format__() argument must be str, not ${type}`);
      return s === "" ? self : formatStr(self, s);
    })
    .none("upper", upper)
    .none("lower", lower)
    .none("title", title)
    .none("capitalize", capitalize)
    .none("swapcase", swapcase)
    .none("casefold", casefold)
    .parsed("find", 1, 3, (self, sub, start?, end?) => find(self, sub, start, end))
    .parsed("rfind", 1, 3, (self, sub, start?, end?) => rfind(self, sub, start, end))
    .parsed("index", 1, 3, (self, sub, start?, end?) => found(find(self, sub, start, end)))
    .parsed("rindex", 1, 3, (self, sub, start?, end?) => found(rfind(self, sub, start, end)))
    .parsed("count", 1, 3, count)
    .parsed("startswith", 1, 3, affix("startswith"))
    .parsed("endswith", 1, 3, affix("endswith"))
    .kw("split", { names: ["sep", "maxsplit"] }, (self, sep, n) => splitter(splitSpace, splitBy)(self, sep, n))
    .kw("rsplit", { names: ["sep", "maxsplit"] }, (self, sep, n) => splitter(rsplitSpace, rsplitBy)(self, sep, n))
    .kw(
      "splitlines",
      { names: ["keepends"] },
      (self, keep) => new PyList(splitlines(self, keep !== undefined && truth(keep))),
    )
    .pos("strip", 0, 1, strip("strip", true, true))
    .pos("lstrip", 0, 1, strip("lstrip", true, false))
    .pos("rstrip", 0, 1, strip("rstrip", false, true))
    .pos("ljust", 1, 2, padder("left"))
    .pos("rjust", 1, 2, padder("right"))
    .pos("center", 1, 2, padder("center"))
    .one("join", join)
    .pos("replace", 2, 3, replace)
    .one("partition", (self, s) => partition(self, s, false))
    .one("rpartition", (self, s) => partition(self, s, true))
    .kw("expandtabs", { names: ["tabsize"] }, (self, size) =>
      expandtabs(self, size === undefined ? 8 : sizeIndex(size)),
    )
    .one("zfill", zfill)
    .one("translate", translate)
    .staticMethod("maketrans", maketrans)
    .one("removeprefix", (self, p) => {
      const prefix = text(p, argument("removeprefix", ""));
      return self.startsWith(prefix) ? self.slice(prefix.length) : self;
    })
    .one("removesuffix", (self, p) => {
      const suffix = text(p, argument("removesuffix", ""));
      return suffix !== "" && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self;
    })
    .kw(
      "encode",
      { names: ["encoding", "errors"] },
      (self, encoding, errors) =>
        new PyBytes(
          encode(
            self,
            encoding === undefined ? "utf-8" : text(encoding, argument("encode", "'encoding' ")),
            errors === undefined ? "strict" : text(errors, argument("encode", "'errors' ")),
          ),
        ),
    )
    .varargs("format", (self, args, kwargs) => formatTemplate(self, callArguments(args, kwargs)))
    .one("format_map", (self, mapping) => formatTemplate(self, mappingArguments(mapping)));
  for (const [name, test] of Object.entries(predicates)) table.none(name, test);
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const right = asStr(other);
      return right === undefined ? NotImplemented : compareLengths(op, compareStrings(self, right), 0);
    });
  }
}
