/** `gradlens run --batch FILE.jsonl`: many small programs, each in an interpreter of its own; answers keep their order. */
import { availableParallelism } from "node:os";
import { type InspectWorker, WorkerGone } from "../inspect/client.ts";
import { print, readText, UsageError } from "./console.ts";
import { createWorker } from "./engine.ts";

/** What one program may spend. */
const budget = { steps: Infinity, time: 10_000, memory: 2 ** 29, output: 10_000_000 };

interface Program {
  readonly id: string | number;
  readonly source: string;
}

interface Answer {
  readonly id: string | number;
  readonly stdout: string;
  readonly error: string | null;
}

export async function batch(args: readonly string[]): Promise<number> {
  const [file, ...rest] = args;
  if (file === undefined) throw new UsageError("gradlens run --batch: which file?");
  if (rest.length > 0 || (file.startsWith("-") && file !== "-")) {
    throw new UsageError(`gradlens run --batch: unexpected argument \`${rest[0] ?? file}\``);
  }
  const programs = readPrograms(file);
  const answers: (Answer | undefined)[] = new Array(programs.length).fill(undefined);
  let next = 0;
  let written = 0;
  const flush = (): void => {
    for (let answer = answers[written]; answer !== undefined; answer = answers[++written]) {
      print(`${JSON.stringify(answer)}\n`);
    }
  };
  const work = async (): Promise<void> => {
    const worker = createWorker(2_000);
    try {
      while (next < programs.length) {
        const index = next++;
        answers[index] = await runOne(worker, programs[index]!);
        flush();
      }
    } finally {
      worker.dispose();
    }
  };
  const count = Math.max(1, Math.min(availableParallelism(), 4, Math.ceil(programs.length / 4)));
  await Promise.all(Array.from({ length: count }, work));
  return 0;
}

async function runOne(worker: InspectWorker, program: Program): Promise<Answer> {
  const { id, source } = program;
  let stdout = "";
  try {
    const part = { name: "<program>", source, isCell: false, allowsMagics: false, continues: false };
    const end = await worker.program([part], budget, (stream, text) => {
      if (stream === "stdout") stdout += text;
    });
    return { id, stdout, error: end.error?.lastLine ?? null };
  } catch (error) {
    if (error instanceof WorkerGone)
      return { id, stdout, error: `Stopped: ${error.message.replace(/^stopped: /, "")}` };
    return { id, stdout, error: `InternalError: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readPrograms(file: string): Program[] {
  const programs: Program[] = [];
  for (const [index, line] of readText(file).split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      throw new UsageError(`gradlens: ${file}: line ${index + 1} is not JSON`);
    }
    if (!isProgram(parsed)) throw new UsageError(`gradlens: ${file}: line ${index + 1} is not {"id", "source"}`);
    programs.push(parsed);
  }
  return programs;
}

function isProgram(value: unknown): value is Program {
  if (typeof value !== "object" || value === null || !("id" in value) || !("source" in value)) return false;
  return (typeof value.id === "string" || typeof value.id === "number") && typeof value.source === "string";
}
