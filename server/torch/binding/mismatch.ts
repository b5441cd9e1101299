/**
 * What PyTorch says when a call fits no signature. Its parser looks at how many arguments there are first: when one
 * signature could take that many, the error is about that one, else it lists all of them.
 */
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyList } from "../../python/objects/list.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { Kwargs, PyValue } from "../../python/objects/value.ts";
import { isTensor } from "../tensorType.ts";
import type { Overload } from "./bind.ts";
import { type Parameter, parseSignature } from "./signature.ts";

/** What the binder knows: whether a value fits a parameter, a keyword by any of its names, the items of a sequence. */
export interface Matching {
  fits(p: Parameter, v: PyValue): boolean;
  named(name: string, kwargs: NonNullable<Kwargs>): PyValue | undefined;
  sequence(v: PyValue): readonly PyValue[] | undefined;
  isInt(v: PyValue): boolean;
}

interface Candidate {
  readonly overload: Overload;
  /** Without `self` for a method. */
  readonly parameters: readonly Parameter[];
  readonly text: string;
  /** `out` is given by keyword to functions that have it. */
  readonly outText: string | null;
}

function wanted(p: Parameter): string {
  switch (p.type) {
    case "Operand":
    case "Tensor":
      return "Tensor";
    case "Tensor[]":
      return "tuple of Tensors";
    case "Scalar":
      return "Number";
    case "int[]":
      return "tuple of ints";
    case "float[]":
      return "tuple of floats";
    case "bool[]":
      return "tuple of bools";
    case "dtype":
      return "torch.dtype";
    default:
      return p.type;
  }
}

function defaultText(p: Parameter): string {
  if (p.fallback === undefined || p.fallback === "unset") return "";
  return ` = ${p.fallback.startsWith("'") ? `"${p.fallback.slice(1, -1)}"` : p.fallback === "[]" ? "None" : p.fallback}`;
}

function describe(parameters: readonly Parameter[], outText: string | null): string {
  const parts: string[] = [];
  let starred = false;
  for (const p of parameters) {
    if (p.keywordOnly && !starred) {
      starred = true;
      parts.push("*");
    }
    parts.push(`${wanted(p)} ${p.name}${defaultText(p)}`);
  }
  if (outText !== null) parts.push(...(starred ? [] : ["*"]), `${outText} out = None`);
  return parts.join(", ");
}

/** The type of an argument in a hint: of sequences also what is in them. */
function deepType(v: PyValue, m: Matching): string {
  const items = m.sequence(v);
  if (items === undefined) return typeOf(v).name;
  const inner = items.map((x) => typeOf(x).name);
  if (v instanceof PyList) return `list of [${inner.join(", ")}]`;
  return `tuple of (${inner.length === 1 ? `${inner[0]},` : inner.join(", ")})`;
}

/** Arguments as PyTorch lists them: keywords last given first, and a comma too many when there are only keywords. */
function listed(args: readonly string[], keywords: readonly string[]): string {
  const reversed = keywords.toReversed();
  return args.length === 0 ? reversed.map((k) => `${k}, `).join("") : [...args, ...reversed].join(", ");
}

/** The line below a signature that has as many parts as there were arguments; "*" and nothing count as parts. */
function hint(c: Candidate, args: readonly PyValue[], kwargs: Kwargs, m: Matching): string {
  const parts = c.text.split(", ");
  const keywords = [...(kwargs ?? [])];
  if (parts.length !== args.length + keywords.length) return "";
  const names = parts.map((part) => part.slice(part.lastIndexOf(" ") + 1));
  const unknown = keywords.map(([k]) => k).filter((k) => !names.includes(k));
  if (unknown.length > 0) {
    return `      didn't match because some of the keywords were incorrect: ${unknown.toReversed().join(", ")}\n`;
  }
  const mark = (part: string, v: PyValue, label: string): string => {
    const type = part.slice(0, Math.max(part.lastIndexOf(" "), 0));
    const fits = type === "Tensor" ? isTensor(v) : type === typeOf(v).name;
    return fits ? `${label}${deepType(v, m)}` : `!${label}${deepType(v, m)}!`;
  };
  const positional = args.map((v, i) => mark(parts[i]!, v, ""));
  const named = keywords.map(([k, v]) => mark(parts[names.indexOf(k)]!, v, `${k}=`));
  return `      didn't match because some of the arguments have invalid types: (${listed(positional, named)})\n`;
}

/** Raises the TypeError for a call of `name`. `isMethod`: the first argument is `self`. */
export function mismatch(
  name: string,
  overloads: readonly Overload[],
  allArgs: readonly PyValue[],
  kwargs: Kwargs,
  isMethod: boolean,
  m: Matching,
): never {
  const args = isMethod ? allArgs.slice(1) : allArgs;
  // A signature whose first argument is a number is no method.
  const usable = isMethod ? overloads.filter((o) => parseSignature(o.signature)[0]?.name !== "self") : overloads;
  const candidates = usable.map((overload): Candidate => {
    const all = parseSignature(overload.signature);
    const parameters = isMethod ? all.slice(1) : all;
    const outText = isMethod ? null : (overload.out ?? null);
    return { overload, parameters, text: describe(parameters, outText), outText };
  });
  const keywordCount = kwargs?.size ?? 0;
  const first = candidates[0]!;
  const isAlone = candidates.length === 1 && first.overload.hasDeprecated !== true;
  if (isMethod && isAlone && first.parameters.length === 0) {
    raiseError(
      exceptionTypes.TypeError,
      keywordCount > 0
        ? `TensorBase.${name}() takes no keyword arguments`
        : `TensorBase.${name}() takes no arguments (${args.length} given)`,
    );
  }
  const unpacked = candidates.find((c) => badElement(c, args, kwargs, m) !== null);
  if (unpacked !== undefined) {
    raiseError(exceptionTypes.TypeError, `${name}(): ${badElement(unpacked, args, kwargs, m)!}`);
  }
  const given = args.length + keywordCount;
  const plausible = candidates.filter((c) => {
    const required = c.parameters.filter((p) => p.fallback === undefined).length;
    return given >= required && given <= c.parameters.length + (c.outText === null ? 0 : 1);
  });
  if (isAlone) return mismatchOne(name, first, args, kwargs, m);
  if (plausible.length === 1) return mismatchOne(name, plausible[0]!, args, kwargs, m);
  const got = listed(
    args.map((v) => typeOf(v).name),
    [...(kwargs ?? [])].map(([k, v]) => `${k}=${typeOf(v).name}`),
  );
  const intro = `${name}() received an invalid combination of arguments - got (${got}), but expected `;
  if (candidates.length === 1) raiseError(exceptionTypes.TypeError, `${intro}(${first.text})`);
  const lines = candidates.map((c) => ` * (${c.text})\n${hint(c, args, kwargs, m)}`);
  raiseError(exceptionTypes.TypeError, `${intro}one of:\n${lines.join("")}`);
}

