/**
 * Applies a code's directives to its syntax tree: skipped statements become `pass`, watched expressions become
 * statements that cannot fail, examples become calls that follow the module. The source text stays as it is.
 */
import type { Call, Expr, FunctionDef, Module, Ranged, Stmt, SyntaxProblem } from "../python/syntax/ast.ts";
import { LineIndex } from "./lines.ts";
import type { Example, SnippetCode, Watch } from "./snippet.ts";

export interface WovenProblem extends Ranged {
  readonly message: string;
}

/** One example of a def. */
export interface WovenExample {
  /** `__qualname__` of the def. */
  readonly qualname: string;
  /** 0 for the first example above this def. */
  readonly index: number;
  /** The text behind `example`. */
  readonly text: string;
  readonly definition: FunctionDef;
  readonly call: Stmt;
}

export interface Woven {
  readonly module: Module;
  readonly examples: readonly WovenExample[];
  readonly problems: readonly WovenProblem[];
}

type Parse = (source: string) => { readonly module: Module; readonly problems: readonly SyntaxProblem[] };

interface Placed {
  readonly stmt: Stmt;
  readonly column: number;
  readonly line: number;
  readonly endLine: number;
  /** Names of the classes around it; null inside a function. */
  readonly path: readonly string[] | null;
}

export function weave(code: SnippetCode, module: Module, parse: Parse): Woven {
  if (code.watches.length === 0 && code.examples.length === 0 && code.skips.length === 0) {
    return { module, examples: [], problems: [] };
  }
  const lines = new LineIndex(code.source);
  const placed: Placed[] = [];
  place(module.body, [], lines, placed);
  const problems: WovenProblem[] = [];
  const skipped = new Set<Stmt>();
  for (const skip of code.skips) {
    const line = lines.lineAt(skip.offset);
    const target = skip.ownLine
      ? placed.find((p) => p.stmt.start > skip.offset)
      : (placed.find((p) => p.line === line) ?? placed.findLast((p) => p.endLine === line));
    if (target !== undefined) skipped.add(target.stmt);
    else problems.push({ start: skip.offset, end: lines.ends[line]!, message: "there is no statement to skip here" });
  }
  const insertions: Insertions = { before: new Map(), after: new Map(), first: new Map() };
  for (const watch of code.watches) addWatch(watch, placed, lines, parse, insertions, problems);
  const examples = code.examples.flatMap((e) => readExample(e, code.examples, placed, lines, parse, problems));
  return { module: { type: "Module", body: rebuild(module.body, skipped, insertions) }, examples, problems };
}

function place(body: readonly Stmt[], path: readonly string[] | null, lines: LineIndex, out: Placed[]): void {
  for (const stmt of body) {
    const { line, character } = lines.positionAt(stmt.start);
    out.push({ stmt, column: character, line, endLine: lines.lineAt(Math.max(stmt.start, stmt.end - 1)), path });
    const inner =
      stmt.type === "ClassDef"
        ? path === null
          ? null
          : [...path, stmt.name]
        : stmt.type === "FunctionDef"
          ? null
          : path;
    for (const child of bodiesOf(stmt)) place(child, inner, lines, out);
  }
}

/** The statement lists inside a compound statement, in source order. */
export function bodiesOf(stmt: Stmt): readonly (readonly Stmt[])[] {
  switch (stmt.type) {
    case "FunctionDef":
    case "ClassDef":
    case "With":
      return [stmt.body];
    case "For":
    case "While":
    case "If":
      return [stmt.body, stmt.orelse];
    case "Try":
      return [stmt.body, ...stmt.handlers.map((h) => h.body), stmt.orelse, stmt.finalbody];
    case "Match":
      return stmt.cases.map((c) => c.body);
    default:
      return [];
  }
}

interface Insertions {
  readonly before: Map<Stmt, Stmt[]>;
  readonly after: Map<Stmt, Stmt[]>;
  /** At the beginning of a compound statement's first body. */
  readonly first: Map<Stmt, Stmt[]>;
}

function add(map: Map<Stmt, Stmt[]>, at: Stmt, stmt: Stmt): void {
  const list = map.get(at);
  if (list === undefined) map.set(at, [stmt]);
  else list.push(stmt);
}

function addWatch(
  watch: Watch,
  placed: readonly Placed[],
  lines: LineIndex,
  parse: Parse,
  insertions: Insertions,
  problems: WovenProblem[],
): void {
  const range = { start: watch.expressionOffset, end: watch.expressionOffset + watch.expression.length };
  const expression = parseExpression(watch.expression, watch.expressionOffset, parse);
  if (expression === null) {
    problems.push({ ...range, message: `\`${watch.expression}\` is not an expression` });
    return;
  }
  const stmt = guarded(expression);
  const { line, character } = lines.positionAt(watch.offset);
  if (!watch.ownLine) {
    const on = placed.findLast((p) => p.line === line) ?? placed.findLast((p) => p.endLine === line);
    if (on === undefined) problems.push({ ...range, message: "there is no statement on this line to watch after" });
    else if (bodiesOf(on.stmt).length > 0) add(insertions.first, on.stmt, stmt);
    else if (leaves(on.stmt)) add(insertions.before, on.stmt, stmt);
    else add(insertions.after, on.stmt, stmt);
    return;
  }
  const next = placed.find((p) => p.stmt.start > watch.offset);
  if (next !== undefined && next.column === character) {
    add(insertions.before, next.stmt, stmt);
    return;
  }
  const above = placed.findLast((p) => p.stmt.start < watch.offset && p.column <= character);
  if (above === undefined || above.column !== character || leaves(above.stmt)) {
    problems.push({
      ...range,
      message: "indent this like the statements around it: it is not clear which block it watches",
    });
  } else add(insertions.after, above.stmt, stmt);
}

