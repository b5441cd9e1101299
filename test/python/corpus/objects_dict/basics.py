d = {"a": 1, "b": 2}
d["c"] = 3; d["a"] = 10; del d["b"]; d["b"] = 4
print(d, list(d), d.get("z"), d.get("z", 0), d.pop("c"), d.pop("q", None), d.setdefault("n", []), d, len(d), "a" in d)
for f in (lambda: d["zz"], lambda: d.pop("zz"), lambda: d[[1]], lambda: {}.popitem(), lambda: dict([1]), lambda: d + d):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
