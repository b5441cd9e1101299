class T:
    def __init__(self, v): self.v = v
    def __lt__(self, o): print("lt", self.v); return self.v < o.v
    def __eq__(self, o): print("eq", self.v); return self.v == o.v
a, b = T(1), T(2)
print(a < b, a > b, a == b, a != b, [a] == [a], a in [b, a])
try: a <= b
except TypeError as e: print(str(e))
