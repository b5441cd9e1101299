calls = []
def key(x): calls.append(x); return -x
print(sorted([3, 1, 2], key=key), calls)
class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v > o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(1), K(3), K(2)]), min([K(1), K(3)]), max([K(1), K(3)]))
