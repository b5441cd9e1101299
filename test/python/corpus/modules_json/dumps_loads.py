import json
d = {"a": [1, 2.5, None, True, "é\n\"q\""], "b": {"c": {}, "d": []}, 1: "x", None: 2, 1.5: "f", False: 0}
print(json.dumps(d)); print(json.dumps(d, indent=2)); print(json.dumps({"b": 1, "a": (1, 2)}, sort_keys=True, separators=(",", ":")))
print(json.dumps("é\U0001f600", ensure_ascii=False), json.dumps("é\U0001f600"), json.dumps([float("nan"), float("inf"), 1e100, 10**20]), json.dumps([], indent=4), json.dumps([[], {}], indent="\t"))
print(json.loads('{"a": [1, 2.0, -3e5, null, true, false, "x\\u00e9\\n\\ud83d\\ude00"], "b": {}}'), json.loads(" [ ] "), json.loads("NaN"), json.loads(b"12"))
for s in ["", "{", "[1,]", '{"a" 1}', '{"a": 1,}', "[1 2]", '"abc', "tru", "1 2", '"\\x"', "{1: 2}", '"a\nb"', "01", "-", "[", '{"a":']:
    try:
        print(json.loads(s))
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno)
class P: pass
for f in [lambda: json.dumps(P()), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps({1, 2}), lambda: json.loads(5), lambda: json.dumps(float("nan"), allow_nan=False)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(json.dumps(P(), default=lambda o: "P!"), json.loads('{"a": 1}', object_hook=lambda d: list(d)), json.loads("1.5", parse_float=str))
x = []; x.append(x)
try:
    json.dumps(x)
except ValueError as e:
    print(e)
class E(json.JSONEncoder):
    def default(self, o):
        return list(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {1}}, cls=E))
