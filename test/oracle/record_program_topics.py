"""Records what PyTorch prints for the programs of test/torch/programs: beside each `name.py`, a `name.txt`.

Needs torch 2.13.0.
"""
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent.parent / "torch" / "programs"

for program in sorted(FOLDER.glob("*.py")):
    run = subprocess.run([sys.executable, str(program)], capture_output=True, text=True)
    if run.returncode != 0:
        print(program.name, run.stderr[-500:], file=sys.stderr)
    program.with_suffix(".txt").write_text(run.stdout)
