class Ix:
    def __index__(self): return 2
print([10, 20, 30][Ix()], "abc"[Ix()], list(range(5))[:Ix()], bin(Ix()), "x" * Ix(), range(Ix()), int(Ix()))
