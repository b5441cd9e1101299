/**
 * Replays test/programs/<topic>/*.py and compares what they print with what PyTorch printed (recorded by
 * test/oracle/record_program_topics.py): the text must be equal, except that floats may differ by 1e-4 relative.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../server/inspect/program.ts";
import { loadPython } from "../python/run.ts";

interface Recorded {
  readonly stdout: string;
  readonly error: string | null;
}

const root = new URL(".", import.meta.url);
const number = /-?\d+\.\d*(?:e[+-]?\d+)?|-?\d+e[+-]?\d+/g;

/** `ours` with each float replaced by the recorded one when they are close. */
function levelled(ours: string, theirs: string): string {
  const expected = theirs.match(number) ?? [];
  let i = 0;
  return ours.replace(number, (text) => {
    const other = expected[i++];
    if (other === undefined) return text;
    const a = Number(text);
    const b = Number(other);
    return Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9 ? other : text;
  });
}

beforeAll(loadPython);

for (const topic of readdirSync(root, { withFileTypes: true })) {
  if (!topic.isDirectory()) continue;
  if (!existsSync(new URL(`${topic.name}.json`, root))) {
    test.skip(`${topic.name} is not recorded yet`, () => undefined);
    continue;
  }
  const recorded = JSON.parse(readFileSync(new URL(`${topic.name}.json`, root), "utf8")) as Record<string, Recorded>;
  describe(topic.name, () => {
    for (const [name, expected] of Object.entries(recorded)) {
      test(name, async () => {
        const source = readFileSync(new URL(`${topic.name}/${name}.py`, root), "utf8");
        let stdout = "";
        const end = await runProgram(
          [{ name: `${name}.py`, source, isCell: false, allowsMagics: false, continues: false }],
          { steps: 1e8, time: 60_000, memory: 2 ** 30, output: 1e7 },
          (stream, text) => {
            if (stream === "stdout") stdout += text;
          },
          () => false,
        );
        expect(levelled(stdout, expected.stdout)).toBe(expected.stdout);
        expect(end.error?.lastLine ?? null).toBe(expected.error);
      });
    }
  });
}
