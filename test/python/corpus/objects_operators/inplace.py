class I:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(o); return self
    def __imul__(self, o): return NotImplemented
    def __mul__(self, o): return "mul"
i = I(); j = i; i += 1; i += 2; print(i is j, i.log); i *= 3; print(i)
t = ([1],)
try: t[0] += [2]
except TypeError as e: print(e)
print(t)
