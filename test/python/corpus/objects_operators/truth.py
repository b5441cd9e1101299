class N:
    def __len__(self): return 0
class M:
    def __bool__(self): return 1
print([bool(x) for x in (0, 0.0, "", [], (), {}, set(), None, 0j, range(0), b"", N(), object(), "0", [0], -0.0)])
try: bool(M())
except TypeError as e: print(e)
