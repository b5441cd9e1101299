class A:
    @property
    def x(self): return 1
class B(A):
    @property
    def x(self): return super().x + 1
    @A.x.getter
    def y(self): return 9
print(B().x, B().y)
