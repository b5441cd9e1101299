/** Runs a program that nobody watches, as `python FILE` would: strict, streaming, in a fresh interpreter. */
import { type BudgetLimits, budget } from "../python/budget.ts";
import { type Interpreter, syntaxErrorOf } from "../python/evaluation/interpreter.ts";
import type { Code } from "../python/evaluation/observer.ts";
import { formatException, lastLine } from "../python/evaluation/traceback.ts";
import { HostStop, NotSupported, Raise } from "../python/objects/errors.ts";
import { exceptionTypes, PyException } from "../python/objects/exceptions.ts";
import { str } from "../python/objects/text.ts";
import { isInstance } from "../python/objects/type.ts";
import { stripMagics } from "../python/syntax/magics.ts";
import { parse } from "../python/syntax/parse.ts";
import { LineIndex } from "../snippet/lines.ts";
import { displayText } from "./displayText.ts";
import { makeInterpreter, prepareFor } from "./interpreterHost.ts";
import type { ProgramEnd, ProgramPart } from "./messages.ts";
import { endedRun } from "./running.ts";

type Print = (stream: "stdout" | "stderr", text: string) => void;

export async function runProgram(
  parts: readonly ProgramPart[],
  limits: BudgetLimits,
  print: Print,
  isCancelled: () => boolean,
): Promise<ProgramEnd> {
  await prepareFor(parts.map((part) => part.source));
  budget.isCancelled = isCancelled;
  let interpreter: Interpreter | null = null;
  let error: ProgramEnd["error"] = null;
  for (const [key, part] of parts.entries()) {
    if (interpreter === null || !part.continues) {
      interpreter = makeInterpreter({
        observer: null,
        stdout: (text) => print("stdout", text),
        stderr: (text) => print("stderr", text),
        limits,
      });
    }
    const end = runPart(interpreter, part, key, print);
    if (end === null) continue;
    if ("exitCode" in end) return { error: null, exitCode: end.exitCode };
    error = { traceback: end.traceback, lastLine: end.lastLine };
    print("stderr", end.traceback);
    if (!part.isCell || end.isFinal) break;
  }
  budget.isCancelled = undefined;
  return { error, exitCode: null };
}

type PartEnd =
  | { readonly exitCode: number }
  | { readonly traceback: string; readonly lastLine: string; readonly isFinal: boolean }
  | null;

function runPart(interpreter: Interpreter, part: ProgramPart, key: number, print: Print): PartEnd {
  const code: Code = { name: part.name, source: part.source, key };
  const { module, problems } = parse(part.allowsMagics ? stripMagics(part.source) : part.source);
  try {
    if (problems.length > 0) throw new Raise(syntaxErrorOf(code, problems[0]!));
    if (part.isCell) {
      const value = interpreter.runCell(code, module.body);
      if (value !== undefined && value !== null) {
        interpreter.globals.set("_", value);
        print("stdout", `${displayText(value)}\n`);
      }
    } else interpreter.runCode(code, module.body);
    return null;
  } catch (thrown) {
    return describeEnd(thrown, code, print);
  }
}

function describeEnd(thrown: unknown, code: Code, print: Print): PartEnd {
  if (thrown instanceof Raise && thrown.exc instanceof PyException) {
    const exc = thrown.exc;
    if (isInstance(exc, exceptionTypes.SystemExit)) return exitOf(exc, print);
    return { traceback: formatException(exc), lastLine: lastLine(exc), isFinal: false };
  }
  const site = thrown instanceof HostStop ? thrown.site : null;
  const lines = new LineIndex(code.source);
  const where =
    site === null
      ? ""
      : `  File "${site.code.name}", line ${(site.code.source === code.source ? lines : new LineIndex(site.code.source)).lineAt(site.start) + 1}\n`;
  const { name, reason } = endedRun(thrown, null, () => 0);
  const last = `${name}: ${reason.replace(/^stopped:? /, "")}`;
  return { traceback: `${where}${last}\n`, lastLine: last, isFinal: !(thrown instanceof NotSupported) };
}

/** `sys.exit(code)`: an int is the exit code, None is 0, anything else is printed and is 1. */
function exitOf(exc: PyException, print: Print): { readonly exitCode: number } {
  const code = exc.members.get("code") ?? null;
  if (code === null) return { exitCode: 0 };
  if (typeof code === "number") return { exitCode: code & 0xff };
  if (typeof code === "boolean") return { exitCode: code ? 1 : 0 };
  print("stderr", `${str(code)}\n`);
  return { exitCode: 1 };
}
