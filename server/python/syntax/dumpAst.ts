/** A syntax tree as text, in the manner of CPython's `ast.dump(node, indent=2)`: for the Show Syntax Tree view. */
import type { ConstantValue } from "./ast.ts";

/** Fields in CPython's order, for those node classes whose own order here differs or holds more. */
const LEFT_OUT = new Set(["type", "start", "end", "opRange", "nameRange", "attrRange", "isAsync", "star"]);
const RENAMED: Readonly<Record<string, string>> = { exceptionType: "type" };
const OPERATOR_NAMES: Readonly<Record<string, string>> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mult",
  "@": "MatMult",
  "/": "Div",
  "//": "FloorDiv",
  "%": "Mod",
  "**": "Pow",
  "<<": "LShift",
  ">>": "RShift",
  "|": "BitOr",
  "^": "BitXor",
  "&": "BitAnd",
  and: "And",
  or: "Or",
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
  is: "Is",
  "is not": "IsNot",
  in: "In",
  "not in": "NotIn",
};
const UNARY_NAMES: Readonly<Record<string, string>> = { "+": "UAdd", "-": "USub", "~": "Invert", not: "Not" };

/**
 * The tree of `node` (a module, statement, expression or pattern), two blanks a level. Contexts (`Load()`, `Store()`),
 * which these trees do not have, are left out, as `ast.dump` leaves out what is None.
 */
export function dumpAst(node: object): string {
  return dump(node, null, "");
}

function className(node: Record<string, unknown>, field: string | null): string {
  const type = node["type"];
  if (typeof type === "string") {
    if (type === "ExprStmt") return "Expr";
    if (node["isAsync"] === true && (type === "FunctionDef" || type === "For" || type === "With"))
      return `Async${type}`;
    if (type === "Try" && node["star"] === true) return "TryStar";
    return type;
  }
  if (field === "generators") return "comprehension";
  if (field === "keywords") return "keyword";
  if (field === "names") return "alias";
  if (field === "items") return "withitem";
  if (field === "cases") return "match_case";
  if (field === "handlers") return "ExceptHandler";
  return "posonlyargs" in node ? "arguments" : "arg";
}

function dump(value: unknown, field: string | null, indent: string): string {
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const elements = value.map((each: unknown) =>
      field === "ops" ? `${OPERATOR_NAMES[String(each)] ?? String(each)}()` : dump(each, field, deeper),
    );
    return `[\n${elements.map((each) => deeper + each).join(",\n")}]`;
  }
  if (value === null) return "None";
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object") return value === true ? "True" : value === false ? "False" : String(value);
  const node = value as Record<string, unknown>;
  if (node["type"] === "Constant") return `Constant(value=${constant(node["value"] as ConstantValue)})`;
  const parts: string[] = [];
  for (const [key, each] of Object.entries(node)) {
    if (LEFT_OUT.has(key) || each === null) continue;
    const name = RENAMED[key] ?? key;
    if (key === "op") {
      const names = node["type"] === "UnaryOp" ? UNARY_NAMES : OPERATOR_NAMES;
      parts.push(`${name}=${names[String(each)] ?? String(each)}()`);
    } else if (key === "conversion") parts.push(`${name}=${String(each).charCodeAt(0)}`);
    else if (key === "simple") parts.push(`${name}=${each === true ? 1 : 0}`);
    else parts.push(`${name}=${dump(each, key, deeper)}`);
  }
  if (node["type"] === "FormattedValue" && node["conversion"] === null) parts.splice(1, 0, "conversion=-1");
  const isClause = field === "generators";
  if (isClause) parts.push(`is_async=${node["isAsync"] === true ? 1 : 0}`);
  const name = className(node, field);
  if (parts.length === 0) return `${name}()`;
  // Like ast.dump, nodes of one or no simple field stay on their line.
  const isSimple = parts.every((part) => !part.includes("\n") && !part.includes("("));
  if (isSimple && parts.length <= 1) return `${name}(${parts.join(", ")})`;
  return `${name}(\n${parts.map((part) => deeper + part).join(",\n")})`;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/[\x00-\x1f\x7f]/g, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}

function constant(value: ConstantValue): string {
  switch (value.kind) {
    case "None":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return value.value.toString();
    case "float":
      return float(value.value);
    case "complex":
      return `${float(value.imag).replace(/\.0$/, "")}j`;
    case "str":
      return quoted(value.value);
    case "bytes":
      return `b${quoted(String.fromCharCode(...value.value)).replace(/[\x80-\xff]/g, (each) => `\\x${each.charCodeAt(0).toString(16)}`)}`;
    case "Ellipsis":
      return "Ellipsis";
  }
}

/** Python's repr of a float from JavaScript's, which has the same digits but other exponents. */
function float(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
  }
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
