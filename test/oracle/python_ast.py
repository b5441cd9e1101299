"""CPython's syntax trees in the shape of server/python/syntax/ast.ts, as JSON.

    python3.11 python_ast.py --record SNIPPETS GOLDEN    record the trees of the snippets in a text file
    python3.11 python_ast.py --stream FILE...            one JSON line per file: {"path", "tree"} or {"path", "error"}

Offsets are UTF-16, ints and floats are strings (JSON numbers lose them), ranges inside f-strings are left out because
3.11 does not know them exactly.
"""

import ast
import json
import sys
import warnings

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&",
    ast.Not: "not", ast.UAdd: "+", ast.USub: "-", ast.Invert: "~",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in", ast.And: "and", ast.Or: "or",
}
RENAMED = {"Expr": "ExprStmt", "AsyncFunctionDef": "FunctionDef", "AsyncFor": "For", "AsyncWith": "With", "TryStar": "Try"}
UNTYPED = {"arguments", "arg", "keyword", "alias", "withitem", "match_case", "comprehension", "ExceptHandler"}
DROPPED = {"ctx", "type_comment", "kind", "type_ignores", "lineno", "col_offset"}


class Offsets:
    """(line, utf-8 column) to UTF-16 offset in the text."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + utf16(line) + 1)
        self.ascii = [line.isascii() for line in self.lines]

    def at(self, line, column):
        if self.ascii[line - 1]:
            return self.starts[line - 1] + column
        return self.starts[line - 1] + utf16(self.lines[line - 1].encode()[:column].decode())


def utf16(text):
    return len(text) + sum(1 for each in text if ord(each) > 0xFFFF)


def constant(value):
    if value is None:
        return {"kind": "None"}
    if value is Ellipsis:
        return {"kind": "Ellipsis"}
    if isinstance(value, bool):
        return {"kind": "bool", "value": value}
    if isinstance(value, int):
        return {"kind": "int", "value": hex(value)}
    if isinstance(value, float):
        return {"kind": "float", "value": repr(value)}
    if isinstance(value, complex):
        return {"kind": "complex", "imag": repr(value.imag)}
    if isinstance(value, str):
        return {"kind": "str", "value": value}
    return {"kind": "bytes", "value": list(value)}


def convert(node, offsets, formatted=False):
    if isinstance(node, list):
        return [convert(each, offsets, formatted) for each in node]
    if not isinstance(node, ast.AST):
        return node
    if type(node) in OPERATORS:
        return OPERATORS[type(node)]
    name = type(node).__name__
    result = {}
    if name not in UNTYPED:
        result["type"] = RENAMED.get(name, name)
    if hasattr(node, "lineno") and not formatted:
        result["start"] = offsets.at(node.lineno, node.col_offset)
        result["end"] = offsets.at(node.end_lineno, node.end_col_offset)
    inside = formatted or name == "JoinedStr"
    for field in node._fields:
        if field in DROPPED:
            continue
        value = getattr(node, field, None)
        if name == "Constant":
            result["value"] = constant(value)
        elif name == "FormattedValue" and field == "conversion":
            result["conversion"] = None if value == -1 else chr(value)
        elif name == "ExceptHandler" and field == "type":
            result["exceptionType"] = convert(value, offsets, inside)
        elif name == "AnnAssign" and field == "simple":
            result["simple"] = bool(value)
        elif field == "is_async":
            result["isAsync"] = bool(value)
        else:
            result[field] = convert(value, offsets, inside)
    if name in ("FunctionDef", "For", "With"):
        result["isAsync"] = False
    elif name in ("AsyncFunctionDef", "AsyncFor", "AsyncWith"):
        result["isAsync"] = True
    elif name in ("Try", "TryStar"):
        result["star"] = name == "TryStar"
    return result


def tree(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return convert(ast.parse(text), Offsets(text))


def split(text):
    """Up to the first `@@@` one statement a line (or as many lines as it takes), then one program between each two."""
    first, *rest = text.split("\n@@@\n")
    snippets = []
    lines = []
    for line in first.split("\n"):
        lines.append(line)
        try:
            tree("\n".join(lines))
        except SyntaxError:
            continue
        snippets.append("\n".join(lines))
        lines = []
    assert not lines, lines
    return snippets + rest


def main():
    sys.setrecursionlimit(20000)
    if sys.argv[1] == "--record":
        with open(sys.argv[2], encoding="utf-8") as file:
            snippets = split(file.read())
        golden = [{"source": source, "tree": tree(source)} for source in snippets]
        with open(sys.argv[3], "w", encoding="utf-8") as file:
            file.write("[\n" + ",\n".join(json.dumps(each) for each in golden) + "\n]\n")
        return
    for path in sys.argv[2:]:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            line = {"path": path, "tree": tree(text)}
        except (SyntaxError, ValueError, UnicodeDecodeError, RecursionError) as error:
            line = {"path": path, "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(line), flush=True)


main()
