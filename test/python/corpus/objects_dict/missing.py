class D(dict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
d = D(a=1); print(d["a"], d[5], d, d.get(9), isinstance(d, dict))
