"""Runs every program of test/python/corpus with CPython 3.11 and records what it printed.

One JSON per topic: {program: {"stdout": text, "error": last line of the traceback or null}}.
Usage: python3 test/oracle/record_python.py [topic ...]
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "python" / "corpus"


def run(path):
    done = subprocess.run(
        [sys.executable, path.name], cwd=path.parent, capture_output=True, text=True, timeout=60,
        env={"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    error = None
    if done.returncode != 0:
        error = next(line for line in reversed(done.stderr.splitlines()) if line.strip())
    # The whole traceback is kept too, for programs about tracebacks.
    record = {"stdout": done.stdout, "error": error}
    if path.parent.name == "tracebacks":
        record["stderr"] = done.stderr.replace(str(path.parent) + "/", "")
    return record


def main():
    if sys.version_info[:2] != (3, 11):
        sys.exit("the oracle is CPython 3.11")
    wanted = sys.argv[1:]
    for folder in sorted(p for p in ROOT.iterdir() if p.is_dir()):
        if wanted and folder.name not in wanted:
            continue
        records = {path.stem: run(path) for path in sorted(folder.glob("*.py"))}
        out = ROOT / f"{folder.name}.json"
        out.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n")
        print(folder.name, len(records))


if __name__ == "__main__":
    main()
