/** Reading files and writing to the terminal: what only the command line may do. */
import { readFileSync, statSync } from "node:fs";

/** A file or an argument is unusable: the message is all the user needs. Exit code 2. */
export class UsageError extends Error {}

export function print(text: string): void {
  process.stdout.write(text);
}

export function printError(text: string): void {
  process.stderr.write(text);
}

/** @throws UsageError with the reason, in words */
export function readText(file: string): string {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`gradlens: ${file} is a directory`);
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) throw new UsageError(`gradlens: ${file} is not UTF-8 text`);
    const code = error instanceof Error && "code" in error ? error.code : null;
    const reason = code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : String(error);
    throw new UsageError(`gradlens: ${file}: ${reason}`);
  }
}
