/** `repr`, `str`, `ascii` and `format` of any value. */
import { budget } from "../budget.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { floatRepr } from "./floatText.ts";
import { formatFloat, formatInt, formatStr } from "./formatSpec.ts";
import { intToDecimal } from "./int.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { escapeCodePoint, strRepr } from "./strRepr.ts";
import { PyFloat, type PyObject, type PyValue } from "./value.ts";

/** `repr(value)`. */
export function repr(value: PyValue): string {
  switch (typeof value) {
    case "number":
      return String(value);
    case "bigint":
      return intToDecimal(value);
    case "boolean":
      return value ? "True" : "False";
    case "string":
      return strRepr(value);
    default:
      break;
  }
  if (value === null) return "None";
  if (value instanceof PyFloat && value.cls === PyFloat.type) return floatRepr(value.value);
  const result = callSpecial(value, "__repr__", []);
  const text = result === undefined ? undefined : asStr(result);
  if (text !== undefined) return text;
  return raiseError(exceptionTypes.TypeError, `__repr__ returned non-string (type ${typeName(result ?? null)})`);
}

/** `str(value)`. */
export function str(value: PyValue): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return repr(value);
  const result = callSpecial(value, "__str__", []);
  const text = result === undefined ? undefined : asStr(result);
  if (text !== undefined) return text;
  return raiseError(exceptionTypes.TypeError, `__str__ returned non-string (type ${typeName(result ?? null)})`);
}

/** `ascii(value)`. */
export function ascii(value: PyValue): string {
  if (typeof value === "string") return strRepr(value, true);
  let out = "";
  for (const char of repr(value)) {
    const code = char.codePointAt(0)!;
    out += code < 0x80 ? char : escapeCodePoint(code);
  }
  return out;
}

/** `format(value, spec)`. */
export function format(value: PyValue, spec: string): string {
  switch (typeof value) {
    case "string":
      return spec === "" ? value : formatStr(value, spec);
    case "number":
    case "bigint":
      return spec === "" ? repr(value) : formatInt(value, spec);
    default:
      break;
  }
  if (value instanceof PyFloat && value.cls === PyFloat.type) return formatFloat(value.value, spec);
  const result = callSpecial(value, "__format__", [spec]);
  if (result === undefined) {
    return raiseError(exceptionTypes.TypeError, `unsupported format string passed to ${typeName(value)}.__format__`);
  }
  const text = asStr(result);
  if (text === undefined) {
    return raiseError(exceptionTypes.TypeError, `__format__ must return a str, not ${typeName(result)}`);
  }
  return text;
}

const underWay = new Set<PyObject>();

/** Runs `write` unless the repr of the same object is already under way around it: then `recursive` stands for it. */
export function guardRepr(owner: PyValue, recursive: string, write: () => string): string {
  if (typeof owner !== "object" || owner === null) return write();
  if (underWay.has(owner)) return recursive;
  underWay.add(owner);
  try {
    return write();
  } finally {
    underWay.delete(owner);
  }
}

/** `open` + the reprs of the items + `close`. */
export function joinReprs(
  owner: PyValue,
  open: string,
  items: readonly PyValue[],
  close: string,
  recursive: string,
): string {
  if (items.length === 0) return open + close;
  return guardRepr(owner, recursive, () => {
    const parts: string[] = [];
    let length = 0;
    for (let i = 0; i < items.length; i++) {
      budget.charge(1);
      const part = repr(items[i]!);
      length += part.length + 2;
      if (length > 1 << 20) budget.allocate(2 * length);
      parts.push(part);
    }
    return open + parts.join(", ") + close;
  });
}
