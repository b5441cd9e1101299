class Meta(type):
    def __instancecheck__(cls, o): return hasattr(o, "quack")
    def __subclasscheck__(cls, c): return hasattr(c, "quack")
class Duck(metaclass=Meta): pass
class D:
    def quack(self): pass
print(isinstance(D(), Duck), isinstance(5, Duck), issubclass(D, Duck), isinstance(5, (str, int)), issubclass(bool, int))
try: isinstance(5, 5)
except TypeError as e: print(e)