/**
 * Sequences are taken for what their first element is: one whose later element is something else has passed the
 * matching in PyTorch, and fails while it is read.
 */
function badElement(c: Candidate, args: readonly PyValue[], kwargs: Kwargs, m: Matching): string | null {
  let bad: string | null = null;
  for (let i = 0; i < c.parameters.length; i++) {
    const p = c.parameters[i]!;
    const value = !p.keywordOnly && i < args.length ? args[i] : kwargs === null ? undefined : m.named(p.name, kwargs);
    if (value === undefined) {
      if (p.fallback === undefined) return null;
      continue;
    }
    if (m.fits(p, value)) continue;
    const items = p.type === "int[]" ? m.sequence(value) : undefined;
    if (items === undefined || items.length === 0 || !m.isInt(items[0]!)) return null;
    const at = items.findIndex((x) => !m.isInt(x));
    bad = `argument '${p.name}' failed to unpack the object at pos ${at + 1} with error "type must be tuple of ints,but got ${typeOf(items[at]!).name}"`;
  }
  return args.length > c.parameters.length ? null : bad;
}

function mismatchOne(name: string, c: Candidate, args: readonly PyValue[], kwargs: Kwargs, m: Matching): never {
  const { parameters } = c;
  const positional = parameters.filter((p) => !p.keywordOnly).length;
  const last = parameters[positional - 1];
  const takesMore = last?.type === "int[]" && positional === 1 && last.size === null && m.isInt(args[0] ?? null);
  if (args.length > positional && !takesMore) {
    const required = parameters.filter((p) => p.fallback === undefined).length;
    raiseError(
      exceptionTypes.TypeError,
      required === positional
        ? `${name}() takes ${positional} positional argument${positional === 1 ? "" : "s"} but ${args.length} ${args.length === 1 ? "was" : "were"} given`
        : `${name}() takes from ${required} to ${positional} positional arguments but ${args.length} were given`,
    );
  }
  for (let i = 0; i < parameters.length; i++) {
    const p = parameters[i]!;
    const byPosition = !p.keywordOnly && i < args.length;
    const given = byPosition ? args[i]! : kwargs === null ? undefined : m.named(p.name, kwargs);
    if (given === undefined) {
      if (p.fallback !== undefined) continue;
      const missing = parameters.filter(
        (q, j) =>
          q.fallback === undefined &&
          !(j < args.length && !q.keywordOnly) &&
          (kwargs === null || m.named(q.name, kwargs) === undefined),
      );
      raiseError(
        exceptionTypes.TypeError,
        `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? "s" : ""}: ${missing.map((q) => `"${q.name}"`).join(", ")}`,
      );
    }
    if (m.fits(p, given)) continue;
    const where = byPosition ? `argument '${p.name}' (position ${i + 1})` : `argument '${p.name}'`;
    if (takesMore) {
      const at = args.findIndex((v) => !m.isInt(v));
      if (at > 0) {
        raiseError(
          exceptionTypes.TypeError,
          `${name}(): argument '${p.name}' failed to unpack the object at pos ${at + 1} with error "type must be tuple of ints,but got ${typeOf(args[at]!).name}"`,
        );
      }
    }
    const element = elementMismatch(p, given, m);
    if (element !== null && p.type === "Tensor[]") {
      raiseError(
        exceptionTypes.TypeError,
        `expected Tensor as element ${element.at} in argument ${i}, but got ${element.type}`,
      );
    }
    raiseError(
      exceptionTypes.TypeError,
      element === null
        ? `${name}(): ${where} must be ${wanted(p)}, not ${typeOf(given).name}`
        : `${name}(): ${where} must be ${wanted(p)}, but found element of type ${element.type} at pos ${element.at}`,
    );
  }
  for (const key of kwargs?.keys() ?? []) {
    if (!parameters.some((p) => p.name === key)) {
      raiseError(exceptionTypes.TypeError, `${name}() got an unexpected keyword argument '${key}'`);
    }
  }
  raiseError(exceptionTypes.TypeError, `${name}(): invalid arguments`);
}

/** The first element of a sequence that is not what the parameter lists. */
function elementMismatch(p: Parameter, given: PyValue, m: Matching): { type: string; at: number } | null {
  if (!p.type.endsWith("[]")) return null;
  const items = m.sequence(given);
  if (items === undefined) return null;
  const element: Parameter = { ...p, type: p.type.slice(0, -2), nullable: false };
  const at = items.findIndex((x) => !m.fits(element, x));
  return at < 0 ? null : { type: typeOf(items[at]!).name, at };
}
