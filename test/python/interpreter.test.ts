/** What a host sees of a run: observation, cells, budgets, stops, and that nothing of the host can be reached. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Observer, Site } from "../../server/python/evaluation/observer.ts";
import { raisedAt } from "../../server/python/evaluation/traceback.ts";
import { BudgetExceeded, NotSupported, type Raise } from "../../server/python/objects/errors.ts";
import { PyException } from "../../server/python/objects/exceptions.ts";
import { repr } from "../../server/python/objects/text.ts";
import type { PyValue } from "../../server/python/objects/value.ts";
import { parse } from "../../server/python/syntax/parse.ts";
import { loadPython, makeInterpreter, runProgram } from "./run.ts";

beforeAll(loadPython);

function record(source: string): string[] {
  const log: string[] = [];
  const text = (site: Site): string => source.slice(site.start, site.end).split("\n")[0]!;
  const observer: Observer = {
    value: (site, value) => log.push(`${text(site)} = ${repr(value)}`),
    pass: (site, index) => log.push(`pass ${index} of ${text(site)}`),
    loopEnd: (site) => log.push(`end of ${text(site)}`),
    enter: (callSite, name) => log.push(`enter ${name} from ${callSite === null ? "host" : text(callSite)}`),
    leave: () => log.push("leave"),
  };
  const run = runProgram(source, "x.py", observer);
  expect(run.stderr).toBe("");
  return log;
}

describe("observer", () => {
  test("expressions, targets and unpacking", () => {
    expect(record("a, b = 1, 2 + 3")).toEqual([
      "1 = 1",
      "2 = 2",
      "3 = 3",
      "2 + 3 = 5",
      "1, 2 + 3 = (1, 5)",
      "a = 1",
      "b = 5",
    ]);
  });

  test("an item assignment shows the object after the change", () => {
    expect(record("a = [1]\na[0] += 4").slice(-2)).toEqual(["a[0] = 5", "a = [5]"]);
  });

  test("loops tell their passes and their end, also when left by break", () => {
    const log = record("for i in 'ab':\n    break").filter((l) => /pass|end/.test(l));
    expect(log).toEqual(["pass 0 of for i in 'ab':", "end of for i in 'ab':"]);
  });

  test("calls are entered with parameters and left", () => {
    expect(record("def f(x): return x\nf(7)").slice(2)).toEqual([
      "7 = 7",
      "enter f from f(7)",
      "x = 7",
      "x = 7",
      "leave",
      "f(7) = 7",
    ]);
  });

  test("a call from host code is entered from the site of the outer call", () => {
    const log = record("sorted([2, 1], key=lambda v: -v)").filter((l) => l.startsWith("enter"));
    expect(log).toEqual(Array(2).fill("enter <lambda> from sorted([2, 1], key=lambda v: -v)"));
  });

  test("a generator is entered each time it runs", () => {
    const log = record("def g():\n    yield 1\nlist(g())").filter((l) => /enter|leave/.test(l));
    expect(log).toEqual(["enter g from list(g())", "leave", "enter g from list(g())", "leave"]);
  });
});

function cell(source: string): PyValue | undefined {
  return makeInterpreter({ out: "", err: "" }).runCell({ name: "<cell 1>", source, key: 0 }, parse(source).module.body);
}

describe("cells", () => {
  test("the value of the last expression", () => {
    expect(cell("x = 2\nx + 1")).toBe(3);
    expect(cell("x = 2")).toBeUndefined();
    expect(cell("1 + 1;")).toBeUndefined();
    expect(cell("None")).toBeNull();
  });
});

describe("statements one by one", () => {
  test("a host can keep a copy of the globals and put it back", () => {
    const interpreter = makeInterpreter({ out: "", err: "" });
    const source = "x = 1\nx += 1\nx *= 10";
    const statements = interpreter.compile({ name: "x.py", source, key: 0 }, parse(source).module.body);
    statements[0]!.run();
    const copy = new Map(interpreter.globals);
    statements[1]!.run();
    statements[2]!.run();
    expect(interpreter.globals.get("x")).toBe(20);
    interpreter.globals.set("x", copy.get("x")!);
    statements[2]!.run();
    expect(interpreter.globals.get("x")).toBe(10);
  });

  test("a failed statement leaves the interpreter usable", () => {
    const interpreter = makeInterpreter({ out: "", err: "" });
    const source = "def f(): return 1 / 0\nf()\ny = 5";
    const [def, fails, works] = interpreter.compile({ name: "x.py", source, key: 0 }, parse(source).module.body);
    def!.run();
    try {
      fails!.run();
      expect.unreachable();
    } catch (e) {
      const exc = (e as Raise).exc as PyException;
      expect(exc).toBeInstanceOf(PyException);
      const site = raisedAt(exc)!;
      expect(source.slice(site.start, site.end)).toBe("1 / 0");
    }
    works!.run();
    expect(interpreter.globals.get("y")).toBe(5);
  });
});

describe("stops", () => {
  function stop(source: string): unknown {
    const output = { out: "", err: "" };
    const interpreter = makeInterpreter(output);
    interpreter.begin({ steps: 50_000, time: 20_000, memory: 2 ** 28, output: 1e6 });
    try {
      interpreter.runCode({ name: "x.py", source, key: 0 }, parse(source).module.body);
    } catch (e) {
      return { e, out: output.out };
    }
    return undefined;
  }

  test("an endless loop runs out of steps, and no handler or finally sees it", () => {
    const source = "try:\n    while True: pass\nexcept BaseException: print('caught')\nfinally: print('finally')";
    const { e, out } = stop(source) as { e: BudgetExceeded; out: string };
    expect(e).toBeInstanceOf(BudgetExceeded);
    expect(e.kind).toBe("steps");
    expect(out).toBe("");
  });

  test("endless recursion through generators and comprehensions ends too", () => {
    expect(stop("def f(): return [f() for _ in 'a']\nf()")).toMatchObject({
      e: { exc: { cls: { name: "RecursionError" } } },
    });
    expect(stop("for _ in iter(int, 1): pass")).toMatchObject({ e: { kind: "steps" } });
    expect(stop("sum(1 for _ in iter(int, 1))")).toMatchObject({ e: { kind: "steps" } });
  });

  test("what is not there says its name and where", () => {
    const source = "x = 1\nif x:\n    async def f(): pass";
    const { e } = stop(source) as { e: NotSupported };
    expect(e).toBeInstanceOf(NotSupported);
    expect(e.feature).toBe("async def");
    expect(source.slice(e.site!.start, e.site!.end)).toBe("async def f(): pass");
  });

  test("what is not there does no harm where it is not reached", () => {
    expect(runProgram("def g():\n    async def h(): pass\nprint(1)", "x.py").stdout).toBe("1\n");
  });
});

describe("sandbox", () => {
  test.each(["constructor", "__proto__", "prototype", "toString", "hasOwnProperty", "fn", "attrs", "cls", "code"])(
    "%s is no attribute of anything",
    (name) => {
      const source = `def f(): pass
class A: pass
for o in [1, 1.5, "s", None, True, [], {}, (), f, A, A(), print, [].append, A().__init__, type, f.__code__, iter([])]:
    assert not hasattr(o, "${name}"), o
class B:
    pass
b = B()
b.${name} = 1
assert b.${name} == 1 and not hasattr(B(), "${name}") and {"${name}": 2}["${name}"] == 2
assert vars(b) == {"${name}": 1}
try: ${name}
except NameError: print("ok")`;
      expect(runProgram(source, "x.py")).toMatchObject({ stdout: "ok\n", error: null });
    },
  );

  test("the way up through classes stays among Python objects", () => {
    const source = `print(().__class__.__bases__[0].__name__, ().__class__.__mro__[-1] is object)
print(all(isinstance(c, type) for c in object.__subclasses__()))
print((lambda: 0).__globals__["__name__"])`;
    expect(runProgram(source, "x.py").stdout).toBe("object True\nTrue\n__main__\n");
  });
});
