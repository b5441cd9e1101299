class A:
    def __radd__(self, o): return f"radd {o!r}"
    def __rsub__(self, o): return f"rsub {o!r}"
    def __rmul__(self, o): return f"rmul {o!r}"
    def __rpow__(self, o): return f"rpow {o!r}"
a = A()
print(1 + a, 1.5 - a, [1] + a, "s" + a, (1,) * a, 2 ** a, {1: 2}.keys() - {1} == set())
class B(A):
    def __radd__(self, o): return "B first"
class C:
    def __add__(self, o): return "C"
class E(C):
    def __radd__(self, o): return "E reflected"
print(C() + E(), E() + C(), C() + B())
