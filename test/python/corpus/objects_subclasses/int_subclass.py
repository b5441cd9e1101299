class Mod7(int):
    def __new__(cls, v): return super().__new__(cls, v % 7)
    def __add__(self, o): return Mod7(int(self) + int(o))
    __radd__ = __add__
m = Mod7(10)
print(m, m + 6, 6 + m, type(m + 1).__name__, type(m * 2).__name__, m * 2, m == 3, [0, 1, 2, 3][m], sum([Mod7(5), Mod7(6)]), hash(m), range(m), -m)
