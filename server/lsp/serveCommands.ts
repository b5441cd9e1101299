/** The server's commands: what lenses, hovers and code actions ask for. Arguments come from a client and are checked. */
import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Reduction } from "../inspect/messages.ts";
import { commands } from "../protocol/requests.ts";
import type { OpenDocument, Server } from "./server.ts";

type Arguments = Readonly<Record<string, unknown>>;

export function registerCommands(server: Server): void {
  server.connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const first: unknown = given?.[0];
    const args: Arguments = typeof first === "object" && first !== null ? (first as Arguments) : {}; // JSON; every member is checked where it is read.
    const entry = typeof args["uri"] === "string" ? server.of(args["uri"]) : undefined;
    if (entry === undefined) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, "this document is not open, or not one that GradLens reads");
    }
    try {
      await entry.opening;
      return await execute(server, entry, command, args);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      server.guard.report(command, error);
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        "this failed for a reason inside GradLens; the log has more",
      );
    }
  });
}

async function execute(
  server: Server,
  { inspection }: OpenDocument,
  command: string,
  args: Arguments,
): Promise<unknown> {
  switch (command) {
    case commands.runBackward: {
      const root = args["root"];
      if (typeof root !== "string") throw wrong("root");
      return inspection.runBackward(root, reductionOf(args["reduce"]));
    }
    case commands.clearBackward:
      inspection.clearBackward();
      return null;
    case commands.stepPass: {
      const { uri, line, pass } = args;
      if (typeof uri !== "string" || !isCount(line)) throw wrong("line");
      if (!isCount(pass)) throw wrong("pass");
      inspection.stepPass({ uri, line, pass });
      return null;
    }
    case commands.inspectFile:
      inspection.isInspected = args["on"] !== false;
      inspection.needsRefresh = true;
      server.reconsider(inspection);
      await inspection.settled(inspection.settings.longTime);
      return null;
    case commands.runOn: {
      inspection.needsRefresh = true;
      inspection.runAgain(inspection.longBudget);
      const progress =
        server.capabilities().window?.workDoneProgress === true
          ? await server.connection.window.createWorkDoneProgress()
          : null;
      progress?.begin("GradLens: evaluating", undefined, undefined, true);
      progress?.token.onCancellationRequested(() => inspection.interrupt());
      await inspection.settled(inspection.settings.longTime + 5000);
      progress?.done();
      return null;
    }
    case commands.chooseExample: {
      const { name, example } = args;
      if (typeof name !== "string") throw wrong("name");
      if (!isCount(example)) throw wrong("example");
      inspection.needsRefresh = true;
      inspection.chooseExample(name, example);
      await inspection.settled(inspection.settings.longTime);
      return null;
    }
    default:
      throw new ResponseError(LSPErrorCodes.RequestFailed, "no such command");
  }
}

function reductionOf(given: unknown): Reduction | undefined {
  if (given === undefined || given === null) return undefined;
  if (given === "sum" || given === "mean") return given;
  if (typeof given === "object" && "element" in given && Array.isArray(given.element) && given.element.every(isCount)) {
    return { element: given.element };
  }
  throw wrong("reduce");
}

function isCount(given: unknown): given is number {
  return typeof given === "number" && Number.isInteger(given) && given >= 0;
}

function wrong(name: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, `the argument ${name} is missing or of another type`);
}
