"""Runs every program of test/programs/<topic> with PyTorch and records what it printed.

One JSON per topic: {program: {"stdout": text, "error": last line of the traceback or null}}.
Usage: python test/oracle/record_program_topics.py [topic ...]   (the oracle's Python: it has torch and numpy)
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "programs"


def run(path):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", path.name], cwd=path.parent, capture_output=True, text=True, timeout=120,
        env={"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"},
    )
    error = None
    if done.returncode != 0:
        error = next(line for line in reversed(done.stderr.splitlines()) if line.strip())
    return {"stdout": done.stdout, "error": error}


def main():
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
