/**
 * A run: the namespaces, the modules, and statements evaluated one by one.
 *
 * Everything a host needs is here: {@link Interpreter.compile} a source's statements, {@link CompiledModule.step} through
 * them (it may stop between two, keep a copy of {@link Interpreter.globals}, and go on), or {@link Interpreter.runCode} and
 * {@link Interpreter.runCell} for all of them. One interpreter runs at a time in a worker: see frame.ts, budget.ts.
 */
import { type BudgetLimits, budget } from "../budget.ts";
import { findAttr } from "../objects/attribute.ts";
import { call } from "../objects/call.ts";
import { runningModule } from "../objects/class.ts";
import { installClassMembers } from "../objects/classMembers.ts";
import { PyDict } from "../objects/dict.ts";
import { Raise } from "../objects/errors.ts";
import { exceptionTypes, newException, type PyException, raiseError } from "../objects/exceptions.ts";
import { installGenerator } from "../objects/generator.ts";
import { installObjects } from "../objects/install.ts";
import { PyModule } from "../objects/module.ts";
import { implicitSuper } from "../objects/super.ts";
import { PyType } from "../objects/type.ts";
import type { Attrs, Kwargs, PyValue } from "../objects/value.ts";
import type { Expr, Stmt } from "../syntax/ast.ts";
import { Compiler, type Importer, type Unit } from "./compiler.ts";
import { caught, type Exec, Frame, vm } from "./frame.ts";
import { installFunctionMembers } from "./functionMembers.ts";
import type { Code, Observer } from "./observer.ts";
import { analyse, analyseExpression } from "./scope.ts";
import { hasAnnotations } from "./statements/definitions.ts";
import { installTraceback, visibleNames } from "./traceback.ts";

export type ModuleFactory = () => PyModule;

export interface InterpreterOptions {
  /** Null when nobody watches: the closures are then compiled without any calls to it. */
  readonly observer: Observer | null;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Host modules by dotted name (`math`, `torch`, `torch.nn`); each is made when it is first imported. */
  readonly modules: ReadonlyMap<string, ModuleFactory>;
  readonly limits: BudgetLimits;
  /** Makes `print`, `len` and all the others; it gets the interpreter, for those that need to know it. */
  readonly builtins: (interpreter: Interpreter) => Map<string, PyValue>;
  /** `__name__` of the module that snippets run in; `__main__` when absent. */
  readonly moduleName?: string;
}

/** One top-level statement. */
export interface CompiledStatement {
  readonly node: Stmt;
  run(): void;
}

let isInstalled = false;

/** Builds the type objects' method tables, once for all interpreters of this worker. */
function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  installObjects();
  installClassMembers();
  installGenerator();
  installFunctionMembers();
  installTraceback();
  implicitSuper.find = findImplicitSuper;
  runningModule.name = () => {
    const name = vm.frame?.globals.get("__name__");
    return typeof name === "string" ? name : "builtins";
  };
}

export class Interpreter implements Importer {
  readonly options: InterpreterOptions;
  readonly main: PyModule;
  /** The namespace of the snippet; a host may copy it and put a copy back between statements. */
  readonly globals: Attrs;
  readonly builtins: Map<string, PyValue>;
  readonly builtinsModule: PyModule;
  /** `sys.modules`. */
  readonly loaded = new Map<string, PyModule>();

  constructor(options: InterpreterOptions) {
    install();
    this.options = options;
    this.main = new PyModule(options.moduleName ?? "__main__");
    this.globals = this.main.attrs;
    this.begin();
    this.builtins = options.builtins(this);
    this.builtinsModule = new PyModule("builtins", this.builtins);
    this.builtins.delete("__name__");
    this.globals.set("__builtins__", this.builtinsModule);
    this.loaded.set(this.main.name, this.main);
    visibleNames.find = () => [
      [...this.globals.keys()],
      [...this.builtins.keys(), "None", "True", "False", "__debug__"],
    ];
  }

  /** Starts the budget anew and forgets whatever an earlier run left behind. */
  begin(limits: BudgetLimits = this.options.limits): void {
    vm.frame = null;
    vm.handling = null;
    budget.begin(limits);
  }

  stdout(text: string): void {
    budget.write(text.length);
    this.options.stdout(text);
  }

  stderr(text: string): void {
    budget.write(text.length);
    this.options.stderr(text);
  }

  // ---------------------------------------------------------------- code

