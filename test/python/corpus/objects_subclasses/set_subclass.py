class Bag(set):
    def __init__(self, it=()): super().__init__(it); self.adds = 0
    def add(self, x): self.adds += 1; super().add(x)
b = Bag([1, 2]); b.add(3); b.add(3); print(b, b.adds, len(b), type(b | {9}).__name__, b == {1, 2, 3}, 2 in b)
