"""Runs the programs of test/autograd/programs in PyTorch and keeps what they print.

Usage: python test/oracle/record_autograd.py [NAME ...]    (without names: all)
"""

import json
import pathlib
import re
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
programs = here.parent / "autograd" / "programs"
goldens = here / "goldens" / "autograd"


def normal(text, path):
    """Addresses and places in PyTorch's own sources differ from run to run and build to build."""
    text = text.replace(str(path), "program.py")
    text = re.sub(r"\S*/site-packages/", "site-packages/", text)
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    return re.sub(r" \(Triggered internally at [^)]*\)", "", text)


for path in sorted(programs.glob("*.py")):
    if len(sys.argv) > 1 and path.stem not in sys.argv[1:]:
        continue
    run = subprocess.run([sys.executable, str(path)], capture_output=True, text=True)
    golden = {"stdout": normal(run.stdout, path), "stderr": normal(run.stderr, path)}
    (goldens / f"{path.stem}.json").write_text(json.dumps(golden, indent=1) + "\n")
    print(path.stem, "raised" if run.returncode else "ok")
