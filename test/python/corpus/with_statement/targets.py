class C:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass
class O: pass
o = O(); d = {}
with C() as (a, [b, c]), C() as o.x, C() as d["k"]: print(a, b, c, o.x, d)
