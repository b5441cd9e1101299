/**
 * String literals → Constant or JoinedStr: implicit concatenation, prefixes, escapes, and f-strings with conversions,
 * `=`, and nested format specifications.
 */
import type { Constant, Expr, FormattedValue, JoinedStr } from "./ast.ts";
import type { ConcreteNode } from "./concreteTree.ts";
import { bytesOf, normalizeNewlines, type StringPrefix, stringPrefix, unescapeText } from "./literals.ts";
import { lowerExpression } from "./lowerExpressions.ts";
import type { Lowering } from "./lowering.ts";

/** Collects the pieces of an f-string; neighbouring text becomes one Constant, empty text none. */
class Pieces {
  readonly values: (Constant | FormattedValue)[] = [];
  private text = "";
  private start = 0;
  private end = 0;

  addText(text: string, start: number, end: number): void {
    if (text.length === 0) return;
    if (this.text.length === 0) this.start = start;
    this.text += text;
    this.end = end;
  }

  addValue(value: FormattedValue): void {
    this.flush();
    this.values.push(value);
  }

  flush(): void {
    if (this.text.length === 0) return;
    this.values.push({
      type: "Constant",
      value: { kind: "str", value: this.text },
      start: this.start,
      end: this.end,
    });
    this.text = "";
  }
}

/** Lowers a `string` or `concatenated_string` node. */
export function lowerString(lowering: Lowering, node: ConcreteNode): Expr {
  const parts = node.type === "string" ? [node] : node.children;
  const { start, end } = node;
  const pieces = new Pieces();
  let plain = "";
  let anyFormatted = false;
  let bytes: boolean | null = null;
  for (const part of parts) {
    const opening = part.children[0];
    const closing = part.children[part.children.length - 1];
    if (part.type !== "string" || opening?.type !== "string_start" || closing?.type !== "string_end") {
      return lowering.hole(node);
    }
    const prefix = stringPrefix(lowering.text(opening));
    if (bytes !== null && bytes !== prefix.bytes) return lowering.hole(node);
    bytes = prefix.bytes;
    if (prefix.formatted) {
      anyFormatted = true;
      lowerFormatted(lowering, part, prefix, prefix.quote, pieces);
    } else {
      // A raw string that starts with a backslash has no content node: its text is what lies between the quotes.
      const to = part.end - prefix.quote.length;
      const text = decode(lowering, opening.end, to, prefix, false);
      plain += text;
      pieces.addText(text, opening.end, to);
    }
  }
  if (!anyFormatted) {
    if (bytes !== true) return { type: "Constant", value: { kind: "str", value: plain }, start, end };
    return { type: "Constant", value: { kind: "bytes", value: bytesOf(plain) }, start, end };
  }
  pieces.flush();
  return { type: "JoinedStr", values: pieces.values, start, end };
}

/** The value of the literal text between two offsets. `{{` and `}}` stand for one brace in an f-string's text. */
function decode(lowering: Lowering, start: number, end: number, prefix: StringPrefix, braces: boolean): string {
  let text = normalizeNewlines(lowering.source.slice(start, end));
  if (prefix.bytes) {
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 127) {
        lowering.suspect({ start, end });
        return "";
      }
    }
  }
  if (braces && (text.includes("{") || text.includes("}"))) {
    const singled = text.replace(prefix.raw ? /\{\{|\}\}/g : /\\N\{[^{}]+\}|\{\{|\}\}/g, (match) =>
      match.length === 2 ? match.slice(1) : match,
    );
    text = singled;
  }
  if (prefix.raw) return text;
  const value = unescapeText(text, prefix.bytes);
  if (typeof value === "string") return value;
  if (value.reason === "name") {
    lowering.unsupported.push({ start, end, what: text.slice(value.at, value.end) });
  } else lowering.suspect({ start, end });
  return "";
}

