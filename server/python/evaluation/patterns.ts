/** The patterns of `match` (PEP 634). */
import { findAttr, getAttr } from "../objects/attribute.ts";
import { call } from "../objects/call.ts";
import { isInstanceOf } from "../objects/class.ts";
import { dictUpdate, PyDict } from "../objects/dict.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { getItem } from "../objects/items.ts";
import { PyList } from "../objects/list.ts";
import { compare, length, truth } from "../objects/operators.ts";
import { repr } from "../objects/text.ts";
import { PyTuple } from "../objects/tuple.ts";
import { boolType, floatType, intType, PyType, strType, typeOf } from "../objects/type.ts";
import type { PyValue } from "../objects/value.ts";
import type { MatchClass, MatchMapping, MatchSequence, Pattern } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { compileStoreName } from "./expressions/names.ts";
import type { Frame } from "./frame.ts";
import { isMappingLike, isSequenceLike, matchesWhole } from "./matching.ts";
import type { Site } from "./observer.ts";

/**
 * Tries a pattern. Names are not bound at once but appended to `bindings`, because CPython binds only when the whole
 * pattern has matched.
 */
export type Matcher = (f: Frame, subject: PyValue, bindings: PyValue[]) => boolean;

/** A name captured by a pattern, in the order in which {@link Matcher} appends its values. */
export interface Capture {
  readonly name: string;
  readonly site: Site;
}

/** A compiled case pattern: matches and binds. */
export function compileCase(c: Compiler, pattern: Pattern): (f: Frame, subject: PyValue) => boolean {
  const captures: Capture[] = [];
  const matcher = compilePattern(c, pattern, captures);
  const stores = captures.map((cap) => compileStoreName(c, cap.name));
  const observer = c.unit.observer;
  return (f, subject) => {
    const bindings: PyValue[] = [];
    if (!matcher(f, subject, bindings)) return false;
    for (let i = 0; i < stores.length; i++) {
      stores[i]!(f, bindings[i]!);
      if (observer !== null) observer.value(captures[i]!.site, bindings[i]!);
    }
    return true;
  };
}

function compilePattern(c: Compiler, pattern: Pattern, captures: Capture[]): Matcher {
  const site = c.site(pattern);
  const capture = (name: string): void => {
    captures.push({ name, site });
  };
  switch (pattern.type) {
    case "MatchValue": {
      const value = c.expr(pattern.value);
      return (f, subject) => {
        const expected = value(f);
        f.at = site;
        return truth(compare("==", subject, expected));
      };
    }
    case "MatchSingleton": {
      const expected = pattern.value;
      return (_f, subject) => subject === expected;
    }
    case "MatchAs": {
      if (pattern.pattern === null) {
        if (pattern.name === null) return () => true;
        capture(pattern.name);
        return (_f, subject, bindings) => {
          bindings.push(subject);
          return true;
        };
      }
      const inner = compilePattern(c, pattern.pattern, captures);
      if (pattern.name === null) return inner;
      capture(pattern.name);
      return (f, subject, bindings) => {
        if (!inner(f, subject, bindings)) return false;
        bindings.push(subject);
        return true;
      };
    }
    case "MatchStar":
      if (pattern.name === null) return () => true;
      capture(pattern.name);
      return (_f, subject, bindings) => {
        bindings.push(subject);
        return true;
      };
    case "MatchOr":
      return compileOr(c, pattern.patterns, captures);
    case "MatchSequence":
      return compileSequence(c, pattern, captures, site);
    case "MatchMapping":
      return compileMapping(c, pattern, captures, site);
    case "MatchClass":
      return compileClass(c, pattern, captures, site);
  }
}

/** The alternatives bind the same names, maybe in different orders: their values are put into the first one's order. */
function compileOr(c: Compiler, patterns: readonly Pattern[], captures: Capture[]): Matcher {
  const alternatives = patterns.map((p) => {
    const own: Capture[] = [];
    return { matcher: compilePattern(c, p, own), own };
  });
  const names = alternatives[0]!.own.map((cap) => cap.name);
  captures.push(...alternatives[0]!.own);
  const orders = alternatives.map((a) => names.map((n) => a.own.findIndex((cap) => cap.name === n)));
  return (f, subject, bindings) => {
    for (let i = 0; i < alternatives.length; i++) {
      const own: PyValue[] = [];
      if (!alternatives[i]!.matcher(f, subject, own)) continue;
      for (const at of orders[i]!) bindings.push(own[at]!);
      return true;
    }
    return false;
  };
}

function compileSequence(c: Compiler, pattern: MatchSequence, captures: Capture[], site: Site): Matcher {
  const matchers = pattern.patterns.map((p) => compilePattern(c, p, captures));
  const count = matchers.length;
  const star = pattern.patterns.findIndex((p) => p.type === "MatchStar");
  const ignoresRest = star >= 0 && (pattern.patterns[star] as { name: string | null }).name === null;
  return (f, subject, bindings) => {
    f.at = site;
    if (!isSequenceLike(subject)) return false;
    const n = length(subject);
    if (star < 0 ? n !== count : n < count - 1) return false;
    for (let i = 0; i < count; i++) {
      f.at = site;
      let item: PyValue;
      if (star < 0 || i < star) item = getItem(subject, i);
      else if (i === star) {
        if (ignoresRest) continue;
        const rest: PyValue[] = [];
        for (let k = star; k < n - (count - star - 1); k++) rest.push(getItem(subject, k));
        item = new PyList(rest);
      } else item = getItem(subject, n - (count - i));
      if (!matchers[i]!(f, item, bindings)) return false;
    }
    return true;
  };
}

