/** Tracebacks as CPython 3.11 prints them, carets included, and the traceback objects that a snippet can hold. */
import { HostStop } from "../objects/errors.ts";
import { exceptionTypes, PyException } from "../objects/exceptions.ts";
import { MethodTable } from "../objects/methods.ts";
import { str } from "../objects/text.ts";
import { PyTuple } from "../objects/tuple.ts";
import { isInstance, objectType, PyType } from "../objects/type.ts";
import { PyObject, type PyValue } from "../objects/value.ts";
import type { Expr } from "../syntax/ast.ts";
import type { TracebackEntry } from "./frame.ts";
import type { Code, Site } from "./observer.ts";

// ---------------------------------------------------------------- positions

const lineStarts = new WeakMap<Code, number[]>();

function startsOf(code: Code): number[] {
  let starts = lineStarts.get(code);
  if (starts === undefined) {
    starts = [0];
    for (let i = code.source.indexOf("\n"); i >= 0; i = code.source.indexOf("\n", i + 1)) starts.push(i + 1);
    lineStarts.set(code, starts);
  }
  return starts;
}

/** 1-based line of an offset. */
export function lineOf(code: Code, offset: number): number {
  const starts = startsOf(code);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function lineText(code: Code, line: number): string {
  const starts = startsOf(code);
  const start = starts[line - 1];
  if (start === undefined) return "";
  const end = starts[line];
  return code.source.slice(start, end === undefined ? undefined : end - 1).replace(/\r$/, "");
}

// ---------------------------------------------------------------- entries

export function entriesOf(exc: PyException): readonly TracebackEntry[] {
  return exc.traceback as TracebackEntry[];
}

/** Where the exception was raised: the innermost place. */
export function raisedAt(exc: PyException): Site | null {
  return entriesOf(exc).at(-1)?.site ?? null;
}

/** Lines repeated more often than this are folded into "Previous line repeated". */
const REPEATS = 3;

function formatEntries(entries: readonly TracebackEntry[]): string {
  let out = "";
  let count = 0;
  let last = "";
  const flush = (): void => {
    if (count > REPEATS) {
      const more = count - REPEATS;
      out += `  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]\n`;
    }
  };
  for (const entry of entries) {
    const { code } = entry.site;
    const line = lineOf(code, startOf(entry.site));
    const key = `${code.key}:${line}:${entry.name}`;
    if (key !== last) {
      flush();
      last = key;
      count = 0;
    }
    count++;
    if (count > REPEATS) continue;
    out += `  File "${code.name}", line ${line}, in ${entry.name}\n`;
    const text = lineText(code, line);
    const stripped = text.trim();
    if (stripped === "") continue;
    out += `    ${stripped}\n`;
    const carets = caretLine(entry.site, line, text);
    if (carets !== null) out += `    ${carets}\n`;
  }
  flush();
  return out;
}

/** Where a place begins; for an attribute that stands on a later line than its object, with the attribute. */
function startOf(site: Site): number {
  const node = site.node as Expr;
  const attribute = node.type === "Call" ? node.func : node;
  if (attribute.type !== "Attribute") return site.start;
  const { code } = site;
  return lineOf(code, attribute.start) === lineOf(code, attribute.attrRange.end)
    ? site.start
    : attribute.attrRange.start;
}

/** The `^^^^` line under a source line, or null where CPython prints none. */
function caretLine(site: Site, line: number, text: string): string | null {
  const { code } = site;
  const lineStart = startsOf(code)[line - 1]!;
  const indent = text.length - text.trimStart().length;
  const trimmedEnd = text.trimEnd().length;
  const from = startOf(site) - lineStart;
  const isMultiline = lineOf(code, Math.max(site.end - 1, startOf(site))) > line;
  const to = isMultiline ? trimmedEnd : Math.min(site.end - lineStart, trimmedEnd);
  const width = to - from;
  if (width <= 0) return null;
  let anchors: readonly [number, number] | null = null;
  if (!isMultiline) anchors = anchorsOf(site, lineStart);
  // A place that fills its line needs no marking.
  if (anchors === null && from === indent && to === trimmedEnd) return null;
  const marks = anchors === null ? "^".repeat(width) : primaryAndSecondary(from, to, anchors);
  return " ".repeat(from - indent) + marks;
}

function primaryAndSecondary(from: number, to: number, [left, right]: readonly [number, number]): string {
  return "~".repeat(left - from) + "^".repeat(right - left) + "~".repeat(Math.max(0, to - right));
}

/** The operator of a binary operation and the brackets of a subscript get carets, the rest tildes. */
function anchorsOf(site: Site, lineStart: number): readonly [number, number] | null {
  const node = site.node as Expr;
  if (node.type === "BinOp") {
    return [node.opRange.start - lineStart, node.opRange.end - lineStart];
  }
  if (node.type === "Subscript") {
    let open = node.value.end;
    const source = site.code.source;
    while (open < node.end && source[open] !== "[") open++;
    return [open - lineStart, node.end - lineStart];
  }
  return null;
}

// ---------------------------------------------------------------- exceptions

/** The last line of a traceback: `ValueError: text`. */
export function formatExceptionOnly(exc: PyException): string {
  const { cls } = exc;
  const name = cls.module === "builtins" || cls.module === "__main__" ? cls.qualname : `${cls.module}.${cls.qualname}`;
  const shown = cls.module === "__main__" ? `__main__.${cls.qualname}` : name;
  let text: string;
  try {
    text = isInstance(exc, exceptionTypes.SyntaxError) ? str(exc.members.get("msg") ?? null) : str(exc);
  } catch (e) {
    if (e instanceof HostStop) throw e;
    text = "<exception str() failed>";
  }
  return text === "" ? shown : `${shown}: ${text}`;
}

/** The same line as {@link formatExceptionOnly}, the way the interpreter prints it (without `__main__.`). */
export function lastLine(exc: PyException): string {
  const line = formatExceptionOnly(exc);
  return exc.cls.module === "__main__" ? line.slice("__main__.".length) : line;
}

function notesOf(exc: PyException): string {
  let out = "";
  for (const note of exc.notes) out += `${str(note)}\n`;
  return out;
}

/** The `  File "x.py", line 1 / text / ^` block of a SyntaxError. */
function syntaxBlock(exc: PyException): string {
  const m = exc.members;
  const file = m.get("filename");
  const line = m.get("lineno");
  if (typeof line !== "number") return "";
  let out = `  File "${typeof file === "string" ? file : "<string>"}", line ${line}\n`;
  const text = m.get("text");
  if (typeof text !== "string") return out;
  const trimmed = text.trim();
  const indent = text.length - text.trimStart().length;
  out += `    ${trimmed}\n`;
  const offset = m.get("offset");
  if (typeof offset === "number" && offset >= 1) {
    const end = m.get("end_offset");
    const from = Math.max(0, offset - 1 - indent);
    const width = typeof end === "number" && end > offset ? end - offset : 1;
    out += `    ${" ".repeat(from)}${"^".repeat(width)}\n`;
  }
  return out;
}

/** The whole text that an uncaught exception prints, ending in a newline. */
export function formatException(exc: PyException, seen: Set<PyException> = new Set()): string {
  seen.add(exc);
  let out = "";
  const cause = exc.cause;
  if (cause instanceof PyException && !seen.has(cause)) {
    out += formatException(cause, seen);
    out += "\nThe above exception was the direct cause of the following exception:\n\n";
  } else if (cause === null && exc.context instanceof PyException && !exc.suppressContext && !seen.has(exc.context)) {
    out += formatException(exc.context, seen);
    out += "\nDuring handling of the above exception, another exception occurred:\n\n";
  }
  if (isInstance(exc, exceptionTypes.BaseExceptionGroup)) return out + formatGroup(exc, seen, 0);
  const entries = entriesOf(exc);
  if (entries.length > 0) out += `Traceback (most recent call last):\n${formatEntries(entries)}`;
  if (isInstance(exc, exceptionTypes.SyntaxError)) out += syntaxBlock(exc);
  return `${out}${lastLine(exc)}${suggestion(exc)}\n${notesOf(exc)}`;
}

function indented(text: string, prefix: string): string {
  return text.replace(/^(?=.)/gm, prefix);
}

function formatGroup(exc: PyException, seen: Set<PyException>, depth: number): string {
  const margin = "  ".repeat(depth);
  const head = depth === 0 ? "  + " : `${margin}| `;
  const entries = entriesOf(exc);
  let own = "";
  if (entries.length > 0) own += `Exception Group Traceback (most recent call last):\n${formatEntries(entries)}`;
  own += `${lastLine(exc)}\n${notesOf(exc)}`;
  let out = "";
  const bar = `${"  ".repeat(depth + 1)}| `;
  const lines = own.split("\n").slice(0, -1);
  lines.forEach((line, i) => {
    out += `${i === 0 && depth === 0 && entries.length > 0 ? head : bar}${line}\n`;
  });
  const members = exc.members.get("exceptions");
  const items = members instanceof PyTuple ? members.items : [];
  const inner = "  ".repeat(depth + 2);
  items.forEach((item, i) => {
    const opening = i === 0 ? `${"  ".repeat(depth + 1)}+-+` : `${inner}+`;
    out += `${opening}---------------- ${i + 1} ----------------\n`;
    if (!(item instanceof PyException)) return;
    out += isInstance(item, exceptionTypes.BaseExceptionGroup)
      ? formatGroup(item, seen, depth + 1)
      : indented(formatException(item, seen), `${inner}| `);
  });
  if (items.length > 0) out += `${inner}+------------------------------------\n`;
  return out;
}

// ---------------------------------------------------------------- suggestions

/** `. Did you mean: 'x'?`, which only tracebacks show; empty when there is nothing near enough. */
function suggestion(exc: PyException): string {
  const name = exc.members.get("name");
  if (typeof name !== "string") return "";
  let groups: readonly (readonly string[])[] = [];
  if (isInstance(exc, exceptionTypes.AttributeError)) {
    const object = exc.members.get("obj");
    if (object === undefined || object === null) return "";
    groups = [attributeNames(object)];
  } else if (isInstance(exc, exceptionTypes.NameError)) {
    const scope = entriesOf(exc).at(-1)?.scope;
    if (scope === undefined) return "";
    const locals = scope.isFunction ? [...scope.fastNames, ...scope.cellNames, ...scope.freeNames] : [];
    groups = [locals, ...visibleNames.find()];
  }
  for (const candidates of groups) {
    const best = nearest(name, candidates);
    if (best !== null) return `. Did you mean: '${best}'?`;
  }
  return "";
}

/**
 * The global and the builtin names that could have been meant where a NameError was raised, in the order in which CPython
 * tries them; the interpreter, who has the namespaces, sets it.
 */
export const visibleNames: { find: () => readonly (readonly string[])[] } = { find: () => [] };

function attributeNames(object: PyValue): string[] {
  const names = new Set<string>();
  if (object instanceof PyObject) for (const name of object.attrs?.keys() ?? []) names.add(name);
  const type = object instanceof PyType ? object : object instanceof PyObject ? object.cls : null;
  for (const t of type?.mro ?? []) for (const name of t.dict.keys()) names.add(name);
  return [...names].sort();
}

const MOVE_COST = 2;
const CASE_COST = 1;

function substitutionCost(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** Levenshtein distance with cheaper changes of case, as CPython weighs its suggestions. */
function distance(a: string, b: string, limit: number): number {
  const row = Array.from({ length: a.length + 1 }, (_, i) => i * MOVE_COST);
  for (let j = 1; j <= b.length; j++) {
    let diagonal = row[0]!;
    row[0] = j * MOVE_COST;
    let least = row[0];
    for (let i = 1; i <= a.length; i++) {
      const substitute = diagonal + substitutionCost(a[i - 1]!, b[j - 1]!);
      diagonal = row[i]!;
      row[i] = Math.min(substitute, diagonal + MOVE_COST, row[i - 1]! + MOVE_COST);
      least = Math.min(least, row[i]!);
    }
    if (least > limit) return limit + 1;
  }
  return row[a.length]!;
}

function nearest(name: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    // At most a third of the characters involved may differ.
    let limit = Math.floor(((name.length + candidate.length + 3) * MOVE_COST) / 6);
    limit = Math.min(limit, bestDistance - 1);
    const d = distance(name, candidate, limit);
    if (d <= limit && d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

// ---------------------------------------------------------------- traceback objects

export const tracebackType = new PyType("traceback", [objectType], { subclassable: false });

/** `e.__traceback__`: one entry and, as `tb_next`, those inside it. */
export class PyTraceback extends PyObject {
  readonly attrs = null;
  readonly entries: readonly TracebackEntry[];
  constructor(entries: readonly TracebackEntry[]) {
    super();
    this.entries = entries;
  }
  get cls(): PyType {
    return tracebackType;
  }
}

export function tracebackObject(exc: PyException): PyValue {
  const entries = entriesOf(exc);
  return entries.length === 0 ? null : new PyTraceback(entries);
}

/** The Python side. Called once, by the interpreter. */
export function installTraceback(): void {
  new MethodTable(tracebackType, (v) => (v instanceof PyTraceback ? v : undefined))
    .property("tb_lineno", (self) => {
      const { site } = self.entries[0]!;
      return lineOf(site.code, startOf(site));
    })
    .property("tb_next", (self) => (self.entries.length > 1 ? new PyTraceback(self.entries.slice(1)) : null));
  new MethodTable(exceptionTypes.BaseException, (v) => (v instanceof PyException ? v : undefined)).property(
    "__traceback__",
    tracebackObject,
    (self, value) => {
      self.traceback = value instanceof PyTraceback ? [...value.entries] : [];
    },
  );
}
