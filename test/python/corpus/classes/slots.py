class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S()
print(s.a)
try: s.b
except AttributeError as e: print(e)
try: s.c = 3
except AttributeError as e: print(e)
print(hasattr(s, "__dict__"))
class T(S): pass
t = T()
t.c = 5
print(t.c, t.__dict__, t.a)
