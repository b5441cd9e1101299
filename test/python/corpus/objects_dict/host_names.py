d = {}
for k in ("__proto__", "constructor", "toString", "hasOwnProperty"): print(k in d, d.get(k)); d[k] = k
print(d, "{0[__proto__]} {0[constructor]}".format(d))
class A: pass
a = A()
for k in ("__proto__", "constructor", "toString"):
    print(hasattr(a, k), hasattr(1, k), hasattr("", k), hasattr([], k)); setattr(a, k, 1)
print(sorted(vars(a)))