  #unit(code: Code, analysis: Unit["analysis"], globals: Attrs): Unit {
    return {
      code,
      observer: code.isLibrary === true ? null : this.options.observer,
      globals,
      builtins: this.builtins,
      analysis,
      importer: this,
      sites: new Map(),
      annotationsAsText: false,
    };
  }

  /**
   * The top-level statements of a source, ready to run in order. Each is compiled when it first runs. Throws Raise
   * (SyntaxError) for what only the analysis of scopes finds.
   */
  compile(code: Code, body: readonly Stmt[]): CompiledStatement[] {
    const analysis = analyse(body);
    const compiler = new Compiler(this.#unit(code, analysis, this.globals), analysis.root);
    const frame = this.#moduleFrame(compiler, null);
    if (hasAnnotations(body) && !this.globals.has("__annotations__")) this.globals.set("__annotations__", new PyDict());
    return body.map((node) => {
      let exec: Exec | undefined;
      return {
        node,
        run: () => {
          exec ??= compiler.stmt(node);
          const run = exec;
          this.#inFrame(frame, () => {
            if (--budget.fuel < 0) budget.refill();
            run(frame);
          });
        },
      };
    });
  }

  #moduleFrame(compiler: Compiler, names: Attrs | null): Frame {
    return new Frame(compiler.scope, [], [], names, vm.frame);
  }

  #inFrame<T>(frame: Frame, run: () => T): T {
    const caller = vm.frame;
    vm.frame = frame;
    try {
      return run();
    } catch (e) {
      throw caught(e, frame);
    } finally {
      vm.frame = caller;
    }
  }

  /** Runs all statements; an uncaught exception comes out as Raise, a stop as HostStop. */
  runCode(code: Code, body: readonly Stmt[]): void {
    for (const statement of this.compile(code, body)) statement.run();
  }

  /**
   * Runs a notebook cell. The value of its last statement when that is an expression that does not end with `;`, else
   * undefined.
   */
  runCell(code: Code, body: readonly Stmt[]): PyValue | undefined {
    const last = body.at(-1);
    if (last?.type !== "ExprStmt" || endsWithSemicolon(code.source, last.end)) {
      this.runCode(code, body);
      return undefined;
    }
    const analysis = analyse(body);
    const compiler = new Compiler(this.#unit(code, analysis, this.globals), analysis.root);
    const frame = this.#moduleFrame(compiler, null);
    if (hasAnnotations(body) && !this.globals.has("__annotations__")) this.globals.set("__annotations__", new PyDict());
    for (const node of body.slice(0, -1)) {
      const exec = compiler.stmt(node);
      this.#inFrame(frame, () => {
        if (--budget.fuel < 0) budget.refill();
        exec(frame);
      });
    }
    const value = compiler.expr(last.value);
    return this.#inFrame(frame, () => value(frame));
  }

  /** Evaluates one expression in the snippet's namespace. */
  evaluate(code: Code, expr: Expr): PyValue {
    return this.evaluateIn(code, expr, this.globals, null);
  }

  /** `eval` with namespaces; `locals` null when they are the globals. */
  evaluateIn(code: Code, expr: Expr, globals: Attrs, locals: Attrs | null): PyValue {
    const analysis = analyseExpression(expr, locals !== null);
    const compiler = new Compiler(this.#unit(code, analysis, globals), analysis.root);
    const value = compiler.expr(expr);
    const frame = this.#moduleFrame(compiler, locals);
    return this.#inFrame(frame, () => value(frame));
  }

  /** `exec` with namespaces; `locals` null when they are the globals. */
  executeIn(code: Code, body: readonly Stmt[], globals: Attrs, locals: Attrs | null): void {
    const analysis = analyse(body, locals !== null);
    const compiler = new Compiler(this.#unit(code, analysis, globals), analysis.root);
    const frame = this.#moduleFrame(compiler, locals);
    const target = locals ?? globals;
    if (hasAnnotations(body) && !target.has("__annotations__")) target.set("__annotations__", new PyDict());
    const run = compiler.block(body);
    this.#inFrame(frame, () => run(frame));
  }

  /** Calls a Python callable from the host. */
  callFunction(fn: PyValue, args: PyValue[], kwargs: Kwargs = null): PyValue {
    return call(fn, args, kwargs);
  }

  // ---------------------------------------------------------------- the running frame

  /** The variables of the innermost running frame, as `locals()` gives them: a live dict in a module, else a copy. */
  currentLocals(): PyDict {
    const f = vm.frame;
    if (f === null) return PyDict.over(this.globals);
    if (f.names !== null) return PyDict.over(f.names);
    if (!f.scope.isFunction) return PyDict.over(f.globals);
    const out = new PyDict();
    f.scope.fastNames.forEach((name, i) => {
      const value = f.locals[i];
      if (value !== undefined && f.scope.variable(name).kind === "fast") out.set(name, value);
    });
    f.scope.cellNames.forEach((name, i) => {
      const value = f.cells[i]?.value;
      if (value !== undefined) out.set(name, value);
    });
    f.scope.freeNames.forEach((name, i) => {
      const value = f.closure[i]?.value;
      if (value !== undefined) out.set(name, value);
    });
    return out;
  }

  /** The global namespace of the innermost running frame. */
  currentGlobals(): Attrs {
    return vm.frame?.globals ?? this.globals;
  }

  // ---------------------------------------------------------------- modules

  /** The module of this dotted name, imported with its parents. Raises ModuleNotFoundError. */
  importModule(name: string): PyModule {
    const known = this.loaded.get(name);
    if (known !== undefined) return known;
    const dot = name.lastIndexOf(".");
    const parent = dot < 0 ? null : this.importModule(name.slice(0, dot));
    const factory = name === "builtins" ? () => this.builtinsModule : this.options.modules.get(name);
    if (factory !== undefined) {
      const module = factory();
      this.loaded.set(name, module);
      parent?.attrs.set(name.slice(dot + 1), module);
      return module;
    }
    const attribute = parent === null ? undefined : findAttr(parent, name.slice(dot + 1));
    if (attribute instanceof PyModule) {
      this.loaded.set(name, attribute);
      return attribute;
    }
    const isPackage = parent === null || parent.isPackage || this.#hasSubmodules(parent.name);
    return moduleNotFound(
      name,
      isPackage ? `No module named '${name}'` : `No module named '${name}'; '${parent.name}' is not a package`,
    );
  }

  #hasSubmodules(name: string): boolean {
    for (const other of this.options.modules.keys()) if (other.startsWith(`${name}.`)) return true;
    return false;
  }

  /** `from module import name`. */
  importFrom(module: PyValue, name: string): PyValue {
    const value = findAttr(module, name);
    if (value !== undefined) return value;
    if (module instanceof PyModule) {
      const full = `${module.name}.${name}`;
      if (this.options.modules.has(full)) return this.importModule(full);
    }
    const moduleName = module instanceof PyModule ? module.name : "<unknown module name>";
    const file = findAttr(module, "__file__");
    const location = typeof file === "string" ? file : "unknown location";
    const error = newException(
      exceptionTypes.ImportError,
      `cannot import name '${name}' from '${moduleName}' (${location})`,
    );
    error.members.set("name", moduleName);
    throw new Raise(error);
  }
}

