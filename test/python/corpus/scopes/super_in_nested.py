class A:
    def f(self): return "A.f"
class B(A):
    def f(self):
        def inner():
            return super(B, self).f()
        return inner() + "+" + super().f()
    def cls(self): return __class__
print(B().f(), B().cls())
