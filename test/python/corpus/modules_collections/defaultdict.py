from collections import defaultdict
d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, dict(d), len(d), d.default_factory)
n = defaultdict(int, {"x": 1}, y=2)
n["z"] += 5
print(n, n.get("missing"), "missing" in n)
print(defaultdict(lambda: 7)["k"])
e = defaultdict(None, {1: 2})
print(e)
try:
    e[5]
except KeyError as err:
    print(repr(err))
try:
    defaultdict(5)
except TypeError as err:
    print(err)
t = defaultdict(lambda: defaultdict(int))
t["a"]["b"] += 1
print(t["a"], {k: dict(v) for k, v in t.items()})
c = n.copy()
c["new"]
print(type(c), "new" in n, n | {"w": 1})
n.default_factory = str
print(repr(n["s"]))
