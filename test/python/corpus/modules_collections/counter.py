from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["z"], c.most_common(2), c.most_common())
print(sorted(c.elements()), c.total(), dict(c))
c.update("aaa")
c.subtract({"b": 5})
print(c)
print(c + Counter(a=1), c - Counter(a=3), c & Counter(a=2, b=1), c | Counter(z=3), +c, -c)
print(Counter(), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter([1, 1, 2]))
del c["nothing"]
c["q"] += 2
print(c.pop("q"), "q" in c, len(c), list(c))
c += Counter(x=2)
print(c)
try:
    Counter.fromkeys("ab")
except NotImplementedError as e:
    print(e)
print(type(c), Counter.__name__, repr(Counter(["a", 1])), isinstance(c, dict))
