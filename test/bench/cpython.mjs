/** The same program in the machine's CPython, if it has one: measured by CPython's own processor clock. */
import { spawnSync } from "node:child_process";

/** Runs the file named first as often as asked, and prints the least time in milliseconds and `result`. */
const driver = `
import sys, time
path, times = sys.argv[1], int(sys.argv[2])
code = compile(open(path, encoding="utf-8").read(), path, "exec")
if sys.argv[3] == "torch":
    import torch
    torch.set_num_threads(1)
best = None
for _ in range(times):
    names = {"__name__": "__main__"}
    begin = time.process_time()
    exec(code, names)
    taken = time.process_time() - begin
    best = taken if best is None else min(best, taken)
print(best * 1e3)
print(repr(names.get("result")))
`;

/**
 * @param {string} interpreter command of the Python to ask
 * @param {string} path of the program
 * @param {{ times?: number, torch?: boolean }} [options]
 * @returns {{ time: number, result: string }} the least processor time, in milliseconds
 */
export function measureTheirs(interpreter, path, { times = 3, torch = false } = {}) {
  const { status, stdout, stderr } = spawnSync(interpreter, ["-c", driver, path, `${times}`, torch ? "torch" : ""], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${interpreter} ${path}: ${stderr}`);
  const [time, result] = stdout.trim().split("\n");
  return { time: Number(time), result };
}

/** `3.11.7`, or null where the command does not work. */
export function pythonVersion(interpreter) {
  return answer(interpreter, "import platform; print(platform.python_version())");
}

/**
 * A Python with torch: the one that GRADLENS_TORCH_PYTHON names, else `python3` if it has torch.
 * @returns {{ interpreter: string, version: string } | null}
 */
export function findTorch() {
  for (const interpreter of [process.env.GRADLENS_TORCH_PYTHON, "python3"]) {
    if (!interpreter) continue;
    const version = answer(interpreter, "import torch; print(torch.__version__)");
    if (version !== null) return { interpreter, version };
  }
  return null;
}

function answer(interpreter, program) {
  const { status, stdout } = spawnSync(interpreter, ["-c", program], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
