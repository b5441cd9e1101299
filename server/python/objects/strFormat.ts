/** `str.format` and `str.format_map`: replacement fields with attribute and index access, nested specs, numbering. */
import { getAttr } from "./attribute.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { getItem } from "./items.ts";
import { ascii, format, repr, str } from "./text.ts";
import type { PyValue } from "./value.ts";

/** Where the fields come from. */
export interface FormatArguments {
  readonly positional: readonly PyValue[] | null;
  named(name: string): PyValue;
}

interface Numbering {
  next: number;
  style: "none" | "automatic" | "manual";
}

const MAX_DEPTH = 2;

export function formatTemplate(template: string, args: FormatArguments): string {
  return expand(template, args, { next: 0, style: "none" }, MAX_DEPTH);
}

function fail(message: string): never {
  return raiseError(exceptionTypes.ValueError, message);
}

function expand(template: string, args: FormatArguments, numbering: Numbering, depth: number): string {
  if (depth <= 0) fail("Max string recursion exceeded");
  let out = "";
  let i = 0;
  while (i < template.length) {
    const c = template[i]!;
    if (c === "{") {
      if (template[i + 1] === "{") {
        out += "{";
        i += 2;
        continue;
      }
      if (i + 1 >= template.length) fail("Single '{' encountered in format string");
      const field = readField(template, i + 1);
      out += writeField(field, args, numbering, depth);
      i = field.end;
    } else if (c === "}") {
      if (template[i + 1] !== "}") fail("Single '}' encountered in format string");
      out += "}";
      i += 2;
    } else {
      out += c;
      i++;
    }
  }
  return out;
}

/** One replacement field: what to look up, how to convert it, and its format specification as written. */
interface Field {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string;
  /** After the closing brace. */
  readonly end: number;
}

/** Reads the field whose text starts at `start`, behind its brace. */
function readField(template: string, start: number): Field {
  let i = start;
  let inBrackets = false;
  for (; i < template.length; i++) {
    const c = template[i]!;
    if (c === "{") fail("unexpected '{' in field name");
    if (c === "[") inBrackets = true;
    else if (c === "]") inBrackets = false;
    else if (!inBrackets && (c === "}" || c === ":" || c === "!")) break;
  }
  if (i >= template.length) fail("expected '}' before end of string");
  const name = template.slice(start, i);
  if (template[i] === "}") return { name, conversion: "", spec: "", end: i + 1 };
  let conversion = "";
  if (template[i] === "!") {
    if (i + 1 >= template.length) fail("end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(template.codePointAt(i + 1)!);
    i += 1 + conversion.length;
    if (i >= template.length) fail("unmatched '{' in format spec");
    if (template[i] === "}") return { name, conversion, spec: "", end: i + 1 };
    if (template[i] !== ":") fail("expected ':' after conversion specifier");
  }
  let depth = 1;
  for (let at = i + 1; at < template.length; at++) {
    if (template[at] === "{") depth++;
    else if (template[at] === "}" && --depth === 0) {
      return { name, conversion, spec: template.slice(i + 1, at), end: at + 1 };
    }
  }
  return fail("unmatched '{' in format spec");
}

function writeField(field: Field, args: FormatArguments, numbering: Numbering, depth: number): string {
  let value = lookUp(field.name, args, numbering);
  switch (field.conversion) {
    case "":
      break;
    case "r":
      value = repr(value);
      break;
    case "s":
      value = str(value);
      break;
    case "a":
      value = ascii(value);
      break;
    default:
      fail(`Unknown conversion specifier ${field.conversion}`);
  }
  const { spec } = field;
  return format(value, spec.includes("{") || spec.includes("}") ? expand(spec, args, numbering, depth - 1) : spec);
}

function lookUp(name: string, args: FormatArguments, numbering: Numbering): PyValue {
  const end = name.search(/[.[]/);
  const first = end < 0 ? name : name.slice(0, end);
  let rest = end < 0 ? "" : name.slice(end);
  let value: PyValue;
  if (first === "" || /^\d+$/.test(first)) {
    const style = first === "" ? "automatic" : "manual";
    if (numbering.style !== "none" && numbering.style !== style) {
      fail(
        style === "manual"
          ? "cannot switch from automatic field numbering to manual field specification"
          : "cannot switch from manual field specification to automatic field numbering",
      );
    }
    numbering.style = style;
    const index = first === "" ? numbering.next++ : Number(first);
    if (args.positional === null) fail("Format string contains positional fields");
    const found = args.positional[index];
    value =
      found === undefined
        ? raiseError(exceptionTypes.IndexError, `Replacement index ${index} out of range for positional args tuple`)
        : found;
  } else value = args.named(first);
  while (rest !== "") {
    if (rest[0] === ".") {
      const stop = rest.slice(1).search(/[.[]/);
      const attribute = stop < 0 ? rest.slice(1) : rest.slice(1, stop + 1);
      if (attribute === "") fail("Empty attribute in format string");
      value = getAttr(value, attribute);
      rest = stop < 0 ? "" : rest.slice(stop + 1);
    } else if (rest[0] === "[") {
      const close = rest.indexOf("]");
      if (close < 0) fail("Missing ']' in format string");
      const key = rest.slice(1, close);
      if (key === "") fail("Empty attribute in format string");
      value = getItem(value, /^\d+$/.test(key) ? Number(key) : key);
      rest = rest.slice(close + 1);
    } else fail("Only '.' or '[' may follow ']' in format field specifier");
  }
  return value;
}

/** Fields from a call's arguments. */
export function callArguments(args: readonly PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): FormatArguments {
  return {
    positional: args,
    named: (name) =>
      kwargs?.get(name) ?? (kwargs?.has(name) === true ? null : raiseWith(exceptionTypes.KeyError, name)),
  };
}

/** Fields from a mapping. */
export function mappingArguments(mapping: PyValue): FormatArguments {
  return { positional: null, named: (name) => getItem(mapping, name) };
}
