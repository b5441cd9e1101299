def hi(self): return "hi " + self.n
C = type("C", (), {"hi": hi, "n": "me"})
print(C().hi(), C.__name__, C)
D = type("D", (C,), {"n": "you"})
print(D().hi(), type(5), type(type))
