/** `re`: Python's patterns translated to JavaScript's engine; what has no translation is not supported, and says so. */
import { type Names, positional } from "../builtins/function.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported } from "../objects/errors.ts";
import type { PyModule } from "../objects/module.ts";
import { toIndex } from "../objects/operators.ts";
import { PyTuple } from "../objects/tuple.ts";
import type { PyValue } from "../objects/value.ts";
import { hostNames } from "./hostNames.ts";
import { pythonModule } from "./pythonModule.ts";
import { reSource } from "./source/re.ts";

const I = 2;
const M = 8;
const S = 16;
const X = 64;
const A = 256;

interface Compiled {
  readonly search: RegExp;
  readonly match: RegExp;
  readonly full: RegExp;
  /** Matches that are not empty; its first group is the text from the start on. */
  readonly some: RegExp;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly flags: number;
}

function unsupported(pattern: string): never {
  throw new NotSupported(`the regular expression ${JSON.stringify(pattern)}`);
}

function translate(pattern: string, given: number): Compiled {
  let flags = given;
  let i = 0;
  const inline = /^\(\?([aimsux]+)\)/.exec(pattern);
  if (inline !== null) {
    i = inline[0].length;
    for (const c of inline[1]!) flags |= { a: A, i: I, m: M, s: S, u: 0, x: X }[c] ?? 0;
  }
  const isAscii = (flags & A) !== 0;
  const word = isAscii ? "A-Za-z0-9_" : "\\p{L}\\p{N}_";
  const digit = isAscii ? "0-9" : "\\p{Nd}";
  const space = isAscii ? " \\t\\n\\r\\f\\v" : "\\s\\x1c-\\x1f\\x85";
  const sets: Readonly<Record<string, string>> = { w: word, d: digit, s: space };
  const names = new Map<string, number>();
  let groups = 0;
  let out = "";
  const literal = (c: string): string => (/[\\^$.*+?()[\]{}|/-]/.test(c) ? (c === "-" ? "-" : `\\${c}`) : c);
  const escaped = (inClass: boolean): string => {
    const c = pattern[i++];
    if (c === undefined) return unsupported(pattern);
    const lower = sets[c.toLowerCase()];
    if (lower !== undefined) {
      if (c === c.toLowerCase()) return inClass ? lower : `[${lower}]`;
      return inClass ? unsupported(pattern) : `[^${lower}]`;
    }
    if ("nrtfv".includes(c)) return `\\${c}`;
    if (c === "a") return "\\x07";
    if (c === "x" || c === "u") {
      const n = c === "x" ? 2 : 4;
      const digits = pattern.slice(i, i + n);
      i += n;
      return /^[0-9a-fA-F]+$/.test(digits) && digits.length === n ? `\\${c}${digits}` : unsupported(pattern);
    }
    if (c === "0") return "\\x00";
    if (inClass)
      return c === "b" ? "\\x08" : /[A-Za-z0-9]/.test(c) ? unsupported(pattern) : c === "-" ? "\\-" : literal(c);
    if (/[1-9]/.test(c)) {
      let n = c;
      if (/[0-9]/.test(pattern[i] ?? "")) n += pattern[i++]!;
      return `(?:\\${n})`;
    }
    if (c === "A") return "(?<![\\s\\S])";
    if (c === "Z") return "(?![\\s\\S])";
    const at = `(?<=[${word}])`;
    const before = `(?=[${word}])`;
    if (c === "b") return `(?:${at}(?![${word}])|(?<![${word}])${before})`;
    if (c === "B") return `(?:${at}${before}|(?<![${word}])(?![${word}]))`;
    if (/[A-Za-z]/.test(c)) return unsupported(pattern);
    return literal(c);
  };
  while (i < pattern.length) {
    const c = String.fromCodePoint(pattern.codePointAt(i)!);
    i += c.length;
    if (c === "\\") out += escaped(false);
    else if (c === "[") {
      out += "[";
      if (pattern[i] === "^") {
        out += "^";
        i++;
      }
      let isFirst = true;
      for (;;) {
        if (i >= pattern.length) unsupported(pattern);
        const d = String.fromCodePoint(pattern.codePointAt(i)!);
        i += d.length;
        if (d === "]" && !isFirst) break;
        isFirst = false;
        out += d === "\\" ? escaped(true) : literal(d);
      }
      out += "]";
    } else if (c === "(") {
      if (pattern[i] !== "?") {
        groups++;
        out += "(";
        continue;
      }
      const rest = pattern.slice(i);
      const name = /^\?P<([A-Za-z_]\w*)>/.exec(rest);
      const back = /^\?P=([A-Za-z_]\w*)\)/.exec(rest);
      const comment = /^\?#[^)]*\)/.exec(rest);
      const plain = /^\?(?::|=|!|<=|<!)/.exec(rest);
      if (name !== null) {
        names.set(name[1]!, ++groups);
        out += "(";
        i += name[0].length;
      } else if (back !== null) {
        const n = names.get(back[1]!);
        if (n === undefined) unsupported(pattern);
        out += `(?:\\${n})`;
        i += back[0].length;
      } else if (comment !== null) i += comment[0].length;
      else if (plain !== null) {
        out += `(${plain[0]}`;
        i += plain[0].length;
      } else unsupported(pattern);
    } else if (c === "^") out += (flags & M) !== 0 ? "(?:(?<![\\s\\S])|(?<=\\n))" : "(?<![\\s\\S])";
    else if (c === "$") out += (flags & M) !== 0 ? "(?=\\n|(?![\\s\\S]))" : "(?=\\n?(?![\\s\\S]))";
    else if (c === ".") out += (flags & S) !== 0 ? "[\\s\\S]" : "[^\\n]";
    else if ((flags & X) !== 0 && /\s/.test(c)) continue;
    else if ((flags & X) !== 0 && c === "#") {
      const end = pattern.indexOf("\n", i);
      i = end < 0 ? pattern.length : end + 1;
    } else if (c === "*" || c === "+" || c === "?") {
      if (pattern[i] === "+") unsupported(pattern);
      out += c;
    } else if (c === "{") {
      const range = /^(\d*)(,?)(\d*)\}/.exec(pattern.slice(i));
      if (range !== null && (range[1] !== "" || (range[2] !== "" && range[3] !== ""))) {
        out += `{${range[1] === "" ? "0" : range[1]}${range[2]}${range[3]}}`;
        i += range[0].length;
        if (pattern[i] === "+") unsupported(pattern);
      } else out += "\\{";
    } else out += c === "}" || c === "]" || c === "/" ? `\\${c}` : c;
  }
  const js = `du${(flags & I) !== 0 ? "i" : ""}`;
  try {
    return {
      search: new RegExp(out, `${js}g`),
      match: new RegExp(out, `${js}y`),
      some: new RegExp(
        `(?=([\\s\\S]*))(?:${out.replace(/\(\?:\\(\d+)\)/g, (_all, n: string) => `(?:\\${Number(n) + 1})`)})(?!\\1(?![\\s\\S]))`,
        `${js}y`,
      ),
      full: new RegExp(`(?:${out})(?![\\s\\S])`, `${js}y`),
      groups,
      names,
      flags: isAscii ? flags : flags | 32,
    };
  } catch {
    return unsupported(pattern);
  }
}

