class Stack(list):
    def push(self, x): self.append(x)
    def peek(self): return self[-1]
    def __repr__(self): return f"Stack({super().__repr__()})"
s = Stack([1]); s.push(2); s.name = "n"
print(s, s.peek(), len(s), s + [3], type(s[:1]).__name__, s == [1, 2], s.name, isinstance(s, list), sorted(s, reverse=True), [*s])
