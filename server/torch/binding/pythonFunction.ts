/**
 * Functions that are Python code in PyTorch (`torch.nn`, `torch.nn.functional`, `torch.optim`): one signature, and
 * CPython's own errors for calls that do not fit it. Signatures are written as in signature.ts.
 */
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { Kwargs, PyValue } from "../../python/objects/value.ts";
import { convertArgument, fromResult, guarded, parameterDefault, type Result } from "./bind.ts";
import { type Parameter, type ParametersOf, parseSignature } from "./signature.ts";

function joined(names: readonly string[]): string {
  const quoted = names.map((n) => `'${n}'`);
  if (quoted.length <= 1) return quoted.join("");
  if (quoted.length === 2) return quoted.join(" and ");
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted.at(-1)}`;
}

/**
 * Puts arguments into parameters as CPython does. `offset` counts leading arguments that are not in the signature
 * (`self`), for the numbers in messages.
 */
function arrange(
  name: string,
  parameters: readonly Parameter[],
  args: readonly PyValue[],
  kwargs: Kwargs,
  offset: number,
): unknown[] {
  const positional = parameters.filter((p) => !p.keywordOnly).length;
  if (args.length > positional) {
    const required = parameters.filter((p) => !p.keywordOnly && p.fallback === undefined).length + offset;
    const takes = positional + offset;
    const text = required === takes ? `${takes}` : `from ${required} to ${takes}`;
    const given = args.length + offset;
    raiseError(
      exceptionTypes.TypeError,
      `${name}() takes ${text} positional argument${takes === 1 ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`,
    );
  }
  const out: unknown[] = new Array(parameters.length);
  const given: (PyValue | undefined)[] = parameters.map((_, i) => (i < positional ? args[i] : undefined));
  for (const [key, value] of kwargs ?? []) {
    const i = parameters.findIndex((p) => p.name === key);
    if (i < 0) raiseError(exceptionTypes.TypeError, `${name}() got an unexpected keyword argument '${key}'`);
    if (given[i] !== undefined) {
      raiseError(exceptionTypes.TypeError, `${name}() got multiple values for argument '${key}'`);
    }
    given[i] = value;
  }
  const missing = parameters.filter((p, i) => given[i] === undefined && p.fallback === undefined);
  if (missing.length > 0) {
    const which = missing.filter((p) => !p.keywordOnly);
    const list = which.length > 0 ? which : missing;
    const kind = which.length > 0 ? "positional" : "keyword-only";
    raiseError(
      exceptionTypes.TypeError,
      `${name}() missing ${list.length} required ${kind} argument${list.length === 1 ? "" : "s"}: ${joined(list.map((p) => p.name))}`,
    );
  }
  parameters.forEach((p, i) => {
    const value = given[i];
    if (value === undefined) {
      out[i] = parameterDefault(p);
      return;
    }
    const converted = convertArgument(p, value);
    if (converted === undefined) {
      raiseError(
        exceptionTypes.TypeError,
        `${name.split(".").at(-1)}(): argument '${p.name}' (position ${i + 1}) must be ${p.type === "Operand" ? "Tensor" : p.type}, not ${typeOf(value).name}`,
      );
    }
    out[i] = converted;
  });
  return out;
}

/** A function: `qualname` is what CPython shows in errors. */
export function pythonFunction<S extends string>(
  qualname: string,
  signature: S,
  body: (...args: ParametersOf<S>) => Result,
): PyBuiltin {
  return new PyBuiltin(qualname.split(".").at(-1)!, (args, kwargs) => {
    const values = arrange(qualname, parseSignature(signature), args, kwargs, 0);
    return guarded(() => fromResult((body as (...args: unknown[]) => Result)(...values)));
  });
}

/** A method: the signature does not list `self`, the body gets it first. */
export function pythonMethod<S extends string>(
  qualname: string,
  signature: S,
  body: (self: PyValue, ...args: ParametersOf<S>) => Result,
): PyBuiltin {
  return new PyBuiltin(
    qualname.split(".").at(-1)!,
    (args, kwargs) => {
      const [self, ...rest] = args;
      if (self === undefined) {
        return raiseError(exceptionTypes.TypeError, `${qualname}() missing 1 required positional argument: 'self'`);
      }
      const values = arrange(qualname, parseSignature(signature), rest, kwargs, 1);
      return guarded(() => fromResult((body as (...args: unknown[]) => Result)(self, ...values)));
    },
    qualname,
  );
}
