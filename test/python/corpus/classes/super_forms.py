class A:
    def __init__(self): self.log = ["A"]
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return "s"
class B(A):
    def __init__(self):
        super(B, self).__init__()
        self.log.append("B")
    @classmethod
    def c(cls): return "B:" + super().c()
    def st(self): return super().s()
class C(B): pass
print(C().log, C.c(), C().st())
try: super().x
except RuntimeError as e: print(e)