function lowerFormatted(
  lowering: Lowering,
  node: ConcreteNode,
  prefix: StringPrefix,
  quote: string,
  pieces: Pieces,
): void {
  const { children } = node;
  let from = children[0]!.end;
  for (const child of children) {
    if (child.type === "interpolation") {
      pieces.addText(decode(lowering, from, child.start, prefix, true), from, child.start);
      lowerInterpolation(lowering, child, prefix, quote, pieces, 0);
      from = child.end;
    } else if (child.type !== "string_content" && child.type !== "string_start" && child.type !== "string_end") {
      lowering.suspect(child);
    }
  }
  const to = node.end - quote.length;
  pieces.addText(decode(lowering, from, to, prefix, true), from, to);
}

function lowerInterpolation(
  lowering: Lowering,
  node: ConcreteNode,
  prefix: StringPrefix,
  quote: string,
  pieces: Pieces,
  depth: number,
): void {
  const { children } = node;
  const last = children[children.length - 1];
  const expression = children[1];
  if (expression === undefined || last?.type !== "}" || depth > 1) {
    lowering.suspect(node);
    return;
  }
  let conversion: "s" | "r" | "a" | null = null;
  let format_spec: JoinedStr | null = null;
  let equals: ConcreteNode | null = null;
  let expressionEnd = last.start;
  const values: ConcreteNode[] = [];
  for (let i = 1; i < children.length - 1; i++) {
    const child = children[i]!;
    if (child.type === "=") {
      equals = child;
      expressionEnd = Math.min(expressionEnd, child.start);
    } else if (child.type === "type_conversion") {
      expressionEnd = Math.min(expressionEnd, child.start);
      const letter = lowering.text(child).slice(1);
      if (letter === "s" || letter === "r" || letter === "a") conversion = letter;
      else lowering.suspect(child);
    } else if (child.type === "format_specifier") {
      expressionEnd = Math.min(expressionEnd, child.start);
      format_spec = lowerFormatSpec(lowering, child, prefix, quote, depth);
    } else values.push(child);
  }
  // Python 3.11 reads an f-string as one string token: neither its own quote nor a backslash nor a comment may stand
  // in an expression, whatever later versions allow.
  const inside = lowering.source.slice(node.start + 1, expressionEnd);
  if (inside.includes("\\") || inside.includes("#") || inside.includes(quote)) lowering.doubt(node);
  if (quote.length === 1 && inside.includes("\n")) lowering.doubt(node);
  if (values.length !== 1) lowering.suspect(node);
  if (expression.type === "named_expression" || expression.type === "lambda") lowering.doubt(node);
  const value = lowerExpression(lowering, expression);
  if (value.type === "Starred") lowering.doubt(node);
  if (equals !== null) {
    // `f"{x = }"` shows the source itself, spaces included, and defaults to repr when nothing else formats it.
    let to = equals.end;
    while (/\s/.test(lowering.source[to] ?? "")) to++;
    pieces.addText(normalizeNewlines(lowering.source.slice(node.start + 1, to)), node.start + 1, to);
    if (conversion === null && format_spec === null) conversion = "r";
  }
  pieces.addValue({ type: "FormattedValue", value, conversion, format_spec, start: node.start, end: node.end });
}

function lowerFormatSpec(
  lowering: Lowering,
  node: ConcreteNode,
  prefix: StringPrefix,
  quote: string,
  depth: number,
): JoinedStr {
  const pieces = new Pieces();
  const start = node.start + 1;
  let from = start;
  for (const child of node.children) {
    if (child.type !== "format_expression" && child.type !== "interpolation") continue;
    pieces.addText(decode(lowering, from, child.start, prefix, false), from, child.start);
    lowerInterpolation(lowering, child, prefix, quote, pieces, depth + 1);
    from = child.end;
  }
  if (lowering.source.slice(start, node.end).includes(quote)) lowering.doubt(node);
  pieces.addText(decode(lowering, from, node.end, prefix, false), from, node.end);
  pieces.flush();
  return { type: "JoinedStr", values: pieces.values, start, end: node.end };
}
