class Shape:
    def area(self): raise NotImplementedError
    def __str__(self): return f"{type(self).__name__}({self.area():.2f})"
class Sq(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
print(Sq(1.5))
try: print(Shape())
except NotImplementedError as e: print("NI", repr(e))
