class A:
    __secret = 1
    def __init__(self): self.__v = 2
    def get(self): return self.__v, self.__secret
    def __private(self): return "p"
    def call(self): return self.__private()
    __dunder__ = 3
a = A()
print(a.get(), a._A__v, A._A__secret, a.call(), A.__dunder__)
try: a.__v
except AttributeError as e: print(e)
class _B:
    __x = 1
    def f(self, __arg=2): return self.__x, __arg
print(_B._B__x, _B().f())
