/** `if`, `while` and `for`. */
import { budget } from "../../budget.ts";
import { NotSupported } from "../../objects/errors.ts";
import { iterate } from "../../objects/iteration.ts";
import type { For, If, While } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileTest } from "../expressions/conditions.ts";
import { BREAK, CONTINUE, type Exec, NORMAL } from "../frame.ts";
import { compileStore } from "../targets.ts";

export function compileIf(c: Compiler, node: If): Exec {
  const test = compileTest(c, node.test);
  const body = c.block(node.body);
  if (node.orelse.length === 0) return (f) => (test(f) ? body(f) : NORMAL);
  const orelse = c.block(node.orelse);
  return (f) => (test(f) ? body(f) : orelse(f));
}

export function compileWhile(c: Compiler, node: While): Exec {
  const test = compileTest(c, node.test);
  const body = c.block(node.body);
  const orelse = node.orelse.length === 0 ? null : c.block(node.orelse);
  const observer = c.unit.observer;
  if (observer !== null) {
    const site = c.site(node);
    return (f) => {
      let index = 0;
      try {
        while (test(f)) {
          if (--budget.fuel < 0) budget.refill();
          observer.pass(site, index++);
          const completion = body(f);
          if (completion === NORMAL || completion === CONTINUE) continue;
          if (completion === BREAK) return NORMAL;
          return completion;
        }
      } finally {
        observer.loopEnd(site);
      }
      return orelse === null ? NORMAL : orelse(f);
    };
  }
  return (f) => {
    while (test(f)) {
      if (--budget.fuel < 0) budget.refill();
      const completion = body(f);
      if (completion === NORMAL || completion === CONTINUE) continue;
      if (completion === BREAK) return NORMAL;
      return completion;
    }
    return orelse === null ? NORMAL : orelse(f);
  };
}

export function compileFor(c: Compiler, node: For): Exec {
  if (node.isAsync) throw new NotSupported("async for");
  const iterable = c.expr(node.iter);
  const iterSite = c.site(node);
  const store = compileStore(c, node.target);
  const body = c.block(node.body);
  const orelse = node.orelse.length === 0 ? null : c.block(node.orelse);
  const observer = c.unit.observer;
  if (observer !== null) {
    const site = iterSite;
    return (f) => {
      const source = iterable(f);
      f.at = iterSite;
      const it = iterate(source);
      let index = 0;
      try {
        for (;;) {
          f.at = iterSite;
          const v = it.next();
          if (v === undefined) break;
          if (--budget.fuel < 0) budget.refill();
          observer.pass(site, index++);
          store(f, v);
          const completion = body(f);
          if (completion === NORMAL || completion === CONTINUE) continue;
          if (completion === BREAK) return NORMAL;
          return completion;
        }
      } finally {
        observer.loopEnd(site);
      }
      return orelse === null ? NORMAL : orelse(f);
    };
  }
  return (f) => {
    const source = iterable(f);
    f.at = iterSite;
    const it = iterate(source);
    for (;;) {
      f.at = iterSite;
      const v = it.next();
      if (v === undefined) break;
      if (--budget.fuel < 0) budget.refill();
      store(f, v);
      const completion = body(f);
      if (completion === NORMAL || completion === CONTINUE) continue;
      if (completion === BREAK) return NORMAL;
      return completion;
    }
    return orelse === null ? NORMAL : orelse(f);
  };
}
