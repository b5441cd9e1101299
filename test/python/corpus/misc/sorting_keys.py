data = [("b", 2), ("a", 3), ("c", 1)]
print(sorted(data), sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: (-t[1], t[0]), reverse=True))
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"
l = [K(3), K(1), K(2)]
l.sort()
print(l, min(l), max(l, key=lambda k: -k.v))
