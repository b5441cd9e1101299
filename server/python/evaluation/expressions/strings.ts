/** f-strings. */
import { ascii, format, repr, str } from "../../objects/text.ts";
import type { PyValue } from "../../objects/value.ts";
import type { FormattedValue, JoinedStr } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Frame } from "../frame.ts";
import type { Site } from "../observer.ts";

type Part = (f: Frame) => string;

export function compileJoinedStr(c: Compiler, node: JoinedStr): Eval {
  return joined(c, node, c.site(node));
}

function joined(c: Compiler, node: JoinedStr, site: Site): Part {
  const parts: Part[] = node.values.map((v) => {
    if (v.type === "FormattedValue") return formatted(c, v, site);
    const text = v.value.kind === "str" ? v.value.value : "";
    return () => text;
  });
  if (parts.length === 1) return parts[0]!;
  return (f) => {
    let out = "";
    for (let i = 0; i < parts.length; i++) out += parts[i]!(f);
    return out;
  };
}

/** `site` is the whole string's: CPython places the formatting there. */
function formatted(c: Compiler, node: FormattedValue, site: Site): Part {
  const value = c.expr(node.value);
  const spec = node.format_spec === null ? null : joined(c, node.format_spec, site);
  const convert = conversion(node.conversion);
  return (f) => {
    const v = value(f);
    const specText = spec === null ? "" : spec(f);
    f.at = site;
    const shown = convert === null ? v : convert(v);
    if (typeof shown === "string" && specText === "") return shown;
    return format(shown, specText);
  };
}

function conversion(kind: FormattedValue["conversion"]): ((v: PyValue) => string) | null {
  switch (kind) {
    case "s":
      return str;
    case "r":
      return repr;
    case "a":
      return ascii;
    case null:
      return null;
  }
}
