from collections import ChainMap, UserDict, UserList, UserString
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m, m["a"], m["b"], len(m), sorted(m), m.parents, m.new_child({"z": 0}), "b" in m, m.get("q", 9), dict(m))
m["c"] = 5
print(m.maps, list(m.items()))
try:
    m["nope"]
except KeyError as e:
    print(repr(e))
try:
    del m["b"]
except KeyError as e:
    print(e)
class D(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k, v * 2)
d = D(a=1)
d["b"] = 5
d.update(c=7)
print(d, d.data, len(d), list(d.items()), d.get("zz"), d.pop("a"), "b" in d, d | {"k": 1})
l = UserList([3, 1, 2])
l.sort(); l.append(4)
print(l, l[1:3], l + [5], len(l), 3 in l, l.index(2), type(l[1:]))
s = UserString("Hello")
print(s, s.upper(), s + " x", len(s), s[1], s == "Hello", s.startswith("He"), repr(s), s.replace("l", "L"))
