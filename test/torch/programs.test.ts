/**
 * Whole programs, with what PyTorch prints for each beside it (test/oracle/record_programs.py): shapes, strides, graphs,
 * values, gradients, versions, exceptions. A line is compared character for character.
 */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { commandBudget } from "../../server/inspect/messages.ts";
import { runProgram } from "../../server/inspect/program.ts";
import { loadPython } from "../python/run.ts";

const folder = new URL("programs/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");

beforeAll(loadPython);

describe("programs print what PyTorch prints", () => {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -".py".length));
  test.each(names)("%s", async (name) => {
    let out = "";
    let problems = "";
    const source = read(`${name}.py`);
    await runProgram(
      [{ name: `${name}.py`, source, isCell: false, allowsMagics: false, continues: false }],
      commandBudget,
      (stream, text) => {
        if (stream === "stdout") out += text;
        else problems += text;
      },
      () => false,
    );
    expect(problems).toBe("");
    expect(out.split("\n")).toEqual(read(`${name}.txt`).split("\n"));
  });
});