const compiled: Compiled[] = [];
const known = new Map<string, number>();

export function makeRe(interpreter: Interpreter): PyModule {
  const names: Names = new Map(hostNames(interpreter));
  positional(names, "_compile", 2, 2, (pattern, flags) => {
    if (typeof pattern !== "string") throw new NotSupported("re with bytes");
    const key = `${toIndex(flags!)}:${pattern}`;
    let handle = known.get(key);
    if (handle === undefined) {
      handle = compiled.push(translate(pattern, Number(toIndex(flags!)))) - 1;
      known.set(key, handle);
    }
    const c = compiled[handle]!;
    return new PyTuple([handle, c.groups, PyDict.of(c.names), c.flags]);
  });
  positional(names, "_exec", 5, 5, (handle, text, pos, end, mode) => {
    if (typeof text !== "string") throw new NotSupported("re with bytes");
    const c = compiled[Number(handle)]!;
    const regex = mode === 0 ? c.search : mode === 1 ? c.match : mode === 2 ? c.full : c.some;
    const isPlain = !/[\ud800-\udfff]/.test(text);
    // Python counts code points.
    const toUnit = (n: number): number => (isPlain ? n : [...text].slice(0, n).join("").length);
    const toPoint = (n: number): number => (isPlain ? n : [...text.slice(0, n)].length);
    regex.lastIndex = toUnit(Number(pos));
    const found = regex.exec(text.slice(0, toUnit(Number(end))));
    if (found === null) return null;
    const spans: PyValue[] = (found.indices ?? []).map((span) =>
      span === undefined ? new PyTuple([-1, -1]) : new PyTuple([toPoint(span[0]), toPoint(span[1])]),
    );
    if (mode === 3) spans.splice(1, 1);
    return new PyTuple(spans);
  });
  return pythonModule(interpreter, "re", reSource, names);
}