function leaves(stmt: Stmt): boolean {
  return stmt.type === "Return" || stmt.type === "Raise" || stmt.type === "Break" || stmt.type === "Continue";
}

/** `try: EXPR` / `except: pass`: what is watched may not exist yet, and watching must not end the program. */
function guarded(value: Expr): Stmt {
  const { start, end } = value;
  return {
    type: "Try",
    start,
    end,
    body: [{ type: "ExprStmt", start, end, value }],
    handlers: [{ start, end, exceptionType: null, name: null, body: [{ type: "Pass", start, end }] }],
    orelse: [],
    finalbody: [],
    star: false,
  };
}

function readExample(
  example: Example,
  all: readonly Example[],
  placed: readonly Placed[],
  lines: LineIndex,
  parse: Parse,
  problems: WovenProblem[],
): WovenExample[] {
  const range = { start: example.offset, end: lines.ends[lines.lineAt(example.offset)]! };
  const target = placed.find((p) => p.stmt.start > example.offset);
  if (target === undefined || target.stmt.type !== "FunctionDef") {
    problems.push({ ...range, message: "`example` belongs directly above a `def`" });
    return [];
  }
  if (target.path === null) {
    problems.push({
      ...range,
      message: "a function inside a function has no examples: it does not exist until the outer one runs",
    });
    return [];
  }
  const definition = target.stmt;
  const text = `f(${example.arguments})`;
  const by = example.argumentsOffset - 2;
  const called = parseExpression(text, by, parse);
  if (called === null || called.type !== "Call") {
    problems.push({ ...range, message: `not the arguments of a call: \`${example.arguments}\`` });
    return [];
  }
  const at = { start: example.argumentsOffset, end: range.end };
  const names = [...target.path, definition.name];
  let func: Expr = { type: "Name", id: names[0]!, ...at };
  for (const attr of names.slice(1)) func = { type: "Attribute", value: func, attr, attrRange: at, ...at };
  const call: Call = { ...called, func, ...at };
  const earlier = all.filter(
    (e) => e.offset < example.offset && placed.find((p) => p.stmt.start > e.offset)?.stmt === definition,
  );
  return [
    {
      qualname: names.join("."),
      index: earlier.length,
      text: example.arguments,
      definition,
      call: { type: "ExprStmt", value: call, ...at },
    },
  ];
}

function parseExpression(text: string, offset: number, parse: Parse): Expr | null {
  const { module, problems } = parse(text);
  const only = module.body[0];
  if (problems.length > 0 || module.body.length !== 1 || only === undefined || only.type !== "ExprStmt") return null;
  return shifted(only.value, offset);
}

/** A copy of a tree with every range moved. */
function shifted<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((child) => shifted(child, by)) as T;
  if (typeof node !== "object" || node === null || node instanceof Uint8Array) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(node)) {
    copy[key] = (key === "start" || key === "end") && typeof child === "number" ? child + by : shifted(child, by);
  }
  // The copy has every key of the node, with values of the same types.
  return copy as T;
}

function rebuild(body: readonly Stmt[], skipped: ReadonlySet<Stmt>, insertions: Insertions): Stmt[] {
  const out: Stmt[] = [];
  const inside = (list: readonly Stmt[]): Stmt[] => rebuild(list, skipped, insertions);
  for (const stmt of body) {
    out.push(...(insertions.before.get(stmt) ?? []));
    if (skipped.has(stmt)) out.push({ type: "Pass", start: stmt.start, end: stmt.end });
    else out.push(withBodies(stmt, inside, insertions.first.get(stmt) ?? []));
    out.push(...(insertions.after.get(stmt) ?? []));
  }
  return out;
}

function withBodies(stmt: Stmt, inside: (list: readonly Stmt[]) => Stmt[], first: readonly Stmt[]): Stmt {
  switch (stmt.type) {
    case "FunctionDef":
    case "ClassDef":
    case "With":
      return { ...stmt, body: [...first, ...inside(stmt.body)] };
    case "For":
    case "While":
    case "If":
      return { ...stmt, body: [...first, ...inside(stmt.body)], orelse: inside(stmt.orelse) };
    case "Try":
      return {
        ...stmt,
        body: [...first, ...inside(stmt.body)],
        handlers: stmt.handlers.map((h) => ({ ...h, body: inside(h.body) })),
        orelse: inside(stmt.orelse),
        finalbody: inside(stmt.finalbody),
      };
    case "Match":
      return { ...stmt, cases: stmt.cases.map((c) => ({ ...c, body: inside(c.body) })) };
    default:
      return stmt;
  }
}
