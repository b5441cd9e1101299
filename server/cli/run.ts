/** `gradlens run FILE`. */
import { WorkerGone } from "../inspect/client.ts";
import { commandBudget, type ProgramPart } from "../inspect/messages.ts";
import { print, printError, UsageError } from "./console.ts";
import { openFile } from "./document.ts";
import { createWorker } from "./engine.ts";

export async function run(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined) throw new UsageError("gradlens run: which file?");
  const unknown = [file, ...rest].find((a) => a.startsWith("-")) ?? rest[0];
  if (unknown !== undefined) throw new UsageError(`gradlens run: unexpected argument \`${unknown}\``);
  const { snippet, notebook } = openFile(file);
  const parts = snippet.codes.map(
    (code, i): ProgramPart => ({
      name: code.name,
      source: code.source,
      isCell: notebook !== null,
      allowsMagics: code.allowsMagics,
      continues: i > 0 && code.namespace === snippet.codes[i - 1]!.namespace,
    }),
  );
  const worker = createWorker();
  try {
    const end = await worker.program(parts, commandBudget, (stream, text) => {
      if (stream === "stdout") print(text);
      else printError(text);
    });
    if (end.exitCode !== null) return end.exitCode;
    return end.error === null ? 0 : 1;
  } catch (error) {
    if (!(error instanceof WorkerGone)) throw error;
    printError(`gradlens: ${error.message}\n`);
    return 1;
  } finally {
    worker.dispose();
  }
}
