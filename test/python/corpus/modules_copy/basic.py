import copy
a = [1, [2, 3], {"k": [4]}]
b, c = copy.copy(a), copy.deepcopy(a)
a[1].append(9); a[2]["k"].append(8)
print(b, c, b[1] is a[1], c[1] is a[1])
class P:
    def __init__(self, x): self.x = x; self.l = [x]
p = P(1)
q, r = copy.copy(p), copy.deepcopy(p)
p.l.append(2)
print(q.l, r.l, q.l is p.l, type(r), r.x)
s = [1]; s.append(s)
t = copy.deepcopy(s)
print(t[1] is t, t[0])
shared = [0]
u = copy.deepcopy([shared, shared])
print(u[0] is u[1])
class C:
    def __copy__(self): print("__copy__"); return 5
    def __deepcopy__(self, memo): print("__deepcopy__", type(memo)); return 6
print(copy.copy(C()), copy.deepcopy([C()]))
tp = (1, 2); print(copy.copy(tp) is tp, copy.deepcopy(tp) is tp, copy.deepcopy((1, [2]))[1])
class S:
    __slots__ = ("a", "b")
x = S(); x.a = [1]
y = copy.deepcopy(x); print(y.a, y.a is x.a, hasattr(y, "b"))
class L(list): pass
l = L([1, [2]]); l.name = "n"
m = copy.deepcopy(l); print(m, m.name, type(m), m[1] is l[1])
class D(dict): pass
d = D(a=[1]); e = copy.copy(d); print(e, type(e), e["a"] is d["a"])
class G:
    def __init__(self): self.v = 1
    def __getstate__(self): return {"v": self.v + 10}
    def __setstate__(self, st): self.v = st["v"] + 100
print(copy.copy(G()).v)
class R:
    def __init__(self, n): self.n = n
    def __reduce__(self): return (R, (self.n + 1,))
print(copy.copy(R(1)).n, copy.deepcopy(R(1)).n)
print(copy.copy({1, 2}), copy.deepcopy(frozenset([1])), copy.copy("s"), copy.copy(len) is len, copy.copy(P) is P, copy.deepcopy(lambda: 1)())
def gen(): yield 1
try:
    copy.copy(gen())
except TypeError as err:
    print(err)
e = copy.copy(ValueError("a", 1)); print(repr(e))
memo = {}
z = [1]; w = copy.deepcopy(z, memo); print(memo[id(z)] is w)
