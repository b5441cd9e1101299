/**
 * Blocks with a `yield` inside. A block and the loops and conditions nested in it become one flat list of steps that one
 * JavaScript generator works through: each level of `yield*` would cost every value a call of its own on its way out.
 * What keeps a state of its own while suspended (`try`, `with`, `match`, expressions around a `yield`) stays nested.
 */
import { budget } from "../../budget.ts";
import { type HostIterator, iterate } from "../../objects/iteration.ts";
import { truth } from "../../objects/operators.ts";
import type { PyValue } from "../../objects/value.ts";
import type { For, If, Stmt, While } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { BREAK, CONTINUE, type Completion, type Eval, type Exec, NORMAL, type Store } from "../frame.ts";
import type { SuspendableExec } from "../generators.ts";
import type { Site } from "../observer.ts";
import { compileStore } from "../targets.ts";
import { compileSuspendableStatement } from "./suspendable.ts";

/** A place in the list of steps; set when it is reached. */
interface Label {
  at: number;
}

/** Where a loop goes on: `break` to its end, `continue` to the next pass, exhaustion to its `else`. */
interface Loop {
  readonly site: Site;
  readonly next: Label;
  readonly otherwise: Label;
  readonly end: Label;
}

type Step =
  | { readonly kind: "plain"; readonly exec: Exec }
  | { readonly kind: "suspendable"; readonly exec: SuspendableExec }
  /** `yield x` as a statement. */
  | { readonly kind: "yield"; readonly value: Eval; readonly site: Site }
  | { readonly kind: "jump"; readonly to: Label }
  | { readonly kind: "if"; readonly test: Eval; readonly site: Site; readonly otherwise: Label }
  /** Enters a loop; `iterable` is null for `while`. */
  | { readonly kind: "loop"; readonly loop: Loop; readonly iterable: Eval | null }
  | { readonly kind: "for"; readonly loop: Loop; readonly store: Store }
  | { readonly kind: "while"; readonly loop: Loop; readonly test: Eval; readonly site: Site };

/** A loop that is under way. */
interface Running {
  readonly loop: Loop;
  readonly iterator: HostIterator | null;
  index: number;
}

export function suspendableBlock(c: Compiler, body: readonly Stmt[]): SuspendableExec {
  const steps: Step[] = [];
  flatten(c, body, steps);
  const { observer } = c.unit;
  return function* (f) {
    const loops: Running[] = [];
    let at = 0;
    try {
      while (at < steps.length) {
        const step = steps[at++]!;
        let completion: Completion = NORMAL;
        switch (step.kind) {
          case "plain":
            if (--budget.fuel < 0) budget.refill();
            completion = step.exec(f);
            break;
          case "yield": {
            if (--budget.fuel < 0) budget.refill();
            const v = step.value(f);
            f.at = step.site;
            const sent: PyValue = yield v;
            if (observer !== null) observer.value(step.site, sent);
            break;
          }
          case "for": {
            const running = loops[loops.length - 1]!;
            f.at = step.loop.site;
            const v = running.iterator!.next();
            if (v === undefined) {
              loops.pop();
              observer?.loopEnd(step.loop.site);
              at = step.loop.otherwise.at;
              break;
            }
            if (--budget.fuel < 0) budget.refill();
            if (observer !== null) observer.pass(step.loop.site, running.index++);
            step.store(f, v);
            break;
          }
          case "while": {
            const v = step.test(f);
            f.at = step.site;
            if (!truth(v)) {
              loops.pop();
              observer?.loopEnd(step.loop.site);
              at = step.loop.otherwise.at;
              break;
            }
            if (--budget.fuel < 0) budget.refill();
            if (observer !== null) observer.pass(step.loop.site, loops[loops.length - 1]!.index++);
            break;
          }
          case "if": {
            if (--budget.fuel < 0) budget.refill();
            const v = step.test(f);
            f.at = step.site;
            if (!truth(v)) at = step.otherwise.at;
            break;
          }
          case "jump":
            at = step.to.at;
            break;
          case "loop": {
            if (--budget.fuel < 0) budget.refill();
            let iterator: HostIterator | null = null;
            if (step.iterable !== null) {
              const source = step.iterable(f);
              f.at = step.loop.site;
              iterator = iterate(source);
            }
            loops.push({ loop: step.loop, iterator, index: 0 });
            break;
          }
          default:
            if (--budget.fuel < 0) budget.refill();
            completion = yield* step.exec(f);
        }
        if (completion === NORMAL) continue;
        const running = loops[loops.length - 1];
        // A `return`, or a `break` of a loop around this block: loops in here are left on the way out.
        if (running === undefined || (completion !== BREAK && completion !== CONTINUE)) return completion;
        if (completion === CONTINUE) {
          at = running.loop.next.at;
          continue;
        }
        loops.pop();
        observer?.loopEnd(running.loop.site);
        at = running.loop.end.at;
      }
      return NORMAL;
    } finally {
      if (observer !== null) for (let i = loops.length - 1; i >= 0; i--) observer.loopEnd(loops[i]!.loop.site);
    }
  };
}

