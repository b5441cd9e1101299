/** List, set and dict comprehensions and generator expressions: each is a function of its own, as in CPython 3.11. */
import { budget } from "../budget.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported } from "../objects/errors.ts";
import { iterate } from "../objects/iteration.ts";
import type { HostIterator } from "../objects/iterator.ts";
import { PyList } from "../objects/list.ts";
import { PySet } from "../objects/set.ts";
import type { PyValue } from "../objects/value.ts";
import type { Comprehension, DictComp, GeneratorExp, ListComp, SetComp } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { compileTest, type Test } from "./expressions/conditions.ts";
import { caught, checkDepth, type Eval, Frame, type Store, vm } from "./frame.ts";
import { compileCaptures, makeCells } from "./functions.ts";
import { makeGenerator } from "./generators.ts";
import type { Observer, Site } from "./observer.ts";
import { compileStore } from "./targets.ts";

interface Clause {
  /** Null for the first, whose iterable is evaluated outside. */
  readonly iter: Eval | null;
  readonly iterSite: Site;
  readonly store: Store;
  readonly tests: readonly Test[];
}

/** CPython places the iteration itself, whichever clause it is, at the whole comprehension. */
function compileClauses(inner: Compiler, site: Site, generators: readonly Comprehension[]): Clause[] {
  return generators.map((g, i) => {
    if (g.isAsync) throw new NotSupported("async comprehension");
    return {
      iter: i === 0 ? null : inner.expr(g.iter),
      iterSite: site,
      store: compileStore(inner, g.target),
      tests: g.ifs.map((t) => compileTest(inner, t)),
    };
  });
}

type Body = (f: Frame, out: PyValue) => void;

/** One loop of the comprehension around `next`, which is the loop inside it or the result expression. */
function loop(clause: Clause, next: Body): (f: Frame, out: PyValue, it: HostIterator) => void {
  const { store, tests, iterSite } = clause;
  const test = tests[0];
  if (tests.length <= 1) {
    return (f, out, it) => {
      for (;;) {
        f.at = iterSite;
        const v = it.next();
        if (v === undefined) return;
        if (--budget.fuel < 0) budget.refill();
        store(f, v);
        if (test === undefined || test(f)) next(f, out);
      }
    };
  }
  return (f, out, it) => {
    for (;;) {
      f.at = iterSite;
      const v = it.next();
      if (v === undefined) return;
      if (--budget.fuel < 0) budget.refill();
      store(f, v);
      let passes = true;
      for (let i = 0; i < tests.length && passes; i++) passes = tests[i]!(f);
      if (passes) next(f, out);
    }
  };
}

function nest(clauses: readonly Clause[], body: Body): (f: Frame, out: PyValue, first: HostIterator) => void {
  let next = body;
  for (let i = clauses.length - 1; i > 0; i--) {
    const clause = clauses[i]!;
    const run = loop(clause, next);
    const iter = clause.iter!;
    next = (f, out) => {
      const source = iter(f);
      f.at = clause.iterSite;
      run(f, out, iterate(source));
    };
  }
  return loop(clauses[0]!, next);
}

export function compileComprehension(c: Compiler, node: ListComp | SetComp | DictComp | GeneratorExp): Eval {
  if (node.type === "GeneratorExp") return compileGeneratorExpression(c, node);
  const inner = c.inner(node);
  const scope = inner.scope;
  const first = c.expr(node.generators[0]!.iter);
  const site = c.site(node);
  const clauses = compileClauses(inner, site, node.generators);
  const captures = compileCaptures(c.scope, scope);
  const hasCells = scope.cellNames.length > 0;
  const slots = scope.fastNames.length;
  let body: Body;
  let make: () => PyValue;
  switch (node.type) {
    case "ListComp": {
      const elt = inner.expr(node.elt);
      body = (f, out) => {
        (out as PyList).items.push(elt(f));
      };
      make = () => new PyList([]);
      break;
    }
    case "SetComp": {
      const elt = inner.expr(node.elt);
      body = (f, out) => {
        const v = elt(f);
        f.at = site;
        (out as PySet).add(v);
      };
      make = () => new PySet();
      break;
    }
    case "DictComp": {
      const key = inner.expr(node.key);
      const value = inner.expr(node.value);
      body = (f, out) => {
        const k = key(f);
        const v = value(f);
        f.at = site;
        (out as PyDict).set(k, v);
      };
      make = () => new PyDict();
      break;
    }
  }
  const run = nest(clauses, body);
  return (f) => {
    const iterable = first(f);
    f.at = site;
    const it = iterate(iterable);
    if (f.depth >= vm.recursionLimit) checkDepth(f);
    const locals: (PyValue | undefined)[] = [];
    for (let i = 0; i < slots; i++) locals.push(undefined);
    const frame = new Frame(scope, locals, captures(f), null, f);
    if (hasCells) makeCells(frame, scope);
    const out = make();
    vm.frame = frame;
    try {
      run(frame, out, it);
    } catch (e) {
      throw caught(e, frame);
    } finally {
      vm.frame = f;
    }
    return out;
  };
}

function compileGeneratorExpression(c: Compiler, node: GeneratorExp): Eval {
  const inner = c.inner(node);
  const scope = inner.scope;
  const first = c.expr(node.generators[0]!.iter);
  const firstSite = c.site(node);
  const clauses = compileClauses(inner, firstSite, node.generators);
  const captures = compileCaptures(c.scope, scope);
  const elt = inner.expr(node.elt);
  const observer: Observer | null = c.unit.observer;
  const qualname = scope.qualname;
  const firstLine = c.site(node);

  function* level(f: Frame, i: number, it: HostIterator): Generator<PyValue, void, PyValue> {
    const clause = clauses[i]!;
    const isLast = i === clauses.length - 1;
    for (;;) {
      f.at = clause.iterSite;
      const v = it.next();
      if (v === undefined) return;
      if (--budget.fuel < 0) budget.refill();
      clause.store(f, v);
      let passes = true;
      for (let t = 0; t < clause.tests.length && passes; t++) passes = clause.tests[t]!(f);
      if (!passes) continue;
      if (isLast) {
        yield elt(f);
        continue;
      }
      const inside = clauses[i + 1]!;
      const source = inside.iter!(f);
      f.at = inside.iterSite;
      yield* level(f, i + 1, iterate(source));
    }
  }

  return (f) => {
    const iterable = first(f);
    f.at = firstSite;
    const it = iterate(iterable);
    const locals: (PyValue | undefined)[] = [];
    for (let i = 0; i < scope.fastNames.length; i++) locals.push(undefined);
    const frame = new Frame(scope, locals, captures(f), null, null);
    if (scope.cellNames.length > 0) makeCells(frame, scope);
    return makeGenerator(scope.name, qualname, frame, {
      generator: (g) => level(g, 0, it),
      observer,
      firstLine,
      parameterSites: [],
    });
  };
}