function compileMapping(c: Compiler, pattern: MatchMapping, captures: Capture[], site: Site): Matcher {
  const keys = pattern.keys.map((k) => c.expr(k));
  const matchers = pattern.patterns.map((p) => compilePattern(c, p, captures));
  const rest = pattern.rest;
  if (rest !== null) captures.push({ name: rest, site });
  return (f, subject, bindings) => {
    f.at = site;
    if (!isMappingLike(subject)) return false;
    if (keys.length > 0 && length(subject) < keys.length) return false;
    const seen: PyValue[] = [];
    const missing = new PyList([]);
    const get = keys.length === 0 ? null : getAttr(subject, "get");
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!(f);
      f.at = site;
      if (seen.some((s) => truth(compare("==", s, key)))) {
        raiseError(exceptionTypes.ValueError, `mapping pattern checks duplicate key (${repr(key)})`);
      }
      seen.push(key);
      // `get` with a default that nobody else has: it must not run `__missing__`.
      const value = call(get, [key, missing]);
      if (value === missing) return false;
      if (!matchers[i]!(f, value, bindings)) return false;
    }
    if (rest !== null) {
      const others = new PyDict();
      for (const [k, v] of mappingEntries(subject)) {
        if (!seen.some((s) => truth(compare("==", s, k)))) others.set(k, v);
      }
      bindings.push(others);
    }
    return true;
  };
}

function mappingEntries(subject: PyValue): [PyValue, PyValue][] {
  const out: [PyValue, PyValue][] = [];
  const copy = new PyDict();
  dictUpdate(copy, subject);
  for (const [k, v] of copy.entries()) out.push([k, v]);
  return out;
}

/** Classes whose only positional pattern stands for the whole subject. */
function matchesSelf(cls: PyType): boolean {
  return cls.mro.some((t) => t === intType || t === boolType || t === floatType || t === strType || matchesWhole(t));
}

function compileClass(c: Compiler, pattern: MatchClass, captures: Capture[], site: Site): Matcher {
  const cls = c.expr(pattern.cls);
  const positional = pattern.patterns.map((p) => compilePattern(c, p, captures));
  const named = pattern.kwd_patterns.map((p) => compilePattern(c, p, captures));
  const names = pattern.kwd_attrs;
  return (f, subject, bindings) => {
    const type = cls(f);
    f.at = site;
    if (!(type instanceof PyType)) {
      return raiseError(exceptionTypes.TypeError, "called match pattern must be a type");
    }
    if (!isInstanceOf(subject, type)) return false;
    const seen = new Set<string>();
    if (positional.length > 0) {
      const matchArgs = findAttr(type, "__match_args__");
      if (matchArgs === undefined) {
        const allowed = matchesSelf(type) ? 1 : 0;
        if (positional.length > allowed) {
          raiseError(
            exceptionTypes.TypeError,
            `${type.name}() accepts ${allowed} positional sub-pattern${allowed === 1 ? "" : "s"} (${positional.length} given)`,
          );
        }
        if (!positional[0]!(f, subject, bindings)) return false;
      } else {
        if (!(matchArgs instanceof PyTuple)) {
          raiseError(
            exceptionTypes.TypeError,
            `${type.name}.__match_args__ must be a tuple (got ${typeOf(matchArgs).name})`,
          );
        }
        const count = matchArgs.items.length;
        if (positional.length > count) {
          raiseError(
            exceptionTypes.TypeError,
            `${type.name}() accepts ${count} positional sub-pattern${count === 1 ? "" : "s"} (${positional.length} given)`,
          );
        }
        for (let i = 0; i < positional.length; i++) {
          const name = matchArgs.items[i]!;
          if (typeof name !== "string") {
            return raiseError(
              exceptionTypes.TypeError,
              `__match_args__ elements must be strings (got ${typeOf(name).name})`,
            );
          }
          if (!matchAttribute(f, site, type, subject, name, seen, positional[i]!, bindings)) return false;
        }
      }
    }
    for (let i = 0; i < named.length; i++) {
      if (!matchAttribute(f, site, type, subject, names[i]!, seen, named[i]!, bindings)) return false;
    }
    return true;
  };
}

function matchAttribute(
  f: Frame,
  site: Site,
  type: PyType,
  subject: PyValue,
  name: string,
  seen: Set<string>,
  matcher: Matcher,
  bindings: PyValue[],
): boolean {
  f.at = site;
  if (seen.has(name)) {
    raiseError(exceptionTypes.TypeError, `${type.name}() got multiple sub-patterns for attribute '${name}'`);
  }
  seen.add(name);
  const value = findAttr(subject, name);
  return value !== undefined && matcher(f, value, bindings);
}