function flatten(c: Compiler, body: readonly Stmt[], steps: Step[]): void {
  for (const s of body) {
    if (!c.yields(s)) steps.push({ kind: "plain", exec: c.stmt(s) });
    else if (
      s.type === "ExprStmt" &&
      s.value.type === "Yield" &&
      (s.value.value === null || !c.yields(s.value.value))
    ) {
      const value: Eval = s.value.value === null ? () => null : c.expr(s.value.value);
      steps.push({ kind: "yield", value, site: c.site(s.value) });
    } else if (s.type === "For" && !s.isAsync && !c.yields(s.iter)) flattenFor(c, s, steps);
    else if (s.type === "While" && !c.yields(s.test)) flattenWhile(c, s, steps);
    else if (s.type === "If" && !c.yields(s.test)) flattenIf(c, s, steps);
    else steps.push({ kind: "suspendable", exec: compileSuspendableStatement(c, s) });
  }
}

function newLoop(site: Site): Loop {
  return { site, next: { at: -1 }, otherwise: { at: -1 }, end: { at: -1 } };
}

/** The body of a loop whose head has been written, its `else`, and where it ends. */
function flattenBody(c: Compiler, node: For | While, loop: Loop, steps: Step[]): void {
  flatten(c, node.body, steps);
  steps.push({ kind: "jump", to: loop.next });
  loop.otherwise.at = steps.length;
  flatten(c, node.orelse, steps);
  loop.end.at = steps.length;
}

function flattenFor(c: Compiler, node: For, steps: Step[]): void {
  const loop = newLoop(c.site(node));
  steps.push({ kind: "loop", loop, iterable: c.expr(node.iter) });
  loop.next.at = steps.length;
  steps.push({ kind: "for", loop, store: compileStore(c, node.target) });
  flattenBody(c, node, loop, steps);
}

function flattenWhile(c: Compiler, node: While, steps: Step[]): void {
  const loop = newLoop(c.site(node));
  steps.push({ kind: "loop", loop, iterable: null });
  loop.next.at = steps.length;
  steps.push({ kind: "while", loop, test: c.expr(node.test), site: c.site(node.test) });
  flattenBody(c, node, loop, steps);
}

function flattenIf(c: Compiler, node: If, steps: Step[]): void {
  const otherwise: Label = { at: -1 };
  steps.push({ kind: "if", test: c.expr(node.test), site: c.site(node.test), otherwise });
  flatten(c, node.body, steps);
  if (node.orelse.length === 0) {
    otherwise.at = steps.length;
    return;
  }
  const end: Label = { at: -1 };
  steps.push({ kind: "jump", to: end });
  otherwise.at = steps.length;
  flatten(c, node.orelse, steps);
  end.at = steps.length;
}
