class A: pass
setattr(A, "m", lambda self: "m!")
a = A()
setattr(a, "v", 1)
print(a.m(), getattr(a, "v"), hasattr(A, "m"))
delattr(a, "v")
print(hasattr(a, "v"))
try: (5).x = 1
except AttributeError as e: print(e)
try: int.x = 1
except TypeError as e: print(e)
try: object().x = 1
except AttributeError as e: print(e)
try: del a.q
except AttributeError as e: print(e)
