class Celsius(float):
    def f(self): return self * 9 / 5 + 32
    def __repr__(self): return f"C({float(self)})"
c = Celsius(100)
print(c, c.f(), c + 1, type(c + 1), isinstance(c, float), repr(c), str(c))
class Even(int):
    def __new__(cls, v): return super().__new__(cls, v - v % 2)
e = Even(7)
print(e, e + 1, type(e), e == 6, [0, 1, 2, 3, 4, 5, 6][e])
class Name(str):
    def shout(self): return self.upper() + "!"
n = Name("bob")
print(n.shout(), n + "x", len(n), n == "bob", {n: 1}["bob"])
