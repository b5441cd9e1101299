/**
 * `npm run oracle [NAME…]`: records the goldens of test/oracle again, from CPython 3.11 and PyTorch 2.13. Every script
 * `record_*.py` there is run, or those whose name contains one of the given parts. The tests themselves need neither.
 * The interpreter is `GRADLENS_ORACLE_PYTHON`, or one in a virtual environment that is made on first use.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root, run } from "./install.mjs";

const packages = ["torch==2.13.0", "numpy", "expecttest"];
const folder = join(root, "test", "oracle");

/** @returns {Promise<string>} a Python interpreter that has PyTorch */
async function oraclePython() {
  const named = process.env.GRADLENS_ORACLE_PYTHON;
  if (named) return named;
  const environment = join(cacheFolder, "oracle");
  const python = join(environment, process.platform === "win32" ? "Scripts\\python.exe" : "bin/python");
  if (!existsSync(python)) {
    console.log(`Installing ${packages.join(" and ")} into ${environment} …`);
    await run("python3.11", ["-m", "venv", environment]);
    await run(python, ["-m", "pip", "install", "--quiet", ...packages]);
  }
  return python;
}

const wanted = process.argv.slice(2);
const scripts = readdirSync(folder)
  .filter((name) => name.startsWith("record_") && name.endsWith(".py"))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort();
const python = await oraclePython();
for (const script of scripts) {
  console.log(script);
  await run(python, [join(folder, script)], { cwd: folder });
}
