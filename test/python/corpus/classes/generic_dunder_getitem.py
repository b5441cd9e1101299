class Matrix:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d.get(k, (type(k).__name__, k))
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
m = Matrix()
m[1, 2] = "x"
print(m[1, 2], m[3], m[1:2], m[::2, ...], m[-1,])
del m[1, 2]
print(m[1, 2])
