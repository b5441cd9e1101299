class A:
    n = 1
    @classmethod
    def make(cls, *a): return cls.__name__, a
    @staticmethod
    def s(x): return x * 2
class B(A): pass
print(A.make(1), B.make(2), B().make(3), A.s(4), A().s(5), A.make.__self__)
