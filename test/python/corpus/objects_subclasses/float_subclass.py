class Celsius(float):
    def to_f(self): return self * 9 / 5 + 32
    def __repr__(self): return f"{float(self)}C"
c = Celsius(36.6); print(c, repr(c), [c], c.to_f(), c + 1, type(c + 1).__name__, f"{c:.2f}", round(c), c > 30, str(c), sorted([Celsius(3), Celsius(1)]))
