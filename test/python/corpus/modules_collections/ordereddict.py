from collections import OrderedDict
d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
d.move_to_end("a")
print(d, list(d))
d.move_to_end("c", last=False)
print(d, d.popitem(), d.popitem(last=False), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, OrderedDict())
d["z"] = 26
d.update(y=25)
print(d, list(reversed(d)), d.copy(), OrderedDict.fromkeys("ab", 0), d | {"q": 1})
for f in [lambda: d.move_to_end("nope"), lambda: OrderedDict().popitem(), lambda: d["nope"]]:
    try:
        f()
    except KeyError as e:
        print(repr(e))
print(d.setdefault("k", []), d.pop("k"), d.get("k"), isinstance(d, dict), list(d.items()))
