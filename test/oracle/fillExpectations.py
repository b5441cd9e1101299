"""Fills the `# =>` expectations of Markdown chapters with what PyTorch and CPython give.

    python test/oracle/fillExpectations.py docs/manual/*.md [--check]

Every ```python gradlens fence is run statement by statement; fences share a namespace until one says `fresh`. An
expectation behind an expression or assignment becomes the value's repr (behind a print: what it printed). A statement
that raises may stand under `# raises`, and its text is compared by hand: the fence goes on with the next one.
"""
import ast
import contextlib
import io
import re
import sys
import warnings


def fences(text):
    pattern = re.compile(r"^```(?:python|py) gradlens( fresh)?[^\n]*\n(.*?)^```", re.M | re.S)
    for match in pattern.finditer(text):
        yield match.start(2), match.end(2), bool(match.group(1))


def one_line(text):
    return re.sub(r"\s*\n\s*", " ", text.strip("\n"))


def fill(source, namespace):
    lines = source.split("\n")
    for node in ast.parse(source).body:
        last = node.end_lineno - 1
        match = re.search(r"#\s*=>.*$", lines[last])
        printed = io.StringIO()
        value = None
        try:
            with contextlib.redirect_stdout(printed), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                if isinstance(node, ast.Expr):
                    value = eval(compile(ast.Expression(node.value), "<fence>", "eval"), namespace)
                else:
                    exec(compile(ast.Module([node], []), "<fence>", "exec"), namespace)
                    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                        value = eval(compile(ast.Expression(load(target)), "<fence>", "eval"), namespace)
        except Exception as error:
            print(f"  raises {type(error).__name__}: {error}", file=sys.stderr)
        if match:
            # A statement without a value stands for what it printed.
            text = printed.getvalue() if value is None and printed.getvalue() else repr(value)
            lines[last] = lines[last][: match.start()] + "# => " + one_line(text)
    return "\n".join(lines)


def load(target):
    return ast.parse(ast.unparse(target), mode="eval").body


def main(paths, check):
    drifted = False
    for path in paths:
        text = open(path, encoding="utf-8").read()
        out, at, namespace = [], 0, {}
        for start, end, fresh in fences(text):
            if fresh:
                namespace = {}
            out.append(text[at:start])
            out.append(fill(text[start:end], namespace))
            at = end
        out.append(text[at:])
        filled = "".join(out)
        if filled != text:
            drifted = True
            print(f"{path}: changed")
            if not check:
                open(path, "w", encoding="utf-8").write(filled)
    return 1 if check and drifted else 0


if __name__ == "__main__":
    sys.exit(main([a for a in sys.argv[1:] if a != "--check"], "--check" in sys.argv))