function moduleNotFound(name: string, message: string): never {
  const error = newException(exceptionTypes.ModuleNotFoundError, message);
  error.members.set("name", name);
  throw new Raise(error);
}

/** A cell's last expression is not shown when a semicolon follows it. */
function endsWithSemicolon(source: string, end: number): boolean {
  return /^[ \t]*;/.test(source.slice(end));
}

/** The class and the first argument that `super()` means in the running method. */
function findImplicitSuper(): readonly [PyType, PyValue] {
  const f = vm.frame;
  if (f === null || !f.scope.isFunction) return raiseError(exceptionTypes.RuntimeError, "super(): no arguments");
  const first = f.scope.params[0];
  if (first === undefined) return raiseError(exceptionTypes.RuntimeError, "super(): no arguments");
  const cell = f.scope.freeNames.indexOf("__class__");
  if (cell < 0) return raiseError(exceptionTypes.RuntimeError, "super(): __class__ cell not found");
  const cls = f.closure[cell]!.value;
  if (cls === undefined) return raiseError(exceptionTypes.RuntimeError, "super(): empty __class__ cell");
  const variable = f.scope.variable(first);
  const self = variable.kind === "cell" ? f.cells[variable.index]!.value : f.locals[0];
  if (self === undefined) return raiseError(exceptionTypes.RuntimeError, "super(): arg[0] deleted");
  if (!(cls instanceof PyType)) return raiseError(exceptionTypes.RuntimeError, "super(): __class__ is not a type");
  return [cls, self];
}

/** The SyntaxError that CPython would raise for a problem of the parser, with the place that its traceback shows. */
export function syntaxErrorOf(
  code: Code,
  problem: { readonly kind: string; readonly message: string; readonly start: number; readonly end: number },
): PyException {
  const type =
    problem.kind === "IndentationError"
      ? exceptionTypes.IndentationError
      : problem.kind === "TabError"
        ? exceptionTypes.TabError
        : exceptionTypes.SyntaxError;
  const exc = newException(type, problem.message);
  const before = code.source.slice(0, problem.start);
  const lineStart = before.lastIndexOf("\n") + 1;
  const lineEnd = code.source.indexOf("\n", lineStart);
  const text = code.source.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  exc.members.set("filename", code.name);
  exc.members.set("lineno", before.split("\n").length);
  exc.members.set("offset", problem.start - lineStart + 1);
  exc.members.set("end_offset", Math.min(problem.end, lineStart + text.length) - lineStart + 1);
  exc.members.set("text", text);
  return exc;
}
