/**
 * Programs about autograd's interface print here what they print in PyTorch: values, messages, warnings.
 * Recorded by test/oracle/record_autograd.py.
 */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { makeInterpreter, prepareFor } from "../../server/inspect/interpreterHost.ts";
import { syntaxErrorOf } from "../../server/python/evaluation/interpreter.ts";
import { formatException } from "../../server/python/evaluation/traceback.ts";
import { HostStop, Raise } from "../../server/python/objects/errors.ts";
import { PyException } from "../../server/python/objects/exceptions.ts";
import { parse } from "../../server/python/syntax/parse.ts";
import { loadPython } from "../python/run.ts";

const programs = "test/autograd/programs";
const goldens = "test/oracle/goldens/autograd";

async function run(source: string): Promise<{ stdout: string; stderr: string }> {
  await prepareFor([source]);
  let stdout = "";
  let stderr = "";
  const interpreter = makeInterpreter({
    observer: null,
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    limits: { steps: 1e8, time: 30_000, memory: 2 ** 30, output: 1e7 },
  });
  const code = { name: "program.py", source, key: 0 };
  try {
    const { module, problems } = parse(source);
    if (problems.length > 0) throw new Raise(syntaxErrorOf(code, problems[0]!));
    interpreter.runCode(code, module.body);
  } catch (e) {
    if (e instanceof Raise && e.exc instanceof PyException) stderr += formatException(e.exc);
    else if (e instanceof HostStop) stderr += `${e.constructor.name}: ${e.message}\n`;
    else throw e;
  }
  return { stdout, stderr };
}

const normal = (text: string): string => text.replace(/0x[0-9a-f]+/g, "0x");

/** Without source lines, and without the place of a warning: PyTorch's Python code warns from lines of its own. */
function messages(text: string): string[] {
  return normal(text)
    .split("\n")
    .filter((line) => !line.startsWith(" ") || line.startsWith("  File"))
    .map((line) => line.replace(/^\S+?:\d+: (?=\w+Warning: )/, ""));
}

const number = /-?\d+\.?\d*(?:e[-+]\d+)?/g;
/** Whether two texts differ at most in the last digit shown of some numbers: sums are taken in another order. */
function isAlike(a: string, b: string): boolean {
  if (a.replace(number, "#") !== b.replace(number, "#")) return false;
  const x = a.match(number) ?? [];
  const y = b.match(number) ?? [];
  return x.every((v, i) => Math.abs(Number(v) - Number(y[i])) <= 2e-4 * Math.max(1, Math.abs(Number(v))));
}

beforeAll(loadPython);

for (const file of readdirSync(programs).filter((f) => f.endsWith(".py"))) {
  const name = file.slice(0, -3);
  test(name, async () => {
    const golden = JSON.parse(readFileSync(`${goldens}/${name}.json`, "utf8")) as { stdout: string; stderr: string };
    const got = await run(readFileSync(`${programs}/${file}`, "utf8"));
    const stdout = normal(got.stdout);
    if (!/^(linalg|fft)/.test(name) || !isAlike(stdout, golden.stdout)) expect(stdout).toBe(golden.stdout);
    expect(messages(got.stderr)).toEqual(messages(golden.stderr));
  });
}
