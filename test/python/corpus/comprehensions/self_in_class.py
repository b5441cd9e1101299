class A:
    def __init__(self): self.k = 3
    def f(self): return [self.k * i for i in range(3)], {i: self.k for i in range(2)}, list(self.k + i for i in range(2))
print(A().f())
